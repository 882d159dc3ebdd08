// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.VectorEnvironment;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rewards 1, 2, 3, 4 and values 10, 20, 30, 40, then 50, in three environments. The first runs on; the second terminates at
 * its second step and is truncated at its third, where the value is 60; the third is truncated at its first step, where
 * the value is 70. Expected numbers by hand from Schulman et al. (2016), equation 16, with discount 0.5: errors of the
 * first are 1 + 10 - 10 = 1, 2 + 15 - 20 = -3, 3 + 20 - 30 = -7, 4 + 25 - 40 = -11.
 */
class RolloutTest {

    private static final int ENVIRONMENTS = 3;
    private static final int HORIZON = 4;
    private static final String[] ENDS = {"----", "-TC-", "C---"};

    @ParameterizedTest(name = "lambda {0}")
    @CsvSource({
        // lambda 0: the errors themselves; the third's first is 1 + 35 - 10 = 26.
        "0, 1, -3, -7, -11, 1, -18, 3, -11, 26, -3, -7, -11",
        // lambda 1: each next advantage counts half.
        "1, -3.625, -9.25, -12.5, -11, -8, -18, 3, -11, 26, -9.25, -12.5, -11",
        // lambda 0.8: each next advantage counts 0.4.
        "0.8, -2.024, -7.56, -11.4, -11, -6.2, -18, 3, -11, 26, -7.56, -11.4, -11"
    })
    void truncatedEpisodesAreBootstrapped(
            double lambda,
            double a0,
            double a1,
            double a2,
            double a3,
            double b0,
            double b1,
            double b2,
            double b3,
            double c0,
            double c1,
            double c2,
            double c3) {
        final Rollout rollout = play(false);
        assertThat(rollout.truncatedCount()).isEqualTo(2);
        assertThat(rollout.truncatedObservations.get(0, 0)).isEqualTo(101);
        assertThat(rollout.truncatedObservations.get(1, 0)).isEqualTo(103);
        rollout.truncatedValues[0] = 70;
        rollout.truncatedValues[1] = 60;
        rollout.computeAdvantages(0.5, lambda);
        assertAdvantages(rollout, a0, b0, c0, a1, b1, c1, a2, b2, c2, a3, b3, c3);
    }

    /** The second's third error is 3 - 30 = -27, the third's first 1 - 10 = -9. */
    @Test
    void truncationMayCountAsTheEnd() {
        final Rollout rollout = play(true);
        assertThat(rollout.truncatedCount()).isZero();
        rollout.computeAdvantages(0.5, 1);
        assertAdvantages(rollout, -3.625, -8, -9, -9.25, -18, -9.25, -12.5, -27, -12.5, -11, -11, -11);
    }

    @Test
    void theNextIterationStartsClean() {
        final Rollout rollout = play(false);
        rollout.clear();
        final VectorEnvironment calm = environments("----", "----", "----");
        for (int step = 0; step < HORIZON; step++) {
            calm.step(new int[ENVIRONMENTS]);
            rollout.record(calm, step);
        }
        rollout.computeAdvantages(0.5, 0);
        assertAdvantages(rollout, 1, 1, 1, -3, -3, -3, -7, -7, -7, -11, -11, -11);
    }

    /** 1 to 12: mean 6.5, variance (12^2 - 1) / 12. */
    @Test
    void normalisedAdvantagesHaveMeanZeroAndDeviationOne() {
        final Rollout rollout = rollout(false);
        for (int i = 0; i < 12; i++) {
            rollout.advantages[i] = i + 1;
        }
        rollout.normaliseAdvantages();
        for (int i = 0; i < 12; i++) {
            final double expected = (i + 1 - 6.5) / Math.sqrt(143.0 / 12);
            assertThat((double) rollout.advantages[i]).isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    void equalAdvantagesAreNormalisedToZero() {
        final Rollout rollout = rollout(false);
        Arrays.fill(rollout.advantages, 3);
        rollout.normaliseAdvantages();
        assertThat(rollout.advantages).containsOnly(0);
    }

    private static Rollout rollout(boolean truncationTerminates) {
        final Ppo agent = Ppo.builder()
                .environments(ENVIRONMENTS)
                .horizon(HORIZON)
                .truncationTerminates(truncationTerminates)
                .build();
        return new Rollout(agent.settings(), ObservationSpace.of("o"));
    }

    private static Rollout play(boolean truncationTerminates) {
        final Rollout rollout = rollout(truncationTerminates);
        final VectorEnvironment environments = environments(ENDS);
        for (int step = 0; step < HORIZON; step++) {
            environments.step(new int[ENVIRONMENTS]);
            rollout.record(environments, step);
        }
        for (int i = 0; i < rollout.values.length; i++) {
            rollout.values[i] = 10 * (i / ENVIRONMENTS + 1);
        }
        return rollout;
    }

    private static VectorEnvironment environments(String... ends) {
        final AtomicInteger next = new AtomicInteger();
        final EnvironmentFactory factory =
                EnvironmentFactory.of("Scripted", 1, () -> new Scripted(ends[next.getAndIncrement()]));
        return VectorEnvironment.of(factory, ENVIRONMENTS, Seed.of(0));
    }

    private static void assertAdvantages(Rollout rollout, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            final double value = rollout.values[i];
            assertThat((double) rollout.advantages[i]).as("column %d", i).isCloseTo(expected[i], within(1e-5));
            assertThat((double) rollout.returns[i]).as("column %d", i).isCloseTo(expected[i] + value, within(1e-5));
        }
    }

    /** Step k earns k and ends as the script says; the observation is the number of steps, and 100 more at an end. */
    private static final class Scripted implements Environment {

        private final String ends;
        private int steps;
        private boolean done;

        Scripted(String ends) {
            this.ends = ends;
        }

        @Override
        public ObservationSpace observationSpace() {
            return ObservationSpace.of("steps");
        }

        @Override
        public ActionSpace actionSpace() {
            return ActionSpace.discrete(1);
        }

        @Override
        public void reset(long seed) {
            done = false;
        }

        @Override
        public void reset() {
            done = false;
        }

        @Override
        public double step(int action) {
            steps++;
            done = ends.charAt(steps - 1) != '-';
            return steps;
        }

        @Override
        public boolean isTerminated() {
            return done && ends.charAt(steps - 1) == 'T';
        }

        @Override
        public boolean isTruncated() {
            return done && ends.charAt(steps - 1) == 'C';
        }

        @Override
        public void observe(float[] target, int offset) {
            target[offset] = steps + (done ? 100 : 0);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VectorEnvironmentTest {

    private static final int COUNT = 3;
    private static final int STEPS = 500;

    /** Every environment behaves as one that is reset with the documented seeds, stepped and reset by hand. */
    @Test
    void equalsSingleEnvironments() {
        final RandomStream random = Seed.of(1).random();
        final int offset = 2;
        final float[][] rows = new float[Corridor.CELLS][offset + COUNT + 1];
        final long[] bits = new long[3];
        final int[] actions = new int[COUNT + 5];
        final Corridor[] singles = new Corridor[COUNT];
        final RandomStream[] seeds = new RandomStream[COUNT];
        final long[] episodeSeeds = new long[COUNT];
        final long[] episodes = new long[COUNT];
        final long[] episodeSteps = new long[COUNT];
        int terminations = 0;
        int truncations = 0;
        for (int i = 0; i < COUNT; i++) {
            singles[i] = new Corridor();
            seeds[i] = Seed.of(9).derive("environment", i).random();
            episodeSeeds[i] = seeds[i].nextLong();
            singles[i].reset(episodeSeeds[i]);
        }
        try (VectorEnvironment vector = VectorEnvironment.of(Corridor.FACTORY, COUNT, Seed.of(9))) {
            for (int t = 0; t < STEPS; t++) {
                vector.observe(rows, offset);
                for (int i = 0; i < COUNT; i++) {
                    final float[] one = new float[Corridor.CELLS];
                    vector.observe(i, one, 0);
                    vector.observeBits(i, bits, 1);
                    assertThat(column(rows, offset + i)).containsExactly(observation(singles[i]));
                    assertThat(one).containsExactly(observation(singles[i]));
                    assertThat(bits).containsExactly(0, singles[i].bit(), 0);
                    assertThat(vector.episodeSeed(i)).isEqualTo(episodeSeeds[i]);
                    assertThat(vector.episode(i)).isEqualTo(episodes[i]);
                    assertThat(vector.episodeSteps(i)).isEqualTo(episodeSteps[i]);
                    actions[i] = random.nextInt(2);
                }
                vector.step(actions);
                int done = 0;
                for (int i = 0; i < COUNT; i++) {
                    assertThat(vector.reward(i)).isEqualTo(singles[i].step(actions[i]));
                    assertThat(vector.isTerminated(i)).isEqualTo(singles[i].isTerminated());
                    assertThat(vector.isTruncated(i)).isEqualTo(singles[i].isTruncated());
                    assertThat(vector.isDone(i)).isEqualTo(singles[i].isDone());
                    episodeSteps[i]++;
                    if (singles[i].isDone()) {
                        done++;
                        terminations += singles[i].isTerminated() ? 1 : 0;
                        truncations += singles[i].isTruncated() ? 1 : 0;
                        final float[] last = new float[Corridor.CELLS + 1];
                        vector.finalObservation(i, last, 1);
                        assertThat(List.of(last[0])).containsExactly(0f);
                        assertThat(java.util.Arrays.copyOfRange(last, 1, last.length))
                                .containsExactly(observation(singles[i]));
                        vector.finalBits(i, bits, 1);
                        assertThat(bits).containsExactly(0, singles[i].bit(), 0);
                        vector.finalObservation(i, rows, 0);
                        assertThat(column(rows, 0)).containsExactly(observation(singles[i]));
                        episodeSeeds[i] = seeds[i].nextLong();
                        singles[i].reset(episodeSeeds[i]);
                        episodes[i]++;
                        episodeSteps[i] = 0;
                    } else {
                        final int open = i;
                        assertThatIllegalStateException()
                                .isThrownBy(() -> vector.finalObservation(open, rows, 0))
                                .withMessageContaining("environment " + i);
                        assertThatIllegalStateException()
                                .isThrownBy(() -> vector.finalBits(open, bits, 0))
                                .withMessageContaining("environment " + i);
                    }
                }
                assertThat(vector.doneCount()).isEqualTo(done);
            }
        }
        assertThat(column(rows, offset + COUNT))
                .as("column behind the last environment")
                .containsOnly(0);
        assertThat(terminations).isPositive();
        assertThat(truncations).isPositive();
    }

    @Test
    void aSeedStartsEverythingAnew() {
        try (VectorEnvironment vector = VectorEnvironment.of(Corridor.FACTORY, COUNT, Seed.of(2))) {
            final List<Double> first = rewards(vector);
            assertThat(rewards(vector)).isNotEqualTo(first);
            vector.reset(Seed.of(2));
            assertThat(vector.doneCount()).isZero();
            assertThat(rewards(vector)).isEqualTo(first);
        }
    }

    @Test
    void continuousActionsAreFeatureMajor() {
        try (VectorEnvironment vector = VectorEnvironment.of(Slider.FACTORY, 2, Seed.of(3))) {
            final float[][] before = new float[2][2];
            final float[][] after = new float[2][2];
            vector.observe(before, 0);
            vector.step(new float[][] {{1, -1}, {0, 0.5f}});
            vector.observe(after, 0);
            // The noise is below 0.1.
            assertThat(Math.round(10 * (after[0][0] - before[0][0]))).isBetween(9, 11);
            assertThat(Math.round(10 * (after[0][1] - before[0][1]))).isBetween(-11, -9);
            assertThat(Math.round(10 * (after[1][0] - before[1][0]))).isBetween(-1, 1);
            assertThat(Math.round(10 * (after[1][1] - before[1][1]))).isBetween(4, 6);
        }
    }

    /** An episode of the slider is cut off after 15 steps. */
    @Test
    void realObservationsHaveNoBits() {
        final float[] last = new float[2];
        try (VectorEnvironment vector = VectorEnvironment.of(Slider.FACTORY, 1, Seed.of(3));
                Environment single = new Slider()) {
            single.reset(vector.episodeSeed(0));
            while (vector.doneCount() == 0) {
                vector.step(new float[2][1]);
                single.step(new float[2]);
            }
            vector.finalObservation(0, last, 0);
            assertThat(last).containsExactly(observation(single));
            assertThatThrownBy(() -> vector.observeBits(0, new long[1], 0))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> vector.finalBits(0, new long[1], 0))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void aBadActionMovesNoEnvironment() {
        try (VectorEnvironment vector = VectorEnvironment.of(Corridor.FACTORY, COUNT, Seed.of(4))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> vector.step(new int[] {1, 1, 2}))
                    .withMessage("action of environment 2 2 not in [0, 1]");
            for (int i = 0; i < COUNT; i++) {
                assertThat(vector.episodeSteps(i)).isZero();
            }
        }
    }

    @Test
    void badCountsAndKindsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorEnvironment.of(Corridor.FACTORY, 0, Seed.of(0)))
                .withMessage("count of environments 0 not in [1, ...)");
        try (VectorEnvironment discrete = VectorEnvironment.of(Corridor.FACTORY, 2, Seed.of(0));
                VectorEnvironment continuous = VectorEnvironment.of(Slider.FACTORY, 2, Seed.of(0))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> discrete.step(new int[1]))
                    .withMessage("length of actions 1 not in [2, ...)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> continuous.step(new float[1][2]))
                    .withMessageContaining("1 is not 2");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> continuous.step(new float[2][1]))
                    .withMessageContaining("1 not in [2, ...)");
            assertThatThrownBy(() -> discrete.step(new float[1][2])).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> continuous.step(new int[2])).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void closesEveryEnvironmentEvenAfterFailures() {
        final List<Corridor> made = new ArrayList<>();
        final EnvironmentFactory thirdFails = EnvironmentFactory.of("ThirdFails", 1, () -> {
            if (made.size() == 2) {
                throw new IllegalStateException("no third one");
            }
            made.add(new Corridor());
            return made.get(made.size() - 1);
        });
        assertThatIllegalStateException()
                .isThrownBy(() -> VectorEnvironment.of(thirdFails, 3, Seed.of(0)))
                .withMessage("no third one");
        assertThat(made)
                .allSatisfy(environment -> assertThat(environment.closed).isOne());

        final Corridor behind = new Corridor();
        final List<Environment> closing = new ArrayList<>(List.of(behind, new UnwillingToClose(new Corridor())));
        final VectorEnvironment vector = VectorEnvironment.of(
                EnvironmentFactory.of("Closing", 1, () -> closing.remove(closing.size() - 1)), 2, Seed.of(0));
        assertThatIllegalStateException()
                .isThrownBy(vector::close)
                .satisfies(failure -> assertThat(failure.getSuppressed()[0]).hasMessage("unwilling"));
        assertThat(behind.closed).isOne();
    }

    private static final class UnwillingToClose extends EnvironmentWrapper {
        UnwillingToClose(Environment inner) {
            super(inner);
        }

        @Override
        public void close() {
            throw new IllegalStateException("unwilling");
        }
    }

    private static List<Double> rewards(VectorEnvironment vector) {
        final List<Double> rewards = new ArrayList<>();
        final int[] actions = {1, 0, 1};
        for (int t = 0; t < 100; t++) {
            vector.step(actions);
            for (int i = 0; i < COUNT; i++) {
                rewards.add(vector.reward(i));
            }
        }
        return rewards;
    }

    private static float[] observation(Environment environment) {
        final float[] observation = new float[environment.observationSpace().size()];
        environment.observe(observation, 0);
        return observation;
    }

    private static float[] column(float[][] rows, int column) {
        final float[] values = new float[rows.length];
        for (int d = 0; d < rows.length; d++) {
            values[d] = rows[d][column];
        }
        return values;
    }
}

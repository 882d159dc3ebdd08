// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.contract.EnvironmentContract;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AcrobotTest extends EnvironmentContract {

    @Override
    protected EnvironmentFactory factory() {
        return Environments.find("Acrobot-v1");
    }

    static List<Trace> traces() {
        return Trace.load("acrobot.txt.gz");
    }

    @Test
    void tracesAreAllThere() {
        assertThat(traces()).hasSize(20);
        // Counted with zgrep -c '^[012] '.
        assertThat(traces().stream().mapToInt(trace -> trace.steps().size()).sum())
                .isEqualTo(5_242);
    }

    @ParameterizedTest
    @MethodSource("traces")
    void everyStepIsThatOfGym(Trace trace) {
        final Acrobot acrobot = Acrobot.create();
        Trace.Point point = trace.start();
        for (Trace.Step step : trace.steps()) {
            set(acrobot, point);
            assertObservation(acrobot, point);
            assertThat(acrobot.step(step.action())).isEqualTo(step.reward());
            assertThat(acrobot.isTerminated()).isEqualTo(step.done());
            point = step.next();
            assertThat(acrobot.state()).containsExactly(point.state(), within(1e-12));
            assertObservation(acrobot, point);
        }
    }

    /** The motion is chaotic: rounding grows, so only the first steps are compared without correction. */
    @ParameterizedTest
    @MethodSource("traces")
    void freeRunFollowsGymFor100Steps(Trace trace) {
        final Acrobot acrobot = Acrobot.create();
        set(acrobot, trace.start());
        for (Trace.Step step :
                trace.steps().subList(0, Math.min(100, trace.steps().size()))) {
            assertThat(acrobot.step(step.action())).isEqualTo(step.reward());
            assertThat(acrobot.state()).containsExactly(step.next().state(), within(1e-9));
            assertThat(acrobot.isTerminated()).isEqualTo(step.done());
        }
    }

    /** The traces reach what they are meant to reach, so that the comparisons above mean something. */
    @Test
    void tracesWrapClipAndReachTheGoal() {
        final List<Trace.Step> steps =
                traces().stream().flatMap(trace -> trace.steps().stream()).toList();
        assertThat(steps).anyMatch(step -> Math.abs(step.next().state()[2]) == 4 * Math.PI);
        assertThat(steps).anyMatch(step -> Math.abs(step.next().state()[3]) == 9 * Math.PI);
        assertThat(steps).anyMatch(step -> Math.abs(step.next().state()[1]) > 3);
        assertThat(steps).anyMatch(step -> step.done() && step.reward() == 0);
    }

    @Test
    void goalIsOneLinkAboveTheFixedPoint() {
        final Acrobot acrobot = Acrobot.create();
        double highestBelow = -2;
        double lowestAbove = 2;
        for (int i = 0; i < 20_000; i++) {
            acrobot.set(2 + i * 1e-4, 0.3, 0, 0);
            acrobot.step(1);
            final double height = -Math.cos(acrobot.state()[0]) - Math.cos(acrobot.state()[0] + acrobot.state()[1]);
            if (acrobot.isTerminated()) {
                lowestAbove = Math.min(lowestAbove, height);
            } else {
                highestBelow = Math.max(highestBelow, height);
            }
        }
        assertThat(highestBelow).isBetween(0.9995, 1.0);
        assertThat(lowestAbove).isBetween(1.0, 1.0005);
    }

    @Test
    void startsWithinItsRange() {
        final Acrobot acrobot = Acrobot.create();
        acrobot.reset(1);
        double least = 0;
        double greatest = 0;
        for (int i = 0; i < 10_000; i++) {
            for (double number : acrobot.state()) {
                least = Math.min(least, number);
                greatest = Math.max(greatest, number);
            }
            acrobot.reset();
        }
        assertThat(least).isBetween(-0.1, -0.0999);
        assertThat(greatest).isBetween(0.0999, 0.1);
    }

    @Test
    void aMillionRandomStepsStayInBounds() {
        Rollout.random("Acrobot-v1", 1_000_000, observation -> {
            boolean inBounds = Math.abs(observation[4]) <= (float) (4 * Math.PI);
            inBounds &= Math.abs(observation[5]) <= (float) (9 * Math.PI);
            for (int d = 0; d < 4; d++) {
                inBounds &= Math.abs(observation[d]) <= 1;
            }
            for (int d = 0; d < 4; d += 2) {
                inBounds &= Math.abs(Math.hypot(observation[d], observation[d + 1]) - 1) < 1e-6;
            }
            return inBounds;
        });
    }

    /** A promise of the release: a change is listed in the changelog. Recorded with version 1 of this class. */
    @Test
    void seedSevenGivesThisEpisode() {
        assertThat(Rollout.digest("Acrobot-v1", 7, 10_000)).isEqualTo(2_052_625_621L);
    }

    private static void set(Acrobot acrobot, Trace.Point point) {
        final double[] state = point.state();
        acrobot.set(state[0], state[1], state[2], state[3]);
    }

    private static void assertObservation(Acrobot acrobot, Trace.Point point) {
        final float[] observation = new float[6];
        acrobot.observe(observation, 0);
        assertThat(point.observation()).hasSize(6);
        for (int d = 0; d < 6; d++) {
            final float expected = (float) point.observation()[d];
            assertThat(observation[d]).isCloseTo(expected, within(Math.ulp(expected)));
        }
    }
}

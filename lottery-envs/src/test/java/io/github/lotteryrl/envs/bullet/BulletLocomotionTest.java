// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.bullet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.contract.EnvironmentContract;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** That the robots are pybullet-gym's is in {@code TraceReplayTest}. */
class BulletLocomotionTest {

    private static final List<String> IDS =
            List.of("HopperPyBulletEnv-v0", "Walker2DPyBulletEnv-v0", "HalfCheetahPyBulletEnv-v0", "AntPyBulletEnv-v0");

    @Nested
    class Hopper extends Contract {
        @Override
        protected EnvironmentFactory factory() {
            return Environments.find("HopperPyBulletEnv-v0");
        }
    }

    @Nested
    class Walker2d extends Contract {
        @Override
        protected EnvironmentFactory factory() {
            return Environments.find("Walker2DPyBulletEnv-v0");
        }
    }

    @Nested
    class HalfCheetah extends Contract {
        @Override
        protected EnvironmentFactory factory() {
            return Environments.find("HalfCheetahPyBulletEnv-v0");
        }
    }

    @Nested
    class Ant extends Contract {
        @Override
        protected EnvironmentFactory factory() {
            return Environments.find("AntPyBulletEnv-v0");
        }
    }

    abstract static class Contract extends EnvironmentContract {
        @Override
        protected int steps() {
            return 500;
        }

        @Override
        protected int longestEpisode() {
            return 1_000;
        }
    }

    @Test
    void dimensionsAreNamed() {
        try (Environment walker = BulletLocomotion.walker2d()) {
            assertThat(walker.observationSpace().names())
                    .containsExactly(
                            "height",
                            "sin of target direction",
                            "cos of target direction",
                            "forward velocity",
                            "sideways velocity",
                            "vertical velocity",
                            "roll",
                            "pitch",
                            "thigh_joint position",
                            "thigh_joint velocity",
                            "leg_joint position",
                            "leg_joint velocity",
                            "foot_joint position",
                            "foot_joint velocity",
                            "thigh_left_joint position",
                            "thigh_left_joint velocity",
                            "leg_left_joint position",
                            "leg_left_joint velocity",
                            "foot_left_joint position",
                            "foot_left_joint velocity",
                            "foot contact",
                            "foot_left contact");
            assertThat(walker.actionSpace())
                    .isEqualTo(ActionSpace.continuous(
                            "thigh_joint",
                            "leg_joint",
                            "foot_joint",
                            "thigh_left_joint",
                            "leg_left_joint",
                            "foot_left_joint"));
        }
    }

    /** The paper's section SI C, and pybullet-gym's registry. */
    @ParameterizedTest
    @CsvSource({"Hopper, 15, 3", "Walker2D, 22, 6", "HalfCheetah, 26, 6", "Ant, 28, 8"})
    void sizesAreTheOriginals(String robot, int observation, int action) {
        try (Environment environment =
                Environments.find(robot + "PyBulletEnv-v0").create()) {
            assertThat(environment.observationSpace().size()).isEqualTo(observation);
            assertThat(environment.actionSpace().outputs()).isEqualTo(action);
        }
    }

    /** With all motors pushing gently, Ant stays up for as long as it is let. */
    @Test
    void aThousandStepsAreTheMost() {
        try (Environment ant = Environments.find("AntPyBulletEnv-v0").create()) {
            final float[] push = new float[8];
            Arrays.fill(push, -0.4f);
            ant.reset(0);
            for (int step = 0; step < 1_000; step++) {
                assertThat(ant.isDone()).as("done after %d steps", step).isFalse();
                ant.step(push);
            }
            assertThat(ant.isTruncated()).isTrue();
            assertThat(ant.isTerminated()).isFalse();
        }
    }

    /** Action 3 acts like 1 and costs as 3: 0.1 of the mean square and 2 of the mean of |action times velocity|. */
    @Test
    void whatIsClippedStillCosts() {
        try (BulletLocomotion one = BulletLocomotion.hopper();
                BulletLocomotion three = BulletLocomotion.hopper()) {
            one.reset(5);
            three.reset(5);
            final double difference = one.step(new float[] {1, 0, 0}) - three.step(new float[] {3, 0, 0});
            final float[] observation = observation(one);
            assertThat(observation(three)).containsExactly(observation);
            final double velocity = Math.abs(observation[9]);
            assertThat(difference).isCloseTo(0.1 * (9 - 1) / 3 + 2 * (3 - 1) * velocity / 3, within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource(Task.class)
    void badActionsAreNamed(Task task) {
        try (BulletLocomotion environment = BulletLocomotion.of(task)) {
            environment.reset(0);
            final int size = environment.actionSpace().outputs();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> environment.step(new float[size + 1]))
                    .withMessage("length of action %d is not %d", size + 1, size);
            final float[] action = new float[size];
            action[size - 1] = Float.NaN;
            final ActionSpace.Continuous space = (ActionSpace.Continuous) environment.actionSpace();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> environment.step(action))
                    .withMessage(
                            "action NaN for %s is not finite", space.names().get(size - 1));
        }
    }

    /** At the start the torso stands upright, its centre 1.25 m above the floor; a metre is 100 pixels. */
    @Test
    void aPictureShowsTheTorsoInTheMiddle() {
        try (BulletLocomotion hopper = BulletLocomotion.hopper()) {
            hopper.reset(0);
            final BufferedImage picture = hopper.render();
            assertThat(picture.getRGB(200, 50)).as("centre of the torso").isEqualTo(0xff404040);
            assertThat(picture.getRGB(200, 20)).as("above its end").isEqualTo(0xffffffff);
            assertThat(picture.getRGB(20, 176)).as("floor").isEqualTo(0xff808080);
        }
    }

    @Test
    void afterCloseEverythingIsRefused() {
        final BulletLocomotion environment = BulletLocomotion.hopper();
        environment.reset(0);
        environment.close();
        final List<Runnable> uses = List.of(
                () -> environment.reset(0),
                environment::reset,
                () -> environment.step(new float[3]),
                () -> environment.observe(new float[15], 0),
                environment::render);
        for (Runnable use : uses) {
            assertThatIllegalStateException().isThrownBy(use::run).withMessage("the environment is closed");
        }
    }

    @Test
    void fourThreadsGiveWhatOneGives() throws Exception {
        final int[] rounds = {0};
        playInParallel(() -> rounds[0]++ < 1);
    }

    @Test
    @Tag("long")
    void fourThreadsGiveWhatOneGivesForTenMinutes() throws Exception {
        final long end = System.nanoTime() + Duration.ofMinutes(10).toNanos();
        playInParallel(() -> System.nanoTime() < end);
    }

    /** Four threads take each robot in turn, in an order of their own, so that equal and different ones run side by side. */
    private static void playInParallel(BooleanSupplier again) throws Exception {
        final List<Long> alone = new ArrayList<>();
        for (String id : IDS) {
            alone.add(digest(id));
        }
        final ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            while (again.getAsBoolean()) {
                final List<Future<List<Long>>> digests = new ArrayList<>();
                for (int thread = 0; thread < 4; thread++) {
                    final int first = thread;
                    digests.add(threads.submit(() -> {
                        final List<Long> together = new ArrayList<>(List.of(0L, 0L, 0L, 0L));
                        for (int i = 0; i < IDS.size(); i++) {
                            final int robot = (first / 2 + i) % IDS.size();
                            together.set(robot, digest(IDS.get(robot)));
                        }
                        return together;
                    }));
                }
                for (Future<List<Long>> together : digests) {
                    assertThat(together.get()).isEqualTo(alone);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Returns a digest of 1 500 steps with random actions, over as many episodes as that takes. */
    private static long digest(String id) {
        try (Environment environment = Environments.find(id).create()) {
            final RandomStream actions = Seed.of(9).random();
            final float[] action = new float[environment.actionSpace().outputs()];
            environment.reset(7);
            long digest = 0;
            for (int step = 0; step < 1_500; step++) {
                for (int i = 0; i < action.length; i++) {
                    action[i] = 2 * actions.nextFloat() - 1;
                }
                digest = 31 * digest + Double.doubleToLongBits(environment.step(action));
                for (float number : observation(environment)) {
                    digest = 31 * digest + Float.floatToIntBits(number);
                }
                if (environment.isDone()) {
                    environment.reset();
                }
            }
            return digest;
        }
    }

    private static float[] observation(Environment environment) {
        final float[] observation = new float[environment.observationSpace().size()];
        environment.observe(observation, 0);
        return observation;
    }
}

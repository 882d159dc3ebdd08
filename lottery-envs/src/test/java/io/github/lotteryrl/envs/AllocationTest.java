// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.VectorEnvironment;
import io.github.lotteryrl.envs.wrappers.EpisodeStatistics;
import io.github.lotteryrl.envs.wrappers.TimeLimit;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No step allocates, through all wrappers; a reset may. The first rounds are left out of account, because from JDK 21 on
 * StrictMath allocates until it is compiled.
 */
class AllocationTest {

    private static final int ROUNDS = 200;
    private static final int STEPS = 20_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CartPole-v1",
                "Acrobot-v1",
                "CartPole-v1?observe=2,3",
                "GridMaze-v0",
                "GridMaze-v0?encoding=rgb",
                "GridMaze-v0?encoding=entangled",
                "MinAtar/Asterix-v1",
                "MinAtar/Breakout-v1",
                "MinAtar/Freeway-v1",
                "MinAtar/Seaquest-v1",
                "MinAtar/SpaceInvaders-v1",
                "StrokeDigits-v0"
            })
    void stepsAllocateNothing(String id) {
        try (EpisodeStatistics environment =
                EpisodeStatistics.of(Environments.find(id).create())) {
            environment.reset(0);
            final long most = STEPS * (1 + ofSines(id));
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS && least > most; round++) {
                final long before = allocated();
                play(environment);
                least = Math.min(least, allocated() - before);
            }
            assertThat(least).as("bytes for %d steps", STEPS).isLessThanOrEqualTo(most);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GridMaze-v0",
                "GridMaze-v0?observe=1199,3",
                "MinAtar/Asterix-v1",
                "MinAtar/Breakout-v1",
                "MinAtar/Freeway-v1",
                "MinAtar/Seaquest-v1",
                "MinAtar/SpaceInvaders-v1"
            })
    void bitsAllocateNothing(String id) {
        try (EpisodeStatistics environment =
                EpisodeStatistics.of(TimeLimit.of(Environments.find(id).create(), 100))) {
            final long[] bits = new long[environment.observationSpace().words()];
            environment.reset(0);
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS && least > STEPS; round++) {
                final long before = allocated();
                for (int i = 0; i < STEPS; i++) {
                    environment.observeBits(bits, 0);
                    environment.step(i % 3);
                    if (environment.isDone()) {
                        environment.reset();
                    }
                }
                least = Math.min(least, allocated() - before);
            }
            assertThat(least).as("bytes for %d steps", STEPS).isLessThanOrEqualTo(STEPS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CartPole-v1", "Acrobot-v1"})
    void vectorStepsAllocateOnlyForNewEpisodes(String id) {
        try (VectorEnvironment environments = VectorEnvironment.of(Environments.find(id), 4, Seed.of(0))) {
            final long most = STEPS * (1 + environments.count() * ofSines(id));
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS && least > most; round++) {
                final long episodes = episodes(environments);
                final long before = allocated();
                play(environments);
                // A generous 4 KB for the SHA-256 behind a seed.
                least = Math.min(least, allocated() - before - 4_096 * (episodes(environments) - episodes));
            }
            assertThat(least).as("bytes for %d steps", STEPS).isLessThanOrEqualTo(most);
        }
    }

    /**
     * From JDK 21 on, {@link StrictMath} makes an array of 32 bytes for each sine and cosine, which the JIT leaves out or not, as
     * it has seen them called before. Cart-Pole calls two in a step, Acrobot sixteen.
     */
    private static long ofSines(String id) {
        if (Runtime.version().feature() < 21) {
            return 0;
        }
        return id.startsWith("CartPole") ? 2 * 32 : id.startsWith("Acrobot") ? 16 * 32 : 0;
    }

    private static void play(Environment environment) {
        final RandomStream actions = Seed.of(1).random();
        final float[] observation = new float[environment.observationSpace().size() + 1];
        final int count = environment.actionSpace().outputs();
        for (int i = 0; i < STEPS; i++) {
            environment.observe(observation, 1);
            environment.step(actions.nextInt(count));
            if (environment.isDone()) {
                environment.reset();
            }
        }
    }

    private static void play(VectorEnvironment environments) {
        final RandomStream random = Seed.of(1).random();
        final int[] actions = new int[environments.count()];
        final float[][] rows = new float[environments.observationSpace().size()][actions.length];
        for (int t = 0; t < STEPS; t++) {
            environments.observe(rows, 0);
            for (int i = 0; i < actions.length; i++) {
                actions[i] = random.nextInt(2);
            }
            environments.step(actions);
        }
    }

    private static long episodes(VectorEnvironment environments) {
        long episodes = 0;
        for (int i = 0; i < environments.count(); i++) {
            episodes += environments.episode(i);
        }
        return episodes;
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}

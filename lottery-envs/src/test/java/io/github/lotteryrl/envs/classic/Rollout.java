// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import java.nio.ByteBuffer;
import java.util.function.Predicate;
import java.util.zip.CRC32;

/** Random play over many episodes. */
public final class Rollout {

    private Rollout() {}

    public static void random(String id, int steps, Predicate<float[]> observationIsGood) {
        try (Environment environment = Environments.find(id).create()) {
            final RandomStream actions = Seed.of(1).derive("actions").random();
            final float[] observation = new float[environment.observationSpace().size()];
            environment.reset(1);
            for (int i = 0; i < steps; i++) {
                environment.step(actions.nextInt(environment.actionSpace().outputs()));
                environment.observe(observation, 0);
                if (!observationIsGood.test(observation)) {
                    assertThat(observation).as("observation after step %d", i).isEmpty();
                }
                if (environment.isDone()) {
                    environment.reset();
                }
            }
        }
    }

    /** Returns the CRC-32 over all observations (bits), rewards and ends. */
    public static long digest(String id, long seed, int steps) {
        try (Environment environment = Environments.find(id).create()) {
            final CRC32 crc = new CRC32();
            final RandomStream actions = Seed.of(seed).derive("actions").random();
            final float[] observation = new float[environment.observationSpace().size()];
            final ByteBuffer bytes = ByteBuffer.allocate((observation.length + 3) * Float.BYTES);
            environment.reset(seed);
            for (int i = 0; i < steps; i++) {
                environment.observe(observation, 0);
                bytes.clear();
                for (float number : observation) {
                    bytes.putFloat(number);
                }
                bytes.putDouble(environment.step(
                        actions.nextInt(environment.actionSpace().outputs())));
                bytes.putInt((environment.isTerminated() ? 1 : 0) + (environment.isTruncated() ? 2 : 0));
                crc.update(bytes.array());
                if (environment.isDone()) {
                    environment.reset();
                }
            }
            return crc.getValue();
        }
    }
}

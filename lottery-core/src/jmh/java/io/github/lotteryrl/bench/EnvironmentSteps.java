// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.bench;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Steps of an environment alone, each with its observation, as bits where it is binary. Random actions are drawn before; the
 * environment is reset where an episode ends.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class EnvironmentSteps {

    private static final int STEPS = 4096;

    @Param({
        "CartPole-v1",
        "Acrobot-v1",
        "MinAtar/Asterix-v1",
        "MinAtar/Breakout-v1",
        "MinAtar/Freeway-v1",
        "MinAtar/Seaquest-v1",
        "MinAtar/SpaceInvaders-v1",
        "GridMaze-v0",
        "GridMaze-v0?encoding=rgb",
        "GridMaze-v0?encoding=entangled"
    })
    public String id;

    private final int[] actions = new int[STEPS];
    private Environment environment;
    private boolean binary;
    private long[] bits;
    private float[] numbers;

    @Setup
    public void open() {
        environment = Environments.find(id).create();
        binary = environment.observationSpace().isBinary();
        bits = new long[environment.observationSpace().words()];
        numbers = new float[environment.observationSpace().size()];
        environment.reset(1);
        final RandomStream random = Seed.of(1).random();
        final int count = ((ActionSpace.Discrete) environment.actionSpace()).outputs();
        Arrays.setAll(actions, i -> random.nextInt(count));
    }

    @Benchmark
    @OperationsPerInvocation(STEPS)
    public double step() {
        double sum = 0;
        for (int action : actions) {
            sum += environment.step(action);
            if (environment.isDone()) {
                environment.reset();
            }
            if (binary) {
                environment.observeBits(bits, 0);
            } else {
                environment.observe(numbers, 0);
            }
        }
        return sum;
    }

    @TearDown
    public void close() {
        environment.close();
    }
}

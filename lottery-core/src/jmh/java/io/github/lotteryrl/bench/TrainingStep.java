// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One training step: forward, gradient of the softmax cross-entropy, backward, Adam. Masks: {@link Tickets}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class TrainingStep {

    @Param({
        "4-64-64-2/64",
        "4-64-64-2/256",
        "4-256-256-2/64",
        "28-64-64-8/256",
        "1200-1024-512-4/64",
        "1200-1024-512-4/256",
        "1200-1024-512-4/256/GridMaze-v0",
        "4x10x10-16x3x3-128-6/32"
    })
    public String shape;

    @Param({"1", "0.2", "0.05", "0.01"})
    public double density;

    private NetworkStep step;

    @Setup
    public void open() {
        step = new NetworkStep(Shape.parse(shape), density);
    }

    @Benchmark
    public double step() {
        return step.run();
    }
}

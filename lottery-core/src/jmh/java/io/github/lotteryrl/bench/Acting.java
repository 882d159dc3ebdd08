// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.bench;

import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.nn.Network;
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

/** The outputs of a dense network for the few samples that are acted on together. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class Acting {

    @Param({
        "4-64-64-2/1",
        "4-64-64-2/4",
        "4-64-64-2/16",
        "1200-1024-512-4/1",
        "1200-1024-512-4/4",
        "1200-1024-512-4/10",
        "1200-1024-512-4/16",
        "1200-1024-512-4/1/GridMaze-v0",
        "1200-1024-512-4/4/GridMaze-v0",
        "1200-1024-512-4/10/GridMaze-v0",
        "1200-1024-512-4/16/GridMaze-v0"
    })
    public String shape;

    private Shape parsed;
    private Network network;
    private Batch inputs;
    private Batch outputs;

    @Setup
    public void open() {
        parsed = Shape.parse(shape);
        network =
                new Network(parsed.spec(), NetworkStep.parameters(parsed.spec(), 1), parsed.batch(), parsed.isBinary());
        inputs = parsed.inputBatch();
        outputs = new Batch(parsed.spec().outputs(), parsed.batch());
    }

    @Benchmark
    public Batch act() {
        network.act(inputs, parsed.batch(), outputs);
        return outputs;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.bench;

import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
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

/** The dense step of {@link TrainingStep} as one {@code fit} of Deeplearning4j. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 9, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class Dl4jFit {

    @Param({
        "4-64-64-2/64",
        "4-64-64-2/256",
        "4-256-256-2/64",
        "28-64-64-8/256",
        "1200-1024-512-4/64",
        "1200-1024-512-4/256"
    })
    public String shape;

    static final String ONE = "one";
    static final String ALL = "all";

    @Param({ONE, ALL})
    public String threads;

    private MultiLayerNetwork network;
    private INDArray inputs;
    private INDArray labels;

    @Setup
    public void open() {
        if (threads.equals(ALL)) {
            Peer.useAllThreads();
        }
        final Shape parsed = Shape.parse(shape);
        network = Peer.network(parsed);
        inputs = Peer.inputs(parsed);
        labels = Peer.labels(parsed);
    }

    @Benchmark
    public void fit() {
        network.fit(inputs, labels);
    }
}

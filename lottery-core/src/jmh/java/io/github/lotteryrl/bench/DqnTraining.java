// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.bench;

import io.github.lotteryrl.agent.dqn.Dqn;
import io.github.lotteryrl.agent.dqn.DqnLearners;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TicketStart;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.nn.NetworkSpec;
import java.util.List;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Deep Q-learning on GridMaze with the paper's preset, which learns once in {@link #STEPS_PER_UPDATE} steps. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 7, time = 600, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class DqnTraining {

    static final int STEPS_PER_UPDATE = 64;

    private static final EnvironmentFactory TASK = Environments.find("GridMaze-v0");
    private static final int FILL = 2_000;

    /** Hardly any action is random, so that nearly every step asks the network. */
    private static final Dqn AGENT =
            Dqn.gridMaze().toBuilder().exploration(0.01, 0.01, 1).build();

    @Param({"1", "0.2", "0.05"})
    public double density;

    private DqnLearners.Halves learner;

    @Setup
    public void open() {
        final ParameterLayout layout;
        final List<NetworkSpec> networks;
        try (Environment environment = TASK.create()) {
            layout = AGENT.layout(environment.observationSpace(), environment.actionSpace());
            networks = AGENT.networks(environment.observationSpace(), environment.actionSpace());
        }
        final Mask mask = Tickets.mask(layout, networks, density);
        final Seed seed = Seed.of(1);
        final TicketStart start =
                new TicketStart(mask, InitScheme.kaimingUniform().initialise(layout, seed));
        learner = DqnLearners.open(AGENT, TrainingTask.of(TASK, start, seed));
        for (int i = 0; i < FILL; i++) {
            learner.collect();
        }
    }

    /** A step in each of {@link #environments()} environments. */
    @Benchmark
    public void act() {
        learner.collect();
    }

    /** An update with 256 samples. */
    @Benchmark
    public void update() {
        learner.update();
    }

    static int environments() {
        return AGENT.settings().environments();
    }

    @TearDown
    public void close() {
        learner.close();
    }
}

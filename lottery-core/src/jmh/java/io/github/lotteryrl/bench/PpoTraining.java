// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.bench;

import io.github.lotteryrl.agent.Learner;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.agent.ppo.PpoLearners;
import io.github.lotteryrl.agent.ppo.PrunedModules;
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

/** One iteration of {@link CartPolePpo}: {@link CartPolePpo#STEPS_PER_ITERATION} steps and what is learned from them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 600, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class PpoTraining {

    /** No measurement gets there, and schedules hardly move. */
    private static final long ENDLESS = 1L << 50;

    static final double DENSITY = 0.1;

    static final String NOTHING = "nothing";
    static final String BOTH = "actor and critic";
    static final String ACTOR = "actor";

    /** What keeps a tenth of its weights. */
    @Param({NOTHING, BOTH, ACTOR})
    public String pruned;

    private Learner learner;

    @Setup
    public void open() {
        final PrunedModules modules = pruned.equals(ACTOR) ? PrunedModules.ACTOR : PrunedModules.ACTOR_AND_CRITIC;
        final Ppo agent = CartPolePpo.agent(modules, ENDLESS);
        final ParameterLayout layout = CartPolePpo.layout(agent);
        final List<NetworkSpec> networks = CartPolePpo.networks(agent);
        final Mask mask = Tickets.mask(
                layout,
                modules == PrunedModules.ACTOR ? networks.subList(0, 1) : networks,
                pruned.equals(NOTHING) ? 1 : DENSITY);
        final Seed seed = Seed.of(1);
        final TicketStart start =
                new TicketStart(mask, InitScheme.kaimingUniform().initialise(layout, seed));
        learner = PpoLearners.open(agent, TrainingTask.of(CartPolePpo.TASK, start, seed));
    }

    @Benchmark
    public long iterate() {
        learner.iterate();
        return learner.steps();
    }

    @TearDown
    public void close() {
        learner.close();
    }
}

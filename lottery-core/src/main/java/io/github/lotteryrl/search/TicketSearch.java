// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.search;

import io.github.lotteryrl.api.Agent;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.PruningCriterion;
import io.github.lotteryrl.api.PruningSchedule;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.ExperimentListener;
import io.github.lotteryrl.experiment.FolderStore;
import io.github.lotteryrl.experiment.LocalRunner;
import io.github.lotteryrl.experiment.RunStore;
import io.github.lotteryrl.experiment.RunnerFactory;
import io.github.lotteryrl.ticket.IterativePruning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Searches for winning tickets by iterative magnitude pruning, and trains the conditions that say what makes them win (the
 * paper, sections 2 and 3). Immutable and thread-safe.
 *
 * <pre>{@code
 * TicketSearch search = TicketSearch.builder()
 *         .environment("CartPole-v1")
 *         .agent(Ppo.cartPole())
 *         .init(InitScheme.kaimingUniform().scaledInput(0.1))
 *         .schedule(PruningSchedule.geometric(0.2, 20))
 *         .baselines(MaskBaseline.all())
 *         .seeds(0, 1, 2, 3, 4)
 *         .build();
 * TicketReport report = search.run();
 * Ticket ticket = report.ticket(0, 12);
 * }</pre>
 */
public final class TicketSearch {

    private final Experiment experiment;
    private final Optional<Path> store;
    private final Duration checkpointInterval;
    private final RunnerFactory runner;
    private final ExperimentListener listener;

    private TicketSearch(
            Experiment experiment,
            Optional<Path> store,
            Duration checkpointInterval,
            RunnerFactory runner,
            ExperimentListener listener) {
        this.experiment = experiment;
        this.store = store;
        this.checkpointInterval = checkpointInterval;
        this.runner = runner;
        this.listener = listener;
    }

    /** Returns a builder. Environment, agent and seeds must be given; the rest has the paper's defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the search that trains a dense agent of the same settings on some dimensions of the observation alone (the
     * paper, figure 8, bottom).
     *
     * @param dimensions as in {@link EnvironmentFactory#observing}
     */
    public TicketSearch denseOn(int... dimensions) {
        final Experiment dense = experiment.denseOn(experiment.name() + ", surviving inputs", dimensions);
        return new TicketSearch(dense, store, checkpointInterval, runner, listener);
    }

    /** Returns what will be run. */
    public Experiment experiment() {
        return experiment;
    }

    /**
     * Runs what the store does not hold yet, and returns when all is done. Runs that fail are listed in the report.
     *
     * @throws InterruptedException if the thread was interrupted; with a store, the next call goes on from there
     */
    public TicketReport run() throws InterruptedException {
        final RunStore results = store.<RunStore>map(folder -> FolderStore.open(folder, checkpointInterval))
                .orElseGet(RunStore::inMemory);
        return new TicketReport(
                experiment, results, runner.create(results, listener).run(List.of(experiment)));
    }

    /** Builds a {@link TicketSearch}. Not thread-safe. */
    public static final class Builder {

        private Optional<EnvironmentFactory> environment = Optional.empty();
        private Optional<Agent> agent = Optional.empty();
        private InitScheme init = InitScheme.kaimingUniform();
        private PruningSchedule schedule = PruningSchedule.geometric(0.2, 20);
        private PruningCriterion criterion = PruningCriterion.globalMagnitude();
        private OptionalLong rewindStep = OptionalLong.empty();
        private List<MaskBaseline> baselines = List.of(MaskBaseline.MASK_WEIGHTS);
        private List<Long> seeds = List.of();
        private Optional<String> name = Optional.empty();
        private Optional<Path> store = Optional.empty();
        private Duration checkpointInterval = FolderStore.CHECKPOINT_INTERVAL;
        private Optional<Integer> parallelism = Optional.empty();
        private Optional<RunnerFactory> runner = Optional.empty();
        private ExperimentListener listener = ExperimentListener.SILENT;

        private Builder() {}

        /**
         * Sets the task by its id, as in {@code CartPole-v1}.
         *
         * @throws IllegalArgumentException if nobody on the class path knows it
         */
        public Builder environment(String id) {
            return environment(Environments.find(id));
        }

        /** Sets the task; for one of your own, see {@link EnvironmentFactory#of}. */
        public Builder environment(EnvironmentFactory factory) {
            environment = Optional.of(factory);
            return this;
        }

        /** Sets the learner. */
        public Builder agent(Agent value) {
            agent = Optional.of(value);
            return this;
        }

        /** Sets how weights are drawn. Default Kaiming uniform. */
        public Builder init(InitScheme value) {
            init = value;
            return this;
        }

        /** Sets how many weights survive at each level. Default 20 % less at each of 20 levels. */
        public Builder schedule(PruningSchedule value) {
            schedule = value;
            return this;
        }

        /** Sets which weights go. Default the smallest magnitudes of all pruned layers together. */
        public Builder criterion(PruningCriterion value) {
            criterion = value;
            return this;
        }

        /**
         * Resets survivors to what they were after some steps of the dense run, instead of at its start. At least one iteration of
         * the agent must be left after it.
         */
        public Builder rewindTo(long step) {
            rewindStep = OptionalLong.of(step);
            return this;
        }

        /** Sets the conditions to compare; the ticket itself is always there. Default the ticket alone. */
        public Builder baselines(List<MaskBaseline> values) {
            baselines = List.copyOf(values);
            return this;
        }

        /** Sets the seeds, at least one. */
        public Builder seeds(long... values) {
            seeds = LongStream.of(values).boxed().toList();
            return this;
        }

        /** Sets the seeds 0 to {@code count - 1}. */
        public Builder seedCount(int count) {
            Check.atLeast("count of seeds", count, 1);
            return seeds(LongStream.range(0, count).toArray());
        }

        /** Sets a name for progress and reports. Default the environment's. */
        public Builder name(String value) {
            name = Optional.of(value);
            return this;
        }

        /** Keeps results in a folder, and finds them there again. Default: in memory. */
        public Builder store(Path folder) {
            store = Optional.of(folder);
            return this;
        }

        /**
         * Sets how often a run keeps what it needs to go on after a kill, where there is a store. Default every two minutes; zero for
         * after every iteration. Never changes a result.
         */
        public Builder checkpointInterval(Duration value) {
            Check.that(!value.isNegative(), "checkpointInterval %s is negative", value);
            checkpointInterval = value;
            return this;
        }

        /** Sets how many runs go at once, at least 1. Default one for each core. */
        public Builder parallelism(int jobs) {
            parallelism = Optional.of(Check.atLeast("parallelism", jobs, 1));
            return this;
        }

        /** Sets who trains the runs, instead of the cores of this machine. Never changes a result. */
        public Builder runner(RunnerFactory value) {
            runner = Optional.of(value);
            return this;
        }

        /** Sets who hears of progress. */
        public Builder listener(ExperimentListener value) {
            listener = value;
            return this;
        }

        /**
         * Returns the search.
         *
         * @throws IllegalArgumentException if a setting is missing or out of its bounds
         */
        public TicketSearch build() {
            Check.that(
                    parallelism.isEmpty() || runner.isEmpty(),
                    "parallelism and runner are set: how many runs go at once is the runner's");
            final EnvironmentFactory task = environment.orElseThrow(() -> missing("environment"));
            final Experiment experiment = new Experiment(
                    name.orElse(task.name()),
                    task,
                    agent.orElseThrow(() -> missing("agent")),
                    new IterativePruning(init, schedule, criterion, rewindStep),
                    baselines,
                    seeds);
            return new TicketSearch(experiment, store, checkpointInterval, runner.orElse(local()), listener);
        }

        private RunnerFactory local() {
            final int jobs = parallelism.orElse(Runtime.getRuntime().availableProcessors());
            return (results, watcher) -> new LocalRunner(results, jobs, watcher);
        }

        private static IllegalArgumentException missing(String setting) {
            return new IllegalArgumentException(setting + " is not set");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.dqn;

import io.github.lotteryrl.agent.AgentBuilder;
import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.Filters;
import io.github.lotteryrl.agent.Learner;
import io.github.lotteryrl.agent.LearningAgent;
import io.github.lotteryrl.agent.NetworkShape;
import io.github.lotteryrl.agent.Optimisation;
import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.nn.NetworkSpec;
import io.github.lotteryrl.nn.Schedule;
import io.github.lotteryrl.nn.WeightDecay;
import java.util.List;

/**
 * Deep Q-learning (Mnih et al. 2015) for numbered actions: double Q-learning (van Hasselt et al. 2016) from a prioritised
 * memory (Schaul et al. 2016), several environments in parallel. The whole network is pruned. Immutable and thread-safe.
 *
 * <table>
 * <caption>Names</caption>
 * <tr><th>setting</th><th>in the papers</th></tr>
 * <tr><td>{@code discount}</td><td>gamma</td></tr>
 * <tr><td>{@code priorityExponent}</td><td>alpha of Schaul et al.</td></tr>
 * <tr><td>{@code importanceExponent}</td><td>beta of Schaul et al.</td></tr>
 * <tr><td>{@code exploration}</td><td>epsilon</td></tr>
 * <tr><td>{@code replayRatio}</td><td>samples learned from for each environment step</td></tr>
 * <tr><td>{@code targetInterval}</td><td>C, updates from one copy into the target network to the next</td></tr>
 * </table>
 *
 * <p>What follows a terminated episode is worth nothing; a truncated one is bootstrapped. A run that goes on from a later step
 * starts with an empty memory, and learns again once it has collected {@code learningStarts} steps.
 *
 * <pre>{@code
 * Dqn agent = Dqn.minAtar().toBuilder().hidden(512, 256).build();
 * }</pre>
 */
public final class Dqn extends LearningAgent<DqnSettings> {

    static final String NETWORK = "q";

    private Dqn(DqnSettings settings) {
        super(settings);
    }

    /**
     * The paper's table 8: GridMaze, 5 000 000 steps. Not in the table: 1024,512 units as in {@link #minAtar()}, Adam's epsilon 0.01
     * / batch, learning from step 50 000 on, a copy into the target network every 312 updates, 10 environments.
     */
    public static Dqn gridMaze() {
        return new Builder().build();
    }

    /**
     * The paper's table 11: MinAtar, 15 000 000 steps (the table prints "15.000.00"; exploration falls over 7 500 000). Not in the
     * table: 1024,512 units, as the students of table 10 have; the rest as in {@link #gridMaze()}.
     */
    public static Dqn minAtar() {
        return new Builder()
                .learningRate(2.5e-4)
                .exploration(1, 0.05, 7_500_000)
                .steps(15_000_000)
                .build();
    }

    /**
     * The paper's table 11 with convolutions: 16 filters of 3 x 3 cells, then 128,64 units, as in table 10; the rest as in {@link
     * #minAtar()}.
     */
    public static Dqn minAtarCnn() {
        return minAtar().toBuilder()
                .convolutions(Filters.of(16, 3))
                .hidden(128, 64)
                .build();
    }

    /**
     * Cart-Pole, for figure 12; the paper prints no settings: 256,256 units, 100 000 steps of one environment, an update of 64
     * samples after each step from step 1 000 on, the memory of 50 000 steps prioritised as in {@link #gridMaze()}.
     */
    public static Dqn cartPole() {
        return new Builder()
                .hidden(256, 256)
                .learningRate(1e-3)
                .batch(64)
                .adamEpsilon(0.01 / 64)
                .replayRatio(64)
                .replaySize(50_000)
                .learningStarts(1_000)
                .exploration(1, 0.04, 16_000)
                .targetInterval(500)
                .steps(100_000)
                .environments(1)
                .build();
    }

    /** Returns a builder that starts from {@link #gridMaze()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts from this agent. */
    public Builder toBuilder() {
        return new Builder(settings());
    }

    @Override
    public List<NetworkSpec> networks(ObservationSpace observations, ActionSpace actions) {
        Check.that(actions instanceof ActionSpace.Discrete, "deep Q-learning needs numbered actions, not %s", actions);
        final int outputs = actions.outputs() + (settings().dueling() ? 1 : 0);
        return List.of(settings().network().spec(NETWORK, observations, outputs));
    }

    /** As at the end of a run, there are few random actions. */
    @Override
    public Dqn shortened(long steps) {
        final long starts = DqnSettings.leastLearningStarts(
                settings().environments(), settings().multiStep());
        return toBuilder()
                .learningStarts(starts)
                .exploration(settings().lastExploration(), settings().lastExploration(), 1)
                .steps(Math.max(steps, starts + settings().stepsOfUpdates(2)))
                .evaluation(settings().evaluation().shortened())
                .build();
    }

    @Override
    protected Learner learner(TrainingTask task) {
        return new DqnLearner(this, task);
    }

    /** Builds a {@link Dqn}; settings are checked in {@link #build()}. Not thread-safe. */
    public static final class Builder extends AgentBuilder<Builder> {

        private static final int BATCH = 256;
        private static final int SHORTEST_SCALED_INTERVAL = 100;

        /** The paper's tables 8 and 11 have this in common. */
        private static final DqnSettings DEFAULT = new DqnSettings(
                NetworkShape.dense(1024, 512),
                false,
                true,
                1,
                new Optimisation(5e-4, Schedule.CONSTANT, 0.01 / BATCH, 10, WeightDecay.none(), 0),
                0.99,
                1,
                BATCH,
                4,
                100_000,
                true,
                0.6,
                0.4,
                1,
                1,
                0.01,
                1_000_000,
                0.001,
                50_000,
                312,
                5_000_000,
                10,
                new EvaluationPlan(25, 10, 100, 5_000, true));

        private List<Integer> hidden;
        private boolean dueling;
        private boolean doubleQ;
        private int multiStep;
        private double discount;
        private double huberDelta;
        private int batch;
        private double replayRatio;
        private int replaySize;
        private boolean prioritised;
        private double priorityExponent;
        private double firstImportanceExponent;
        private double lastImportanceExponent;
        private double firstExploration;
        private double lastExploration;
        private long explorationSteps;
        private double evaluationExploration;
        private long learningStarts;
        private int targetInterval;

        private Builder() {
            this(DEFAULT);
        }

        private Builder(DqnSettings settings) {
            super(
                    settings.network().convolutions(),
                    settings.network().activation(),
                    settings.optimisation(),
                    settings.steps(),
                    settings.environments(),
                    settings.evaluation());
            hidden = settings.network().hidden();
            dueling = settings.dueling();
            doubleQ = settings.doubleQ();
            multiStep = settings.multiStep();
            discount = settings.discount();
            huberDelta = settings.huberDelta();
            batch = settings.batch();
            replayRatio = settings.replayRatio();
            replaySize = settings.replaySize();
            prioritised = settings.prioritised();
            priorityExponent = settings.priorityExponent();
            firstImportanceExponent = settings.firstImportanceExponent();
            lastImportanceExponent = settings.lastImportanceExponent();
            firstExploration = settings.firstExploration();
            lastExploration = settings.lastExploration();
            explorationSteps = settings.explorationSteps();
            evaluationExploration = settings.evaluationExploration();
            learningStarts = settings.learningStarts();
            targetInterval = settings.targetInterval();
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public Builder hidden(Integer... units) {
            hidden = List.of(units);
            return this;
        }

        /**
         * Sets whether the last layer gives one value of the state and an advantage for each action, less the mean advantage (Wang
         * et al. 2016, equation 9), instead of action values. Default no.
         */
        public Builder dueling(boolean value) {
            dueling = value;
            return this;
        }

        /** Sets whether the learning network chooses the action that the target network values. Default yes. */
        public Builder doubleQ(boolean value) {
            doubleQ = value;
            return this;
        }

        /** Sets over how many rewards a return goes before it is bootstrapped, at least 1. Default 1. */
        public Builder multiStep(int value) {
            multiStep = value;
            return this;
        }

        /** Sets the discount factor, in [0, 1]. Default 0.99. */
        public Builder discount(double value) {
            discount = value;
            return this;
        }

        /** Sets from which error on the loss grows linearly, above 0. Default 1. */
        public Builder huberDelta(double value) {
            huberDelta = value;
            return this;
        }

        /** Sets the samples of an update, at least 1. Default 256. */
        public Builder batch(int value) {
            batch = value;
            return this;
        }

        /** Sets how many samples are learned from for each environment step, above 0. Default 4: an update every 64 steps. */
        public Builder replayRatio(double value) {
            replayRatio = value;
            return this;
        }

        /** Sets how many observations the memory holds. Default 100 000. */
        public Builder replaySize(int value) {
            replaySize = value;
            return this;
        }

        /**
         * Draws samples in proportion to their last error.
         *
         * @param exponent of the priorities, in [0, 1]; default 0.6
         * @param firstImportance exponent of the importance weights at the beginning of the run, in [0, 1]; default 0.4
         * @param lastImportance the same at its end, default 1; between them it moves linearly
         */
        public Builder prioritised(double exponent, double firstImportance, double lastImportance) {
            prioritised = true;
            priorityExponent = exponent;
            firstImportanceExponent = firstImportance;
            lastImportanceExponent = lastImportance;
            return this;
        }

        /** Draws all samples equally often. */
        public Builder uniform() {
            prioritised = false;
            return this;
        }

        /**
         * Sets how likely a random action is, falling linearly.
         *
         * @param first in [0, 1]; default 1
         * @param last in [0, 1]; default 0.01
         * @param overSteps at least 1; default 1 000 000
         */
        public Builder exploration(double first, double last, long overSteps) {
            firstExploration = first;
            lastExploration = last;
            explorationSteps = overSteps;
            return this;
        }

        /** Sets how likely a random action is in evaluations that sample, in [0, 1]. Default 0.001. */
        public Builder evaluationExploration(double value) {
            evaluationExploration = value;
            return this;
        }

        /** Sets how many steps are collected before the first update, at least 1. Default 50 000. */
        public Builder learningStarts(long value) {
            learningStarts = value;
            return this;
        }

        /** Sets after how many updates the target network is renewed, at least 1. Default 312. */
        public Builder targetInterval(int value) {
            targetInterval = value;
            return this;
        }

        /**
         * Brings the run to another length: what counts steps of the run (exploration, learning starts) is scaled with it, and so is
         * the interval of target copies, rounded, but to no fewer than 100 updates.
         */
        public Builder scaledTo(long newSteps) {
            Check.atLeast("steps", newSteps, 1);
            final double factor = (double) newSteps / steps();
            explorationSteps = Math.max(1, Math.round(explorationSteps * factor));
            learningStarts = Math.max(
                    DqnSettings.leastLearningStarts(environments(), multiStep), Math.round(learningStarts * factor));
            // Copies that follow each other more quickly are not much of a target.
            final long interval = Math.max(SHORTEST_SCALED_INTERVAL, Math.round(targetInterval * factor));
            targetInterval = (int) Math.min(Integer.MAX_VALUE, interval);
            return steps(newSteps);
        }

        /**
         * Returns the agent.
         *
         * @throws IllegalArgumentException if a setting is out of its bounds
         */
        public Dqn build() {
            return new Dqn(new DqnSettings(
                    network(hidden),
                    dueling,
                    doubleQ,
                    multiStep,
                    optimisation(),
                    discount,
                    huberDelta,
                    batch,
                    replayRatio,
                    replaySize,
                    prioritised,
                    priorityExponent,
                    firstImportanceExponent,
                    lastImportanceExponent,
                    firstExploration,
                    lastExploration,
                    explorationSteps,
                    evaluationExploration,
                    learningStarts,
                    targetInterval,
                    steps(),
                    environments(),
                    evaluation()));
        }
    }
}

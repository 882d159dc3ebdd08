// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.distill;

import io.github.lotteryrl.agent.AgentBuilder;
import io.github.lotteryrl.agent.Learner;
import io.github.lotteryrl.agent.LearningAgent;
import io.github.lotteryrl.agent.dqn.Dqn;
import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.StudentAgent;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.nn.NetworkSpec;
import java.util.List;

/**
 * Behavioural cloning of a {@link Dqn} agent's action values (the paper, section 3.1 and table 10): the teacher acts, now and then
 * at random, its observations go into a memory, and the student learns from samples of it to give the teacher's values, by the
 * Huber loss, the mean over samples and actions. Immutable and thread-safe.
 */
public final class ValueCloning extends LearningAgent<ValueCloningSettings> implements StudentAgent {

    private static final String NETWORK = "q";

    private ValueCloning(ValueCloningSettings settings) {
        super(settings);
    }

    /**
     * The paper's table 10 for perceptrons: MinAtar, a student of 1024,512 units, a teacher of 512,256, 10 000 000 steps. Not in
     * the table: the teacher is {@link Dqn#minAtar()} and takes as many random actions as at the end of its training, 5 %; batch,
     * memory (drawn from uniformly) and calendar of updates are its.
     */
    public static ValueCloning minAtar() {
        return of(Dqn.minAtar().toBuilder().hidden(512, 256).build())
                .hidden(1024, 512)
                .steps(10_000_000)
                .build();
    }

    /**
     * The paper's table 10 for networks with convolutions: MinAtar, student and teacher with 16 filters of 3 x 3 cells, then 128,64
     * units, 5 000 000 steps. Not in the table: as in {@link #minAtar()}, from {@link Dqn#minAtarCnn()}.
     */
    public static ValueCloning minAtarCnn() {
        return of(Dqn.minAtarCnn()).steps(5_000_000).build();
    }

    /**
     * Returns a builder for students of an agent. It starts from the teacher's network, environments, memory, calendar of updates,
     * bound of the gradient, evaluation and steps, from its last exploration, and from Adam with 5e-4.
     */
    public static Builder of(Dqn teacher) {
        return new Builder(teacher);
    }

    /** Returns a builder that starts from this agent. */
    public Builder toBuilder() {
        return new Builder(settings());
    }

    @Override
    public Dqn teacher() {
        return settings().teacher();
    }

    @Override
    public List<NetworkSpec> networks(ObservationSpace observations, ActionSpace actions) {
        Check.that(actions instanceof ActionSpace.Discrete, "action values need numbered actions, not %s", actions);
        return List.of(settings().network().spec(NETWORK, observations, actions.outputs()));
    }

    @Override
    public ValueCloning shortened(long steps) {
        final long starts = settings().environments();
        final long updates = (long) (2 * settings().batch() / settings().replayRatio());
        return toBuilder()
                .learningStarts(starts)
                .steps(Math.max(steps, 2 * starts + updates))
                .evaluation(settings().evaluation().shortened())
                .build();
    }

    @Override
    protected Learner learner(TrainingTask task) {
        return new ValueCloningLearner(this, task);
    }

    /** Builds a {@link ValueCloning}; settings are checked in {@link #build()}. Not thread-safe. */
    public static final class Builder extends AgentBuilder<Builder> {

        private Dqn teacher;
        private double exploration;
        private List<Integer> hidden;
        private double huberDelta;
        private int batch;
        private double replayRatio;
        private int replaySize;
        private long learningStarts;

        private Builder(Dqn teacher) {
            this(new ValueCloningSettings(
                    teacher,
                    teacher.settings().lastExploration(),
                    teacher.settings().network(),
                    teacher.settings().optimisation(),
                    teacher.settings().huberDelta(),
                    teacher.settings().batch(),
                    teacher.settings().replayRatio(),
                    teacher.settings().replaySize(),
                    teacher.settings().learningStarts(),
                    teacher.settings().steps(),
                    teacher.settings().environments(),
                    teacher.settings().evaluation()));
            learningRate(5e-4);
        }

        private Builder(ValueCloningSettings settings) {
            super(
                    settings.network().convolutions(),
                    settings.network().activation(),
                    settings.optimisation(),
                    settings.steps(),
                    settings.environments(),
                    settings.evaluation());
            teacher = settings.teacher();
            exploration = settings.exploration();
            hidden = settings.network().hidden();
            huberDelta = settings.huberDelta();
            batch = settings.batch();
            replayRatio = settings.replayRatio();
            replaySize = settings.replaySize();
            learningStarts = settings.learningStarts();
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

        /** Sets the agent to learn from, and nothing else. */
        public Builder teacher(Dqn value) {
            teacher = value;
            return this;
        }

        /** Sets how likely the teacher takes a random action, in [0, 1]. Default as at the end of its training. */
        public Builder exploration(double value) {
            exploration = value;
            return this;
        }

        /** Sets from which error on the loss grows linearly, above 0. Default the teacher's. */
        public Builder huberDelta(double value) {
            huberDelta = value;
            return this;
        }

        /** Sets the samples of an update, at least 1. Default the teacher's. */
        public Builder batch(int value) {
            batch = value;
            return this;
        }

        /** Sets how many samples are learned from for each environment step, above 0. Default the teacher's. */
        public Builder replayRatio(double value) {
            replayRatio = value;
            return this;
        }

        /** Sets how many observations the memory holds. Default the teacher's. */
        public Builder replaySize(int value) {
            replaySize = value;
            return this;
        }

        /** Sets how many steps are collected before the first update, at least 1. Default the teacher's. */
        public Builder learningStarts(long value) {
            learningStarts = value;
            return this;
        }

        /** Brings the run to another length: how many steps are collected before the first update is scaled with it. */
        public Builder scaledTo(long newSteps) {
            Check.atLeast("steps", newSteps, 1);
            learningStarts = Math.max(1, Math.round(learningStarts * ((double) newSteps / steps())));
            return steps(newSteps);
        }

        /**
         * Returns the agent.
         *
         * @throws IllegalArgumentException if a setting is out of its bounds
         */
        public ValueCloning build() {
            return new ValueCloning(new ValueCloningSettings(
                    teacher,
                    exploration,
                    network(hidden),
                    optimisation(),
                    huberDelta,
                    batch,
                    replayRatio,
                    replaySize,
                    learningStarts,
                    steps(),
                    environments(),
                    evaluation()));
        }
    }
}

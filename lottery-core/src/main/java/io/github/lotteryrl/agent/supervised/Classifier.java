// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.supervised;

import io.github.lotteryrl.agent.AgentBuilder;
import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.Learner;
import io.github.lotteryrl.agent.LearningAgent;
import io.github.lotteryrl.agent.NetworkShape;
import io.github.lotteryrl.agent.Optimisation;
import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.ClassificationTask;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.nn.NetworkSpec;
import io.github.lotteryrl.nn.Schedule;
import io.github.lotteryrl.nn.WeightDecay;
import java.util.List;

/**
 * Learns the classes of a {@link ClassificationTask}'s training examples by the cross-entropy of a softmax, in minibatches, each
 * epoch in a new order. A step is an example. Evaluations show test examples; the return of an episode is the accuracy. The whole
 * network is pruned. Immutable and thread-safe.
 *
 * <pre>{@code
 * TicketSearch.builder().environment("StrokeDigits-v0").agent(Classifier.mnist()).seeds(0).build();
 * }</pre>
 */
public final class Classifier extends LearningAgent<ClassifierSettings> {

    private static final String NETWORK = "classifier";

    private Classifier(ClassifierSettings settings) {
        super(settings);
    }

    /**
     * MNIST, for figure 1; the paper prints no settings: 300,100 units, Adam with 1.2e-3, minibatches of 60, ten epochs of 60 000
     * examples, as Frankle and Carbin (2019) have it but for the epochs.
     */
    public static Classifier mnist() {
        return builder().build();
    }

    /** Returns a builder that starts from {@link #mnist()}. */
    public static Builder builder() {
        return new Builder(Builder.DEFAULT);
    }

    /** Returns a builder that starts from this agent. */
    public Builder toBuilder() {
        return new Builder(settings());
    }

    @Override
    public List<NetworkSpec> networks(ObservationSpace observations, ActionSpace actions) {
        Check.that(actions instanceof ActionSpace.Discrete, "a classifier needs numbered classes, not %s", actions);
        return List.of(settings().network().spec(NETWORK, observations, actions.outputs()));
    }

    /** Episodes of examples are as long as ever: how long is known from the beginning. */
    @Override
    public Classifier shortened(long steps) {
        final EvaluationPlan plan = settings().evaluation();
        return toBuilder()
                .steps(Math.max(steps, settings().batch()))
                .evaluation(new EvaluationPlan(1, plan.episodes(), 1, plan.maxSteps(), plan.sampled()))
                .build();
    }

    @Override
    protected Learner learner(TrainingTask task) {
        return new ClassifierLearner(this, task);
    }

    /** Builds a {@link Classifier}; settings are checked in {@link #build()}. Not thread-safe. */
    public static final class Builder extends AgentBuilder<Builder> {

        private static final ClassifierSettings DEFAULT = new ClassifierSettings(
                NetworkShape.dense(300, 100),
                new Optimisation(1.2e-3, Schedule.CONSTANT, 1e-8, Double.POSITIVE_INFINITY, WeightDecay.none(), 0),
                60,
                600_000,
                new EvaluationPlan(20, 10, 10, Integer.MAX_VALUE, false));

        private List<Integer> hidden;
        private int batch;

        private Builder(ClassifierSettings settings) {
            super(
                    settings.network().convolutions(),
                    settings.network().activation(),
                    settings.optimisation(),
                    settings.steps(),
                    1,
                    settings.evaluation());
            hidden = settings.network().hidden();
            batch = settings.batch();
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

        /** Sets the examples of an update, at least 1. Default 60. */
        public Builder batch(int value) {
            batch = value;
            return this;
        }

        /** Examples come one by one: there is nothing to be done in parallel. */
        @Override
        public Builder environments(int value) {
            Check.in("environments of a classifier", value, 1, 1);
            return this;
        }

        /**
         * Returns the agent.
         *
         * @throws IllegalArgumentException if a setting is out of its bounds
         */
        public Classifier build() {
            return new Classifier(
                    new ClassifierSettings(network(hidden), optimisation(), batch, steps(), evaluation()));
        }
    }
}

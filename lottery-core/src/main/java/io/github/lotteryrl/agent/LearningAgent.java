// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.Policy;
import io.github.lotteryrl.api.TrainingResult;
import io.github.lotteryrl.api.TrainingTask;
import java.io.Serializable;

/**
 * An agent that is its settings, and trains a {@link Learner} in the {@link TrainingLoop}. Immutable and thread-safe; equal
 * settings make equal agents. Serializable, so that a run can be trained on another machine; no file holds it in that form.
 *
 * @param <S> a record
 */
public abstract class LearningAgent<S extends AgentSettings> implements NeuralAgent, Serializable {

    private final S settings;

    /** Makes an agent of checked settings. */
    protected LearningAgent(S settings) {
        this.settings = settings;
    }

    /** Starts a run. */
    protected abstract Learner learner(TrainingTask task);

    /**
     * Returns the agent that differs from this one in the length of its runs, for measuring what a step takes: it learns from the
     * beginning on, and is evaluated once, as a rule on the {@link EvaluationPlan#shortened} plan.
     *
     * @param steps of a run; it takes more if it would not learn otherwise
     */
    public abstract LearningAgent<S> shortened(long steps);

    /** Returns the settings. */
    public final S settings() {
        return settings;
    }

    @Override
    public final long steps() {
        return settings.steps();
    }

    /** Returns the tensors of the first network, all weights prunable. */
    @Override
    public ParameterLayout layout(ObservationSpace observations, ActionSpace actions) {
        return networks(observations, actions).get(0).layout(true);
    }

    @Override
    public final TrainingResult train(TrainingTask task) throws InterruptedException {
        try (Learner learner = learner(task)) {
            return TrainingLoop.run(learner, task, settings.evaluation(), settings.steps());
        }
    }

    @Override
    public final Policy policy(Parameters parameters, ObservationSpace observations, ActionSpace actions) {
        return new NetworkPolicy(networks(observations, actions).get(0), parameters, actions);
    }

    @Override
    public final String identity() {
        return settings.identity();
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof LearningAgent<?> that && settings.equals(that.settings);
    }

    @Override
    public final int hashCode() {
        return settings.hashCode();
    }

    @Override
    public final String toString() {
        return identity();
    }
}

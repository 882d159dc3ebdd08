// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.Schedule;
import io.github.lotteryrl.nn.WeightDecay;
import java.util.List;

/**
 * The settings that all learners of this library have. Not thread-safe.
 *
 * @param <B> the builder itself
 */
public abstract class AgentBuilder<B extends AgentBuilder<B>> {

    private List<Filters> convolutions;
    private Activation activation;
    private double learningRate;
    private Schedule learningRateSchedule;
    private double adamEpsilon;
    private double maxGradientNorm;
    private WeightDecay weightDecay;
    private double dropout;
    private long steps;
    private int environments;
    private EvaluationPlan evaluation;

    /** Starts from the settings of an agent. */
    protected AgentBuilder(
            List<Filters> convolutions,
            Activation activation,
            Optimisation optimisation,
            long steps,
            int environments,
            EvaluationPlan evaluation) {
        this.convolutions = convolutions;
        this.activation = activation;
        this.learningRate = optimisation.learningRate();
        this.learningRateSchedule = optimisation.schedule();
        this.adamEpsilon = optimisation.adamEpsilon();
        this.maxGradientNorm = optimisation.maxGradientNorm();
        this.weightDecay = optimisation.weightDecay();
        this.dropout = optimisation.dropout();
        this.steps = steps;
        this.environments = environments;
        this.evaluation = evaluation;
    }

    /** Returns this. */
    protected abstract B self();

    /** Sets the hidden units of every network of the agent, input side first. */
    public abstract B hidden(Integer... units);

    /** Sets the convolutions that come before the hidden units, for tasks that show pictures. Default none. */
    public B convolutions(Filters... layers) {
        convolutions = List.of(layers);
        return self();
    }

    /** Sets the function after each hidden layer. */
    public B activation(Activation value) {
        activation = value;
        return self();
    }

    /** Sets the first learning rate, above 0. */
    public B learningRate(double value) {
        learningRate = value;
        return self();
    }

    /** Sets how the learning rate moves over the run. */
    public B learningRateSchedule(Schedule value) {
        learningRateSchedule = value;
        return self();
    }

    /** Sets Adam's epsilon, above 0. */
    public B adamEpsilon(double value) {
        adamEpsilon = value;
        return self();
    }

    /** Sets the norm that the gradient of all networks together is clipped to; infinity for none. */
    public B maxGradientNorm(double value) {
        maxGradientNorm = value;
        return self();
    }

    /** Sets weight decay: L2 regularisation, or AdamW's. Default none. */
    public B weightDecay(WeightDecay value) {
        weightDecay = value;
        return self();
    }

    /**
     * Sets how likely each hidden unit is left out for a sample while learning, in [0, 1): inverted dropout after every hidden
     * activation, never while acting, in evaluation or in target networks. Default 0.
     */
    public B dropout(double value) {
        dropout = value;
        return self();
    }

    /** Sets the steps of a run, summed over environments; at least one iteration. */
    public B steps(long value) {
        steps = value;
        return self();
    }

    /** Sets how many environments are stepped together, at least 1. */
    public B environments(int value) {
        environments = value;
        return self();
    }

    /** Sets when and how the agent is evaluated. */
    public B evaluation(EvaluationPlan value) {
        evaluation = value;
        return self();
    }

    /** Returns a network of the shape that was set, with such hidden units. */
    protected final NetworkShape network(List<Integer> hidden) {
        return new NetworkShape(convolutions, hidden, activation);
    }

    /** Returns how weights are to be moved. */
    protected final Optimisation optimisation() {
        return new Optimisation(learningRate, learningRateSchedule, adamEpsilon, maxGradientNorm, weightDecay, dropout);
    }

    /** Returns the steps of a run. */
    protected final long steps() {
        return steps;
    }

    /** Returns how many environments are stepped together. */
    protected final int environments() {
        return environments;
    }

    /** Returns when and how the agent is evaluated. */
    protected final EvaluationPlan evaluation() {
        return evaluation;
    }
}

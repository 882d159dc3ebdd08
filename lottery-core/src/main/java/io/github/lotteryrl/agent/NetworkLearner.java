// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.nn.ParameterVector;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;
import java.util.OptionalDouble;

/** A learner that moves the surviving weights of its networks along gradients, in iterations of equal length. Not thread-safe. */
public abstract class NetworkLearner implements Learner {

    private final ParameterVector vector;
    private final Optimiser optimiser;
    private final long budget;
    private final long iteration;
    private long steps;
    private double lossSum;
    private long lossCount;

    /**
     * Starts from where a task starts.
     *
     * @param budget steps of a run
     * @param iteration steps of an iteration
     */
    protected NetworkLearner(TrainingTask task, Optimisation optimisation, long budget, long iteration) {
        this.vector = new ParameterVector(task.start().mask(), task.start().weights());
        this.optimiser = new Optimiser(vector, optimisation, task.seed());
        this.budget = budget;
        this.iteration = iteration;
        this.steps = TrainingStart.step(task, iteration);
    }

    /** Returns the numbers that are trained, and their gradient. */
    public final ParameterVector vector() {
        return vector;
    }

    /** Returns what moves them. */
    protected final Optimiser optimiser() {
        return optimiser;
    }

    /** Returns the fraction of the run that is done. */
    protected final double progress() {
        return (double) steps / budget;
    }

    /**
     * Does one step along the gradient that stands in the vector, with the learning rate after a fraction of the run.
     *
     * @param loss whose gradient it is, without weight decay, which the optimiser adds
     */
    protected final void learn(double progress, double loss) {
        lossSum += loss;
        lossCount++;
        optimiser.step(progress, steps);
    }

    @Override
    public final OptionalDouble takeLoss() {
        final OptionalDouble mean = lossCount == 0 ? OptionalDouble.empty() : OptionalDouble.of(lossSum / lossCount);
        lossSum = 0;
        lossCount = 0;
        return mean;
    }

    /** Counts an iteration. */
    protected final void countIteration() {
        steps += iteration;
    }

    @Override
    public final long steps() {
        return steps;
    }

    @Override
    public final boolean isFinished() {
        return steps + iteration > budget;
    }

    @Override
    public final Parameters parameters() {
        return vector.toParameters();
    }

    @Override
    public final void load(Parameters other) {
        vector.load(other);
    }

    @Override
    public final void save(StateWriter to) {
        to.section(getClass().getSimpleName());
        to.number(steps);
        vector.save(to);
        optimiser.save(to);
        saveRest(to);
    }

    @Override
    public final void restore(StateReader from) {
        from.section(getClass().getSimpleName());
        steps = from.number();
        vector.restore(from);
        optimiser.restore(from);
        restoreRest(from);
    }

    /** Writes what the learner has besides weights, optimiser and steps. */
    protected abstract void saveRest(StateWriter to);

    /** Takes up what {@link #saveRest} wrote. */
    protected abstract void restoreRest(StateReader from);
}

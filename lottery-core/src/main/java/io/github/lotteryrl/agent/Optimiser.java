// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.DivergedException;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.nn.Adam;
import io.github.lotteryrl.nn.Dropout;
import io.github.lotteryrl.nn.ParameterVector;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;
import io.github.lotteryrl.state.Stateful;

/** Moves a learner's weights as its {@link Optimisation} says. Not thread-safe. */
public final class Optimiser implements Stateful {

    private final Optimisation settings;
    private final Adam adam;
    private final RandomStream dropoutRandom;
    private final Dropout dropout;

    /**
     * Makes an optimiser with empty moments.
     *
     * @param seed of the run
     */
    public Optimiser(ParameterVector parameters, Optimisation settings, Seed seed) {
        this.settings = settings;
        this.adam = new Adam(parameters, settings.adamEpsilon(), settings.weightDecay());
        this.dropoutRandom = seed.derive("dropout").random();
        this.dropout = Dropout.of(settings.dropout(), dropoutRandom);
    }

    /** Returns what networks leave out while learning. */
    public Dropout dropout() {
        return dropout;
    }

    /**
     * Does one step along the gradient that stands in the parameter vector.
     *
     * @param progress the fraction of the run that is done
     * @param steps of the run, for the message
     * @throws DivergedException if the gradient is no finite number any more
     */
    public void step(double progress, long steps) {
        final double norm = adam.step(settings.learningRate(progress), settings.maxGradientNorm());
        if (!(norm <= Adam.LARGEST_NORM)) {
            throw new DivergedException("norm of the gradient", norm, steps);
        }
    }

    @Override
    public void save(StateWriter to) {
        adam.save(to);
        to.random(dropoutRandom);
    }

    @Override
    public void restore(StateReader from) {
        adam.restore(from);
        from.random(dropoutRandom);
    }
}

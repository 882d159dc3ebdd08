// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.replay.ObservationBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Plays whole episodes in environments of its own, several at a time so that the network computes them together. Not
 * thread-safe.
 */
final class Evaluator implements AutoCloseable {

    private final Environment[] environments;
    private final int maxSteps;
    private final ObservationBuffer seen;
    private final Batch observations;
    private final float[] action;
    private final Actions actions;

    Evaluator(EnvironmentFactory factory, int parallel, int maxSteps) {
        this.environments = create(factory, parallel);
        this.maxSteps = maxSteps;
        this.seen = ObservationBuffer.of(environments[0].observationSpace(), parallel);
        this.observations = new Batch(seen.dimensions(), parallel);
        this.action = new float[environments[0].actionSpace().outputs()];
        this.actions = Actions.of(environments[0].actionSpace(), parallel);
    }

    private static Environment[] create(EnvironmentFactory factory, int count) {
        final List<Environment> made = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                made.add(factory.create());
            }
        } catch (RuntimeException | Error e) {
            made.forEach(Environment::close);
            throw e;
        }
        return made.toArray(Environment[]::new);
    }

    /** The undiscounted return and the length of each episode. */
    record Episodes(double[] returns, int[] lengths) {

        double meanReturn() {
            // Not DoubleStream.sum(), which leaves the order of its additions open.
            double sum = 0;
            for (double episode : returns) {
                sum += episode;
            }
            return sum / returns.length;
        }

        double meanLength() {
            return (double) Arrays.stream(lengths).asLongStream().sum() / lengths.length;
        }
    }

    /** Plays {@code count} episodes; their seeds are the next numbers of {@code seeds}. */
    Episodes play(Actor actor, int count, RandomStream seeds) {
        final Episodes episodes = new Episodes(new double[count], new int[count]);
        for (int first = 0; first < count; first += environments.length) {
            playTogether(actor, first, Math.min(environments.length, count - first), seeds, episodes);
        }
        return episodes;
    }

    private void playTogether(Actor actor, int first, int parallel, RandomStream seeds, Episodes episodes) {
        final int[] open = new int[parallel];
        for (int i = 0; i < parallel; i++) {
            environments[i].reset(seeds.nextLong());
            open[i] = i;
        }
        int openCount = parallel;
        while (openCount > 0) {
            for (int column = 0; column < openCount; column++) {
                seen.put(column, environments[open[column]]);
            }
            seen.copy(0, openCount, observations);
            actor.act(observations, openCount, actions);
            int stillOpen = 0;
            for (int column = 0; column < openCount; column++) {
                final int i = open[column];
                episodes.returns()[first + i] += actions.step(environments[i], column, action);
                final int length = ++episodes.lengths()[first + i];
                if (!environments[i].isDone() && length < maxSteps) {
                    open[stillOpen++] = i;
                }
            }
            openCount = stillOpen;
        }
    }

    @Override
    public void close() {
        for (Environment environment : environments) {
            environment.close();
        }
    }
}

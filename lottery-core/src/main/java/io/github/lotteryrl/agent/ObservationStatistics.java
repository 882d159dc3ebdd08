// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.nn.InputNormalisation;
import io.github.lotteryrl.nn.ParameterVector;
import io.github.lotteryrl.replay.ObservationBuffer;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;
import io.github.lotteryrl.state.Stateful;
import java.util.List;

/**
 * Mean and variance of each dimension of all observations that a run has learned from, for the {@link InputNormalisation} of its
 * networks. A rollout's are computed in two passes and joined with those before (Chan et al. 1983), in double precision. They do
 * not apply before {@link #publish} is called, so that one rollout is normalised in one way. Not thread-safe.
 */
public final class ObservationStatistics implements Stateful {

    private final InputNormalisation normalisation;
    private final double[] means;
    /** Sum of the squared distances from the mean. */
    private final double[] squares;

    private long count;

    /**
     * Goes on from what the parameters hold: nothing in those of a new network, and where weights were rewound, what had been
     * measured when they were learned.
     *
     * @param parameters hold the tensors of {@link #tensors}
     */
    public ObservationStatistics(ParameterVector parameters, int dimensions) {
        this.normalisation = new InputNormalisation(parameters, dimensions);
        this.means = new double[dimensions];
        this.squares = new double[dimensions];
        this.count = normalisation.count();
        for (int d = 0; d < dimensions; d++) {
            means[d] = normalisation.mean(d);
            squares[d] = count * normalisation.variance(d);
        }
    }

    /**
     * Returns the tensors that an agent which normalises its observations has besides those of its networks.
     *
     * @throws IllegalArgumentException if the observations are binary
     */
    public static List<TensorSpec> tensors(ObservationSpace observations) {
        Check.that(
                !observations.isBinary(), "normaliseObservations needs real numbers, the task shows %s", observations);
        return InputNormalisation.tensors(observations.size());
    }

    /**
     * Adds observations.
     *
     * @param observations not modified
     * @param added how many of them, from the first on, at least 1
     */
    public void add(ObservationBuffer observations, int added) {
        final double total = (double) count + added;
        for (int d = 0; d < means.length; d++) {
            double sum = 0;
            for (int i = 0; i < added; i++) {
                sum += observations.get(i, d);
            }
            final double mean = sum / added;
            double sumOfSquares = 0;
            for (int i = 0; i < added; i++) {
                final double distance = observations.get(i, d) - mean;
                sumOfSquares += distance * distance;
            }
            final double shift = mean - means[d];
            squares[d] += sumOfSquares + shift * shift * count * added / total;
            means[d] += shift * added / total;
        }
        count += added;
    }

    /** Lets the networks normalise by all that was added so far. */
    public void publish() {
        final double[] variances = new double[means.length];
        for (int d = 0; d < variances.length; d++) {
            variances[d] = squares[d] / Math.max(1, count);
        }
        normalisation.set(count, means, variances);
    }

    @Override
    public void save(StateWriter to) {
        to.section("observation statistics");
        to.number(count);
        to.doubles(means, means.length);
        to.doubles(squares, squares.length);
    }

    @Override
    public void restore(StateReader from) {
        from.section("observation statistics");
        count = from.number();
        from.doubles(means, means.length);
        from.doubles(squares, squares.length);
    }
}

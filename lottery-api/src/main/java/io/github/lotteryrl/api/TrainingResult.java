// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Check;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a training run gave.
 *
 * @param evaluations the learning curve in the order of steps, at least one point
 * @param best the parameters of the best evaluation
 * @param last the parameters at the end
 * @param freshReturns undiscounted returns of the best parameters over fresh episodes at the end. The highest of many
 *     noisy evaluations is biased upward; the mean of these is not. Curves as in the paper show {@link #best()}'s
 *     evaluation, claims and comparisons use these
 * @param snapshot the parameters that were to be kept for late rewinding
 * @param steps environment steps used in training
 */
public record TrainingResult(
        List<Evaluation> evaluations,
        Parameters best,
        Parameters last,
        List<Double> freshReturns,
        Optional<Parameters> snapshot,
        long steps) {

    /** Checks and copies. */
    public TrainingResult {
        evaluations = List.copyOf(evaluations);
        freshReturns = List.copyOf(freshReturns);
        Check.atLeast("count of evaluations", evaluations.size(), 1);
        Check.atLeast("count of fresh returns", freshReturns.size(), 1);
    }

    /** Returns the evaluation of the highest mean return, the latest of equals. */
    public Evaluation bestEvaluation() {
        return evaluations.stream()
                .max(Comparator.comparingDouble(Evaluation::meanReturn).thenComparingLong(Evaluation::step))
                .orElseThrow();
    }

    /** Returns the mean return of the best parameters over the fresh episodes. */
    public double freshReturn() {
        // Not DoubleStream.sum(), which leaves the order of its additions open.
        double sum = 0;
        for (double episode : freshReturns) {
            sum += episode;
        }
        return sum / freshReturns.size();
    }
}

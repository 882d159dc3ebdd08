// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.learning;

import io.github.lotteryrl.api.Evaluation;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A row of the table with what came of it.
 *
 * @param row what was trained
 * @param steps of a run
 * @param seeds how many were asked for
 * @param runs those that came to their end
 */
record LearningResult(LearningRow row, long steps, int seeds, List<LearningRun> runs) {

    LearningResult {
        runs = List.copyOf(runs);
    }

    /** Mean over seeds, and standard deviation with n - 1 in the denominator, 0 for one seed; NaN for none. */
    record Spread(double mean, double deviation) {
        static Spread of(double... values) {
            return new Spread(StatUtils.mean(values), Math.sqrt(StatUtils.variance(values)));
        }
    }

    Spread bestReturn() {
        return over(LearningRun::bestReturn);
    }

    Spread freshReturn() {
        return over(LearningRun::freshReturn);
    }

    Spread seconds() {
        return over(LearningRun::seconds);
    }

    boolean isTaught() {
        return runs.stream().anyMatch(run -> run.teacherReturn().isPresent());
    }

    Spread teacherReturn() {
        return over(run -> run.teacherReturn().orElse(Double.NaN));
    }

    /** Returns how much more than its own teacher a student gets, as a fraction of what the teacher gets. */
    Spread aboveTeacher() {
        return over(run -> {
            final double teacher = run.teacherReturn().orElse(Double.NaN);
            return (run.freshReturn() - teacher) / Math.abs(teacher);
        });
    }

    /** Returns how many seeds reached a fresh return. */
    long reached(double freshReturn) {
        return runs.stream().filter(run -> run.freshReturn() >= freshReturn).count();
    }

    List<List<Evaluation>> curves() {
        return runs.stream().map(LearningRun::evaluations).toList();
    }

    private Spread over(ToDoubleFunction<LearningRun> number) {
        return Spread.of(runs.stream().mapToDouble(number).toArray());
    }
}

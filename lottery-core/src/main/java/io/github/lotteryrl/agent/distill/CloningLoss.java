// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.distill;

import io.github.lotteryrl.agent.ActionDistribution;
import io.github.lotteryrl.agent.Categorical;
import io.github.lotteryrl.agent.DiagonalNormal;
import io.github.lotteryrl.kernel.Batch;
import java.util.Arrays;

/** How far a student's policy is from its teacher's, the mean over a minibatch. Not thread-safe. */
abstract class CloningLoss {

    /** Returns the distribution that the student's outputs stand for. */
    abstract ActionDistribution student();

    /**
     * Computes the gradient of the loss, and returns the loss.
     *
     * @param outputs of the student
     * @param teacher outputs of the teacher for the same observations; a row per output
     * @param columns where a sample's teacher outputs stand: those of sample b at {@code columns[from + b]}
     * @param gradient with respect to the student's outputs; modified
     */
    abstract double gradient(Batch outputs, float[][] teacher, int[] columns, int from, int samples, Batch gradient);

    /** Numbered actions: the cross-entropy of the student's probabilities under the teacher's. */
    static final class CrossEntropy extends CloningLoss {
        private final Categorical student;
        private final Categorical teacher;
        private final Batch one;

        CrossEntropy(int actions) {
            student = new Categorical(actions);
            teacher = new Categorical(actions);
            one = new Batch(actions, 1);
        }

        @Override
        ActionDistribution student() {
            return student;
        }

        @Override
        double gradient(Batch outputs, float[][] expected, int[] columns, int from, int samples, Batch gradient) {
            double sum = 0;
            for (int b = 0; b < samples; b++) {
                for (int k = 0; k < expected.length; k++) {
                    one.set(k, 0, expected[k][columns[from + b]]);
                }
                teacher.compute(one, 0);
                student.compute(outputs, b);
                for (int k = 0; k < expected.length; k++) {
                    gradient.set(k, b, (float) ((student.probability(k) - teacher.probability(k)) / samples));
                    sum -= teacher.probability(k) * student.logProbability(k);
                }
            }
            return sum / samples;
        }
    }

    /** Vectors of numbers: the divergence of Kullback and Leibler from the teacher's normal distribution to the student's. */
    static final class NormalDivergence extends CloningLoss {
        private final DiagonalNormal student;
        private final DiagonalNormal teacher;
        private final double[] ofLogDeviation;

        NormalDivergence(DiagonalNormal student, DiagonalNormal teacher) {
            this.student = student;
            this.teacher = teacher;
            this.ofLogDeviation = new double[student.dimensions()];
        }

        @Override
        ActionDistribution student() {
            return student;
        }

        @Override
        double gradient(Batch outputs, float[][] expected, int[] columns, int from, int samples, Batch gradient) {
            Arrays.fill(ofLogDeviation, 0);
            double divergence = 0;
            for (int d = 0; d < expected.length; d++) {
                final double precision = StrictMath.exp(-2 * student.logDeviation(d));
                final double teacherVariance = StrictMath.exp(2 * teacher.logDeviation(d));
                for (int b = 0; b < samples; b++) {
                    final double distance = outputs.get(d, b) - expected[d][columns[from + b]];
                    gradient.set(d, b, (float) (distance * precision / samples));
                    ofLogDeviation[d] += (1 - (teacherVariance + distance * distance) * precision) / samples;
                }
            }
            for (int d = 0; d < expected.length; d++) {
                student.setGradient(d, ofLogDeviation[d]);
                divergence += student.logDeviation(d) - teacher.logDeviation(d) - ofLogDeviation[d] / 2;
            }
            return divergence;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.dqn;

import io.github.lotteryrl.agent.Actions;
import io.github.lotteryrl.kernel.Batch;

/**
 * Reads action values from a network's outputs. They stand there as they are or, in a dueling network, as an advantage for each
 * action and after them a value of the state: Q = V + A - mean of A.
 */
public enum QValues {
    /** An output per action. */
    PLAIN {
        @Override
        public double value(Batch outputs, int action, int column) {
            return outputs.get(action, column);
        }

        @Override
        int actions(Batch outputs) {
            return outputs.features();
        }

        @Override
        void addGradient(double slope, int action, int column, Batch gradient) {
            gradient.set(action, column, (float) (gradient.get(action, column) + slope));
        }
    },
    /** An advantage per action, then the value. */
    DUELING {
        @Override
        public double value(Batch outputs, int action, int column) {
            final int actions = actions(outputs);
            double sum = 0;
            for (int k = 0; k < actions; k++) {
                sum += outputs.get(k, column);
            }
            return outputs.get(actions, column) + outputs.get(action, column) - sum / actions;
        }

        @Override
        int actions(Batch outputs) {
            return outputs.features() - 1;
        }

        @Override
        void addGradient(double slope, int action, int column, Batch gradient) {
            final int actions = actions(gradient);
            for (int k = 0; k < actions; k++) {
                final double share = (k == action ? 1 : 0) - 1.0 / actions;
                gradient.set(k, column, (float) (gradient.get(k, column) + slope * share));
            }
            gradient.set(actions, column, (float) (gradient.get(actions, column) + slope));
        }
    };

    /** Returns the value of an action. */
    public abstract double value(Batch outputs, int action, int column);

    /** Returns how many actions the outputs value. */
    abstract int actions(Batch outputs);

    /** Adds what a slope of an action's value means for the outputs. */
    abstract void addGradient(double slope, int action, int column, Batch gradient);

    /** Returns the action of the largest value, of equals the first. */
    public int best(Batch outputs, int column) {
        // The state's value is the same for all actions, so advantages are enough.
        return Actions.likeliest(outputs, actions(outputs), column);
    }

    /** Returns the Huber loss: half the square of an error up to {@code delta}, and from there on its tangent. */
    public static double huber(double error, double delta) {
        final double slope = huberSlope(error, delta);
        return slope * (error - slope / 2);
    }

    /** Returns the derivative of the Huber loss, which grows linearly from an error of {@code delta} on. */
    public static double huberSlope(double error, double delta) {
        return Math.max(-delta, Math.min(delta, error));
    }
}

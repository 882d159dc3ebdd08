// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.Parameters;

/** A multilayer perceptron in double precision, written for reading: dense matrices, zeros where pruned. */
final class ReferenceNetwork {

    private final NetworkSpec spec;
    private final boolean[][] kept;
    /** Weights and biases in turn, layer by layer, as the layout has them. */
    final double[][] values;

    ReferenceNetwork(NetworkSpec spec, Mask mask, Parameters parameters) {
        this.spec = spec;
        this.values = new double[2 * spec.layers()][];
        this.kept = new boolean[values.length][];
        for (int t = 0; t < values.length; t++) {
            final int size = parameters.layout().tensor(t).size();
            values[t] = new double[size];
            kept[t] = new boolean[size];
            for (int entry = 0; entry < size; entry++) {
                kept[t][entry] = mask.keeps(t, entry);
                values[t][entry] = kept[t][entry] ? parameters.value(t, entry) : 0;
            }
        }
    }

    /** Returns the outputs of each layer for one observation, the observation first. */
    double[][] forward(double[] observation) {
        final double[][] outputs = new double[spec.layers() + 1][];
        outputs[0] = observation;
        for (int layer = 0; layer < spec.layers(); layer++) {
            final double[] in = outputs[layer];
            final double[] out = new double[spec.units(layer)];
            for (int i = 0; i < out.length; i++) {
                out[i] = values[2 * layer + 1][i];
                for (int k = 0; k < in.length; k++) {
                    out[i] += values[2 * layer][i * in.length + k] * in[k];
                }
                if (layer < spec.layers() - 1) {
                    out[i] = spec.activation() == Activation.RELU ? Math.max(out[i], 0) : StrictMath.tanh(out[i]);
                }
            }
            outputs[layer + 1] = out;
        }
        return outputs;
    }

    /** Returns the sum over the batch of outputs times {@code slopes}. */
    double loss(float[][] x, float[][] slopes, int samples) {
        double loss = 0;
        for (int b = 0; b < samples; b++) {
            final double[] y = forward(column(x, b))[spec.layers()];
            for (int i = 0; i < y.length; i++) {
                loss += slopes[i][b] * y[i];
            }
        }
        return loss;
    }

    /** Returns the gradient of {@link #loss} in the shape of the values, zero where pruned. */
    double[][] gradient(float[][] x, float[][] slopes, int samples) {
        final double[][] gradient = new double[values.length][];
        for (int t = 0; t < values.length; t++) {
            gradient[t] = new double[values[t].length];
        }
        for (int b = 0; b < samples; b++) {
            final double[][] outputs = forward(column(x, b));
            double[] dy = column(slopes, b);
            for (int layer = spec.layers() - 1; layer >= 0; layer--) {
                final double[] in = outputs[layer];
                final double[] dx = new double[in.length];
                for (int i = 0; i < dy.length; i++) {
                    gradient[2 * layer + 1][i] += dy[i];
                    for (int k = 0; k < in.length; k++) {
                        final int entry = i * in.length + k;
                        dx[k] += values[2 * layer][entry] * dy[i];
                        gradient[2 * layer][entry] += kept[2 * layer][entry] ? dy[i] * in[k] : 0;
                    }
                }
                for (int k = 0; k < dx.length && layer > 0; k++) {
                    dx[k] *= spec.activation() == Activation.RELU ? (in[k] > 0 ? 1 : 0) : 1 - in[k] * in[k];
                }
                dy = dx;
            }
        }
        return gradient;
    }

    boolean keeps(int tensor, int entry) {
        return kept[tensor][entry];
    }

    static double[] column(float[][] rows, int b) {
        final double[] column = new double[rows.length];
        for (int k = 0; k < rows.length; k++) {
            column[k] = rows[k][b];
        }
        return column;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.Parameters;
import java.util.function.DoubleSupplier;

/** A network in double precision, written for reading: zeros where pruned. */
final class ReferenceNetwork {

    private final NetworkSpec spec;
    private final boolean[][] kept;
    /** Weights and biases in turn, layer by layer, as the layout has them. */
    final double[][] values;
    /** By hidden layer, unit and sample; empty without dropout. */
    private double[][][] factors = {};

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

    /** From now on multiplies the output of each hidden unit for each sample with a factor. */
    void drop(double[][][] ofLayers) {
        factors = ofLayers;
    }

    /** Returns the outputs of each layer for one observation, the observation first. */
    double[][] forward(double[] observation) {
        return forward(observation, 0);
    }

    /** Returns the outputs of each layer, before what is dropped, for an observation that is a sample of a batch. */
    double[][] forward(double[] observation, int sample) {
        final double[][] outputs = new double[spec.layers() + 1][];
        outputs[0] = observation;
        for (int layer = 0; layer < spec.layers(); layer++) {
            final double[] in = read(outputs, layer, sample);
            final double[] out = new double[spec.units(layer)];
            final double[] biases = values[2 * layer + 1];
            for (int i = 0; i < out.length; i++) {
                out[i] = biases[i / (out.length / biases.length)];
            }
            final double[] weights = values[2 * layer];
            forEach(layer, (entry, i, k) -> out[i] += weights[entry] * in[k]);
            for (int i = 0; i < out.length && layer < spec.layers() - 1; i++) {
                out[i] = spec.activation() == Activation.RELU ? Math.max(out[i], 0) : StrictMath.tanh(out[i]);
            }
            outputs[layer + 1] = out;
        }
        return outputs;
    }

    /** Returns what a layer reads. */
    private double[] read(double[][] outputs, int layer, int sample) {
        final double[] read = outputs[layer].clone();
        for (int k = 0; k < read.length; k++) {
            read[k] *= factor(layer, k, sample);
        }
        return read;
    }

    private double factor(int layer, int input, int sample) {
        return layer == 0 || factors.length == 0 ? 1 : factors[layer - 1][input][sample];
    }

    private interface Connection {
        void visit(int entry, int unit, int input);
    }

    private void forEach(int layer, Connection connection) {
        if (layer < spec.convolutions().size()) {
            forEach(spec.convolutions().get(layer), connection);
            return;
        }
        for (int i = 0; i < spec.units(layer); i++) {
            for (int k = 0; k < spec.inputs(layer); k++) {
                connection.visit(i * spec.inputs(layer) + k, i, k);
            }
        }
    }

    /** Goes through the weights, and for each through the positions of its filter. */
    private static void forEach(Convolution c, Connection connection) {
        int entry = 0;
        for (int filter = 0; filter < c.filters(); filter++) {
            for (int channel = 0; channel < c.channels(); channel++) {
                for (int down = 0; down < c.kernelRows(); down++) {
                    for (int across = 0; across < c.kernelColumns(); across++) {
                        int unit = filter * c.outputRows() * c.outputColumns();
                        for (int top = -c.padding();
                                top + c.kernelRows() <= c.rows() + c.padding();
                                top += c.stride()) {
                            for (int left = -c.padding();
                                    left + c.kernelColumns() <= c.columns() + c.padding();
                                    left += c.stride()) {
                                final int row = top + down;
                                final int column = left + across;
                                if (row >= 0 && row < c.rows() && column >= 0 && column < c.columns()) {
                                    connection.visit(entry, unit, (channel * c.rows() + row) * c.columns() + column);
                                }
                                unit++;
                            }
                        }
                        entry++;
                    }
                }
            }
        }
    }

    /** Returns the sum over the batch of outputs times {@code slopes}. */
    double loss(float[][] x, float[][] slopes, int samples) {
        double loss = 0;
        for (int b = 0; b < samples; b++) {
            final double[] y = forward(column(x, b), b)[spec.layers()];
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
            final double[][] outputs = forward(column(x, b), b);
            double[] dy = column(slopes, b);
            for (int layer = spec.layers() - 1; layer >= 0; layer--) {
                final double[] out = outputs[layer];
                final double[] in = read(outputs, layer, b);
                final double[] dx = new double[in.length];
                final double[] slope = dy;
                final double[] biases = gradient[2 * layer + 1];
                for (int i = 0; i < slope.length; i++) {
                    biases[i / (slope.length / biases.length)] += slope[i];
                }
                final int tensor = 2 * layer;
                forEach(layer, (entry, i, k) -> {
                    dx[k] += values[tensor][entry] * slope[i];
                    gradient[tensor][entry] += kept[tensor][entry] ? slope[i] * in[k] : 0;
                });
                for (int k = 0; k < dx.length && layer > 0; k++) {
                    dx[k] *= spec.activation() == Activation.RELU ? (out[k] > 0 ? 1 : 0) : 1 - out[k] * out[k];
                    dx[k] *= factor(layer, k, b);
                }
                dy = dx;
            }
        }
        return gradient;
    }

    /** Returns central differences of a function of the values in their shape, zero where pruned. */
    double[][] differences(DoubleSupplier function) {
        // Short where there are kinks to step over, long where there are none and rounding is all.
        final double h = spec.activation() == Activation.RELU ? 1e-6 : 1e-5;
        final double[][] differences = new double[values.length][];
        for (int t = 0; t < differences.length; t++) {
            differences[t] = new double[values[t].length];
            for (int entry = 0; entry < differences[t].length; entry++) {
                if (keeps(t, entry)) {
                    final double value = values[t][entry];
                    values[t][entry] = value + h;
                    final double above = function.getAsDouble();
                    values[t][entry] = value - h;
                    final double below = function.getAsDouble();
                    values[t][entry] = value;
                    differences[t][entry] = (above - below) / (2 * h);
                }
            }
        }
        return differences;
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

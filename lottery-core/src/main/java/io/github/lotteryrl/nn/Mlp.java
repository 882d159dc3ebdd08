// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.kernel.Connections;
import io.github.lotteryrl.kernel.KernelProvider;
import io.github.lotteryrl.kernel.Kernels;
import java.util.List;

/**
 * A multilayer perceptron over the surviving weights of a {@link ParameterVector}, which it shares with the optimiser.
 *
 * <p>Batches are feature-major: a row per number, a column per sample, rows at least {@link Kernels#padded} samples long.
 * Allocates at construction only. Not thread-safe.
 */
public final class Mlp {

    private final Kernels kernels = KernelProvider.kernels();
    private final MlpSpec spec;
    private final ParameterVector parameters;
    private final int capacity;

    private final Connections[] connections;
    private final int[] weights;
    private final int[] biases;
    /** Outputs of each layer after its activation, and the gradients with respect to them. */
    private final float[][][] outputs;

    private final float[][][] gradients;
    private final float[][] few;
    private float[][] inputs = {};

    /**
     * Compiles a network.
     *
     * @param parameters must hold the tensors of {@code spec}
     * @param capacity the largest batch, at least 1
     */
    public Mlp(MlpSpec spec, ParameterVector parameters, int capacity) {
        Check.atLeast("capacity", capacity, 1);
        this.spec = spec;
        this.parameters = parameters;
        this.capacity = Kernels.padded(capacity);
        final int layers = spec.layers();
        this.connections = new Connections[layers];
        this.weights = new int[layers];
        this.biases = new int[layers];
        this.outputs = new float[layers][][];
        this.gradients = new float[layers][][];
        this.few = new float[layers + 1][];
        this.few[0] = new float[spec.inputs() * Kernels.FEW];
        for (int layer = 0; layer < layers; layer++) {
            final int units = spec.units(layer);
            checkShape(spec.weight(layer), List.of(units, spec.inputs(layer)));
            checkShape(spec.bias(layer), List.of(units));
            connections[layer] = new Connections(units, spec.inputs(layer), parameters.survivors(spec.weight(layer)));
            weights[layer] = parameters.offset(spec.weight(layer));
            biases[layer] = parameters.offset(spec.bias(layer));
            outputs[layer] = new float[units][this.capacity];
            // The outputs' gradient comes from the caller.
            gradients[layer] = new float[layer == layers - 1 ? 0 : units][this.capacity];
            few[layer + 1] = new float[units * Kernels.FEW];
        }
    }

    private void checkShape(String tensor, List<Integer> needed) {
        final List<Integer> shape =
                parameters.layout().tensor(parameters.layout().indexOf(tensor)).shape();
        Check.that(shape.equals(needed), "shape of %s %s is not %s", tensor, shape, needed);
    }

    /** Returns the network's shape. */
    public MlpSpec spec() {
        return spec;
    }

    /**
     * Computes the outputs for a batch and remembers it for {@link #backward}.
     *
     * @param x a row per input; not modified, and read again by {@link #backward}
     * @param samples at least 1, at most the capacity
     * @return a row per output, valid until the next call
     */
    public float[][] forward(float[][] x, int samples) {
        final int n = paddedLength(samples);
        inputs = x;
        float[][] in = x;
        for (int layer = 0; layer < connections.length; layer++) {
            final float[][] out = outputs[layer];
            kernels.forward(connections[layer], parameters.values(), weights[layer], biases[layer], in, out, n);
            if (layer < connections.length - 1) {
                for (float[] row : out) {
                    spec.activation().apply(kernels, row, n);
                }
            }
            in = out;
        }
        return in;
    }

    /**
     * Computes the gradient for the batch of the last {@link #forward} and writes it to the gradient of the parameter
     * vector, over what was there.
     *
     * @param gradient a row per output: the derivative of the loss; modified: the padding is set to zero
     * @param samples as in {@link #forward}
     */
    public void backward(float[][] gradient, int samples) {
        final int n = paddedLength(samples);
        for (float[] row : gradient) {
            for (int b = samples; b < n; b++) {
                row[b] = 0;
            }
        }
        float[][] dy = gradient;
        for (int layer = connections.length - 1; layer >= 0; layer--) {
            final float[][] x = layer == 0 ? inputs : outputs[layer - 1];
            kernels.weightGradient(connections[layer], parameters.gradient(), weights[layer], biases[layer], dy, x, n);
            if (layer > 0) {
                final float[][] dx = gradients[layer - 1];
                kernels.inputGradient(connections[layer], parameters.values(), weights[layer], dy, dx, n);
                for (int unit = 0; unit < dx.length; unit++) {
                    spec.activation().gradient(kernels, x[unit], dx[unit], n);
                }
                dy = dx;
            }
        }
    }

    /**
     * Computes the outputs for a few samples, as acting does: quicker than {@link #forward} there, to the same bits, and
     * without forgetting its batch.
     *
     * @param x a row per input; not modified
     * @param offset the column of the first sample
     * @param samples at least 1; any number, {@link Kernels#FEW} at a time
     * @param y a row per output, the first sample in column 0; modified
     */
    public void act(float[][] x, int offset, int samples, float[][] y) {
        final float[] first = few[0];
        final float[] last = few[few.length - 1];
        for (int from = 0; from < samples; from += Kernels.FEW) {
            final int count = Math.min(Kernels.FEW, samples - from);
            for (int k = 0; k < x.length; k++) {
                for (int b = 0; b < Kernels.FEW; b++) {
                    first[k * Kernels.FEW + b] = b < count ? x[k][offset + from + b] : 0;
                }
            }
            for (int layer = 0; layer < connections.length; layer++) {
                final float[] out = few[layer + 1];
                kernels.forwardFew(
                        connections[layer], parameters.values(), weights[layer], biases[layer], few[layer], out);
                if (layer < connections.length - 1) {
                    spec.activation().apply(kernels, out, out.length);
                }
            }
            for (int i = 0; i < y.length; i++) {
                System.arraycopy(last, i * Kernels.FEW, y[i], from, count);
            }
        }
    }

    private int paddedLength(int samples) {
        if (samples < 1 || samples > capacity) {
            throw new IllegalArgumentException("samples " + samples + " not in [1, " + capacity + "]");
        }
        return Kernels.padded(samples);
    }
}

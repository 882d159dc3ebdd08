// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.kernel.Connections;
import io.github.lotteryrl.kernel.KernelProvider;
import io.github.lotteryrl.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network over the surviving weights of a {@link ParameterVector}, which it shares with the optimiser.
 *
 * <p>Where the parameters hold an {@link InputNormalisation}, the network normalises its inputs first: whoever has the
 * parameters hands it what the environment shows.
 *
 * <p>Batches are feature-major: a row per number, a column per sample, rows at least {@link Kernels#padded} samples long.
 * Allocates at construction only, and when dropout is first used. Not thread-safe.
 */
public final class Network {

    /** Connections that a convolution can have: arrays are not much longer. */
    private static final int LARGEST_LAYER = Integer.MAX_VALUE - 8;

    private static final int PRUNED = -1;
    private static final int[] NONE = {};

    private final Kernels kernels = KernelProvider.kernels();
    private final NetworkSpec spec;
    private final ParameterVector parameters;
    private final int capacity;

    private final Connections[] connections;
    private final int[] weights;
    private final int[] biases;
    /** Outputs of each layer after its activation, and the gradients with respect to them. */
    private final Batch[] outputs;

    private final Batch[] gradients;
    private final Batch[] few;
    /** What is done to the inputs first, if anything, and room for what comes of it. */
    private final Optional<InputNormalisation> normalisation;

    private final Batch normalised;
    private @Nullable Batch inputs;
    /** Of the hidden layers; none before dropout is first used. */
    private DroppedOutputs[] dropped = {};
    /** Whether the last forward pass had dropout. */
    private boolean drops;

    /**
     * Compiles a network.
     *
     * @param parameters must hold the tensors of {@code spec}
     * @param capacity the largest batch, at least 1
     */
    public Network(NetworkSpec spec, ParameterVector parameters, int capacity) {
        this(spec, parameters, capacity, false);
    }

    /**
     * Compiles a network.
     *
     * @param parameters must hold the tensors of {@code spec}
     * @param capacity the largest batch, at least 1
     * @param binary whether each input is 0 or 1: then the first layer leaves out inputs that are zero throughout, to the same
     *     bits
     */
    public Network(NetworkSpec spec, ParameterVector parameters, int capacity, boolean binary) {
        Check.atLeast("capacity", capacity, 1);
        this.spec = spec;
        this.parameters = parameters;
        this.capacity = Kernels.padded(capacity);
        final int layers = spec.layers();
        this.connections = new Connections[layers];
        this.weights = new int[layers];
        this.biases = new int[layers];
        this.outputs = new Batch[layers];
        // The outputs' gradient comes from the caller.
        this.gradients = new Batch[layers - 1];
        this.few = new Batch[layers + 1];
        this.few[0] = new Batch(spec.inputs(), Kernels.FEW);
        this.normalisation = InputNormalisation.isIn(parameters.layout())
                ? Optional.of(new InputNormalisation(parameters, spec.inputs()))
                : Optional.empty();
        this.normalised = normalisation.isPresent() ? new Batch(spec.inputs(), capacity) : few[0];
        for (int layer = 0; layer < layers; layer++) {
            checkShape(spec.weight(layer), spec.weightShape(layer));
            checkShape(spec.bias(layer), spec.biasShape(layer));
        }
        boolean[] influential = new boolean[spec.outputs()];
        Arrays.fill(influential, true);
        for (int layer = layers - 1; layer >= 0; layer--) {
            final int units = spec.units(layer);
            final int[] survivors = parameters.survivors(spec.weight(layer));
            connections[layer] = spec.isConvolution(layer)
                    ? convolution(layer, survivors, influential)
                    : Connections.dense(spec.inputs(layer), survivors, influential, binary && layer == 0);
            influential = connections[layer].areRead();
            weights[layer] = parameters.offset(spec.weight(layer));
            biases[layer] = parameters.offset(spec.bias(layer));
            outputs[layer] = new Batch(units, capacity);
            if (layer < layers - 1) {
                gradients[layer] = new Batch(units, capacity);
            }
            few[layer + 1] = new Batch(units, Kernels.FEW);
        }
    }

    /**
     * Connects each output cell with the inputs that its filter's surviving weights lie on there. Cells that influence no output
     * get no connections: a filter's weights are summed over the others alone.
     */
    private Connections convolution(int layer, int[] survivors, boolean[] influential) {
        final Convolution shape = spec.convolutions().get(layer);
        final long most = (long) survivors.length * shape.cells();
        Check.that(
                most <= LARGEST_LAYER, "connections of %s %d not in [0, %d]", spec.weight(layer), most, LARGEST_LAYER);
        final int[] slots = new int[shape.weights()];
        Arrays.fill(slots, PRUNED);
        for (int s = 0; s < survivors.length; s++) {
            slots[survivors[s]] = s;
        }
        final int units = shape.outputs();
        final int[] rowStart = new int[units + 1];
        final int[] column = new int[(int) most];
        final int[] weight = new int[(int) most];
        final int[] bias = new int[units];
        int q = 0;
        for (int unit = 0; unit < units; unit++) {
            bias[unit] = unit / shape.cells();
            for (int input : influential[unit] ? shape.inputs(unit) : NONE) {
                final int slot = slots[shape.entry(unit, input)];
                if (slot != PRUNED) {
                    column[q] = input;
                    weight[q++] = slot;
                }
            }
            rowStart[unit + 1] = q;
        }
        return Connections.shared(
                shape.inputs(), rowStart, Arrays.copyOf(column, q), Arrays.copyOf(weight, q), bias, influential, false);
    }

    private void checkShape(String tensor, List<Integer> needed) {
        final List<Integer> shape =
                parameters.layout().tensor(parameters.layout().indexOf(tensor)).shape();
        Check.that(shape.equals(needed), "shape of %s %s is not %s", tensor, shape, needed);
    }

    /** Returns the network's shape. */
    public NetworkSpec spec() {
        return spec;
    }

    /** Returns whether an input influences an output. */
    public boolean reads(int input) {
        return connections[0].reads(input);
    }

    /**
     * Computes the outputs for a batch and remembers it for {@link #backward}.
     *
     * @param x a row per input; not modified, and read again by {@link #backward}
     * @param samples at least 1, at most the capacity
     * @return a row per output, valid until the next call
     */
    public Batch forward(Batch x, int samples) {
        return forward(x, samples, Dropout.NONE);
    }

    /**
     * Computes the outputs for a batch as training does, and remembers it and what was dropped for {@link #backward}.
     *
     * @param x a row per input; not modified, and read again by {@link #backward}
     * @param samples at least 1, at most the capacity
     * @param dropout what is done to the outputs of each hidden layer after their activation
     * @return a row per output, valid until the next call
     */
    public Batch forward(Batch x, int samples, Dropout dropout) {
        final int n = paddedLength(samples);
        inputs = normalised(x, samples);
        drops = !dropout.isNone();
        if (drops && dropped.length == 0) {
            dropped = new DroppedOutputs[connections.length - 1];
            Arrays.setAll(dropped, layer -> new DroppedOutputs(spec.units(layer), capacity));
        }
        for (int layer = 0; layer < connections.length; layer++) {
            final Batch out = outputs[layer];
            kernels.forward(
                    connections[layer], parameters.values(), weights[layer], biases[layer], read(layer), out, n);
            if (layer < connections.length - 1) {
                activate(connections[layer], out, n);
                if (drops) {
                    dropped[layer].drop(connections[layer], out, dropout, samples, n);
                }
            }
        }
        return outputs[outputs.length - 1];
    }

    private Batch normalised(Batch x, int samples) {
        if (normalisation.isEmpty()) {
            return x;
        }
        normalisation.get().apply(x, 0, samples, normalised);
        return normalised;
    }

    /** Returns what a layer reads in the last forward pass. */
    private Batch read(int layer) {
        if (layer == 0) {
            return Objects.requireNonNull(inputs, "no forward pass yet");
        }
        return drops ? dropped[layer - 1].values() : outputs[layer - 1];
    }

    /**
     * Computes the gradient for the batch of the last {@link #forward}, with what that dropped, and writes it to the gradient of
     * the parameter vector, over what was there.
     *
     * @param gradient a row per output: the derivative of the loss; modified: the padding is set to zero
     * @param samples as in {@link #forward}
     */
    public void backward(Batch gradient, int samples) {
        final int n = paddedLength(samples);
        for (int k = 0; k < gradient.features(); k++) {
            for (int b = samples; b < n; b++) {
                gradient.set(k, b, 0);
            }
        }
        Batch dy = gradient;
        for (int layer = connections.length - 1; layer >= 0; layer--) {
            kernels.weightGradient(
                    connections[layer], parameters.gradient(), weights[layer], biases[layer], dy, read(layer), n);
            if (layer > 0) {
                final Batch dx = gradients[layer - 1];
                kernels.inputGradient(connections[layer], parameters.values(), weights[layer], dy, dx, n);
                if (drops) {
                    dropped[layer - 1].backward(connections[layer - 1], dx, n);
                }
                multiplyBySlopes(connections[layer - 1], outputs[layer - 1], dx, n);
                dy = dx;
            }
        }
    }

    /**
     * Computes the outputs for a few samples, as acting does: quicker than {@link #forward} there, to the same bits, and
     * without forgetting its batch.
     *
     * @param x a row per input; not modified
     * @param samples at least 1; any number, {@link Kernels#FEW} at a time
     * @param y a row per output; modified
     */
    public void act(Batch x, int samples, Batch y) {
        for (int from = 0; from < samples; from += Kernels.FEW) {
            final int count = Math.min(Kernels.FEW, samples - from);
            Batch in = x;
            if (normalisation.isPresent()) {
                in = few[0];
                normalisation.get().apply(x, from, count, in);
            } else if (from > 0) {
                in = few[0];
                copy(x, from, in, 0, count);
            }
            for (int layer = 0; layer < connections.length; layer++) {
                final Batch out = few[layer + 1];
                kernels.forwardFew(
                        connections[layer], parameters.values(), weights[layer], biases[layer], in, out, count);
                if (layer < connections.length - 1) {
                    activate(connections[layer], out, Kernels.FEW);
                }
                in = out;
            }
            copy(in, 0, y, from, count);
        }
    }

    /** Copies columns of a batch, from the column {@code from} on, to those of another, from {@code to} on. */
    private static void copy(Batch source, int from, Batch target, int to, int count) {
        for (int k = 0; k < target.features(); k++) {
            System.arraycopy(source.array(k), source.offset(k) + from, target.array(k), target.offset(k) + to, count);
        }
    }

    private void activate(Connections layer, Batch out, int n) {
        if (isQuickerWhole(layer, out, n)) {
            spec.activation().apply(kernels, out.array(0), out.offset(0), out.span());
            return;
        }
        for (int r = 0; r < layer.computed(); r++) {
            final int unit = layer.unit(r);
            spec.activation().apply(kernels, out.array(unit), out.offset(unit), n);
        }
    }

    private void multiplyBySlopes(Connections layer, Batch out, Batch gradient, int n) {
        if (isQuickerWhole(layer, out, n)) {
            spec.activation().gradient(kernels, out.array(0), gradient.array(0), out.offset(0), out.span());
            return;
        }
        for (int r = 0; r < layer.computed(); r++) {
            final int unit = layer.unit(r);
            spec.activation().gradient(kernels, out.array(unit), gradient.array(unit), out.offset(unit), n);
        }
    }

    /** Returns whether a call for all rows at once, and what is between them, takes less time than one for each. */
    private static boolean isQuickerWhole(Connections layer, Batch out, int n) {
        return out.span() > 0 && 2 * layer.computed() >= layer.rows() && 2 * n > out.capacity();
    }

    private int paddedLength(int samples) {
        if (samples < 1 || samples > capacity) {
            throw new IllegalArgumentException("samples " + samples + " not in [1, " + capacity + "]");
        }
        return Kernels.padded(samples);
    }
}

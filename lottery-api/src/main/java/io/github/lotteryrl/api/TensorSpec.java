// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Check;
import java.util.List;

/**
 * Describes one array of an agent's numbers.
 *
 * <p>Weights of a dense layer have the shape outputs, inputs; convolution kernels outputs, inputs, rows, columns; both
 * in row-major order, so the weights that lead into one unit stand together.
 *
 * @param name unique within the agent, such as {@code actor.0.weight}
 * @param module the part of the agent that it belongs to, such as {@code actor}
 * @param kind what it is
 * @param layer the position of its layer within the module; 0 is the layer that sees the observation
 * @param shape the length of each axis, at least one axis, each at least 1
 * @param prunable whether pruning may set entries to zero for good
 */
public record TensorSpec(String name, String module, Kind kind, int layer, List<Integer> shape, boolean prunable) {

    /** What a tensor is, which decides how it is initialised. */
    public enum Kind {
        /** Connections between units. */
        WEIGHT,
        /** One constant per unit. */
        BIAS,
        /** Numbers that are neither, such as the logarithm of a policy's standard deviation; start at zero. */
        FREE,
        /**
         * What a learner has measured, such as the mean of an input: no gradient moves it, and no weight decay; starts at zero, like
         * what is free.
         */
        STATISTIC
    }

    /** Checks and copies. */
    public TensorSpec {
        shape = List.copyOf(shape);
        Check.that(!name.isBlank(), "name of the tensor must not be blank");
        Check.atLeast("layer", layer, 0);
        Check.atLeast("axes of " + name, shape.size(), 1);
        shape.forEach(length -> Check.atLeast("axis of " + name, length, 1));
        Check.that(kind != Kind.WEIGHT || shape.size() >= 2, "weights %s need two axes or more", name);
        Check.that(!prunable || kind == Kind.WEIGHT, "%s is prunable and not a weight", name);
    }

    /** Returns how many numbers the tensor holds. */
    public int size() {
        int size = 1;
        for (int length : shape) {
            size = Math.multiplyExact(size, length);
        }
        return size;
    }

    /** Returns how many units the tensor leads to: the length of the first axis. */
    public int outputs() {
        return shape.get(0);
    }

    /** Returns how many numbers one unit of the layer reads (He et al. 2015: fan-in). */
    public int fanIn() {
        return size() / outputs();
    }

    /** Returns how many numbers one input of the layer feeds (Glorot and Bengio 2010: fan-out). */
    public int fanOut() {
        return shape.size() < 2 ? outputs() : size() / shape.get(1);
    }

    /** Returns whether an {@link InitScheme} draws the first values; those of other tensors are zero. */
    public boolean isDrawn() {
        return kind == Kind.WEIGHT || kind == Kind.BIAS;
    }

    /** Returns whether the tensor belongs to the layer that sees the observation. */
    public boolean isInputLayer() {
        return layer == 0;
    }
}

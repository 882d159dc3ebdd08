// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.Convolution;
import io.github.lotteryrl.nn.NetworkSpec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What an agent's network is made of, before the task says what it reads and gives.
 *
 * @param convolutions the first layers, for pictures; may be empty
 * @param hidden units of each dense layer but the last, input side first; may be empty
 * @param activation after each layer but the last
 */
public record NetworkShape(List<Filters> convolutions, List<Integer> hidden, Activation activation)
        implements Serializable {

    /** Checks the bounds. */
    public NetworkShape {
        convolutions = List.copyOf(convolutions);
        hidden = List.copyOf(hidden);
        hidden.forEach(units -> Check.atLeast("hidden units", units, 1));
    }

    /** A perceptron with ReLU. */
    public static NetworkShape dense(Integer... hidden) {
        return new NetworkShape(List.of(), List.of(hidden), Activation.RELU);
    }

    /**
     * Returns the network for a task.
     *
     * @param module the name of the network within its agent
     * @throws IllegalArgumentException if there are convolutions and the task shows no pictures, or too small ones
     */
    public NetworkSpec spec(String module, ObservationSpace observations, int outputs) {
        if (convolutions.isEmpty()) {
            return new NetworkSpec(module, observations.size(), hidden, outputs, activation);
        }
        final int[] shape = observations.shape();
        Check.that(shape.length == 3, "convolutions need channels, rows and columns, the task shows %s", observations);
        final List<Convolution> layers = new ArrayList<>();
        int channels = shape[0];
        int rows = shape[1];
        int columns = shape[2];
        for (Filters filters : convolutions) {
            final Convolution layer = Convolution.square(
                    channels, rows, columns, filters.count(), filters.size(), filters.stride(), filters.padding());
            layers.add(layer);
            channels = layer.filters();
            rows = layer.outputRows();
            columns = layer.outputColumns();
        }
        return new NetworkSpec(module, observations.size(), layers, hidden, outputs, activation);
    }

    /** Returns the settings in one line, as part of an agent's identity. */
    public String identity() {
        return (convolutions.isEmpty() ? "" : convolutions + " ") + units(hidden) + ' ' + lowerCase(activation);
    }

    /** Returns the units of layers as in {@code [64-64]}. */
    public static String units(List<Integer> layers) {
        return layers.stream().map(String::valueOf).collect(Collectors.joining("-", "[", "]"));
    }

    /** Returns the name of a choice as identities have it. */
    public static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

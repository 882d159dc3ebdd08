// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.analysis;

import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.nn.NetworkSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * How much weight a network's first layer gives to each dimension of the observation: the "cumulative absolute weight" of the
 * paper's figures 5, 6 and 8. Only surviving weights count; where inputs are normalised, they are those of the normalised ones.
 * Immutable.
 *
 * <p>The paper has dense layers only. A convolution multiplies an input with several weights of each filter, one for each
 * position of the filter over it: their sum is divided by the number of positions that a filter has. So a layer whose filters
 * are as large as the picture counts as a dense one, and without padding a channel's sum is that of the weights that the
 * filters have for it, each counted once. Inputs near the edges lie under fewer positions and weigh less.
 *
 * @param inputs in the order of the observation
 */
public record InputRelevance(List<Input> inputs) {

    /**
     * One dimension of the observation, or one channel of a picture.
     *
     * @param name of the dimension or channel
     * @param weight sum of the absolute values of the surviving weights that read it; of a convolution, per position of its
     *     filters
     * @param share of the sum over all inputs, in [0, 1]; 0 if nothing survives
     */
    public record Input(String name, double weight, double share) {}

    /** Copies. */
    public InputRelevance {
        inputs = List.copyOf(inputs);
    }

    /**
     * Sums per dimension of the observation.
     *
     * @param spec a network whose weights are in the mask's layout
     * @param mask which weights survive
     * @param parameters of the same layout
     * @param observations what the network reads; gives the names
     * @throws IllegalArgumentException if these do not belong together
     */
    public static InputRelevance of(NetworkSpec spec, Mask mask, Parameters parameters, ObservationSpace observations) {
        return of(observations.names(), sums(spec, mask, parameters, observations));
    }

    /** Sums per channel of a picture, as {@link #of} does per dimension; of a vector, each dimension is a channel. */
    public static InputRelevance ofChannels(
            NetworkSpec spec, Mask mask, Parameters parameters, ObservationSpace observations) {
        final double[] dimensions = sums(spec, mask, parameters, observations);
        final int channels = observations.shape()[0];
        final int cells = dimensions.length / channels;
        final List<String> names = new ArrayList<>();
        final double[] sums = new double[channels];
        for (int channel = 0; channel < channels; channel++) {
            final String first = observations.names().get(channel * cells);
            names.add(observations.shape().length == 1 ? first : first.substring(0, first.lastIndexOf('[')));
            sums[channel] = sum(dimensions, channel * cells, (channel + 1) * cells);
        }
        return of(names, sums);
    }

    private static InputRelevance of(List<String> names, double[] sums) {
        final double total = sum(sums, 0, sums.length);
        final List<Input> inputs = new ArrayList<>();
        for (int k = 0; k < sums.length; k++) {
            inputs.add(new Input(names.get(k), sums[k], total > 0 ? sums[k] / total : 0));
        }
        return new InputRelevance(inputs);
    }

    private static double[] sums(NetworkSpec spec, Mask mask, Parameters parameters, ObservationSpace observations) {
        Check.that(mask.layout().equals(parameters.layout()), "mask and parameters are for different networks");
        Check.length("observations", observations.size(), spec.inputs());
        final MaskedNetwork network = new MaskedNetwork(spec, mask);
        final double[] sums = new double[spec.inputs()];
        for (int unit = 0; unit < spec.units(0); unit++) {
            for (int k : network.read(0, unit)) {
                sums[k] += Math.abs(parameters.value(network.weight(0), network.entry(0, unit, k)));
            }
        }
        final int positions = spec.units(0) / spec.weightShape(0).get(0);
        for (int k = 0; k < sums.length; k++) {
            sums[k] /= positions;
        }
        return sums;
    }

    /** Returns the sum over all inputs. */
    public double total() {
        double total = 0;
        for (Input input : inputs) {
            total += input.weight();
        }
        return total;
    }

    /** In the order of the elements, which {@code DoubleStream.sum} does not promise. */
    private static double sum(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }
}

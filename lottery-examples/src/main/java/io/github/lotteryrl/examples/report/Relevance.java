// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.report;

import io.github.lotteryrl.analysis.InputRelevance;
import io.github.lotteryrl.analysis.Reachability;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.api.TensorSpec.Kind;
import io.github.lotteryrl.experiment.RunRecord;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How much weight a trained network gives to what it reads (the paper, figures 5, 6 and 8): of up to {@value #MOST_INPUTS}
 * inputs to each, of a picture to each channel, of any other observation to all together.
 *
 * @param unit what the names are those of
 * @param names of inputs or channels
 * @param weights cumulative absolute weight of each
 * @param survivors of each, how many inputs influence an output; of filters, how many weights survive
 */
record Relevance(Unit unit, List<String> names, double[] weights, int[] survivors) {

    static final int MOST_INPUTS = 30;

    private static final int AXES_OF_PICTURE = 3;
    private static final int AXES_OF_FILTERS = 4;

    /** What weights are summed over. */
    enum Unit {
        /** The weights of an input. */
        INPUT("input"),
        /** The weights of a channel's cells. */
        CHANNEL("channel"),
        /** The weights that filters have for a channel. */
        FILTERED_CHANNEL("channel"),
        /** All weights of the first layer. */
        ALL("observation");

        private final String noun;

        Unit(String noun) {
            this.noun = noun;
        }

        String noun() {
            return noun;
        }
    }

    /**
     * Returns what a run's trained network reads; empty if its agent is not made of layers that follow one another.
     *
     * @param shown what the task shows, if that is known
     */
    static Optional<Relevance> of(RunRecord.Completed run, Optional<ObservationSpace> shown) {
        final Mask mask = run.start().mask();
        final ParameterLayout layout = mask.layout();
        final TensorSpec first = layout.tensor(0);
        if (first.kind() == Kind.WEIGHT && first.shape().size() == AXES_OF_FILTERS) {
            return Optional.of(ofFilters(mask, run.result().best(), shown));
        }
        return perceptron(layout).map(network -> of(network, mask, run.result().best(), shown));
    }

    /** Returns the network that acts, whose tensors stand first, if it is a perceptron. */
    private static Optional<NetworkSpec> perceptron(ParameterLayout layout) {
        final String module = layout.tensor(0).module();
        final List<TensorSpec> layers = layout.tensors().stream()
                .filter(tensor -> tensor.module().equals(module) && tensor.kind() == Kind.WEIGHT)
                .toList();
        if (layers.isEmpty()) {
            return Optional.empty();
        }
        final NetworkSpec network = new NetworkSpec(
                module,
                layers.get(0).shape().get(1),
                layers.subList(0, layers.size() - 1).stream()
                        .map(TensorSpec::outputs)
                        .toList(),
                layers.get(layers.size() - 1).outputs(),
                Activation.RELU);
        final boolean fits = IntStream.range(0, layers.size())
                .allMatch(i -> layers.get(i).name().equals(network.weight(i))
                        && layers.get(i).shape().equals(network.weightShape(i)));
        return fits ? Optional.of(network) : Optional.empty();
    }

    private static Relevance of(NetworkSpec network, Mask mask, Parameters trained, Optional<ObservationSpace> shown) {
        final ObservationSpace observations = shown.filter(space -> space.size() == network.inputs())
                .orElseGet(() -> ObservationSpace.of(numbered("input", network.inputs())));
        final int[] surviving = Reachability.of(network, mask).survivingInputs();
        if (observations.size() <= MOST_INPUTS) {
            return of(Unit.INPUT, InputRelevance.of(network, mask, trained, observations), surviving, 1);
        }
        if (isPicture(observations)) {
            final InputRelevance channels = InputRelevance.ofChannels(network, mask, trained, observations);
            final int cells = observations.size() / channels.inputs().size();
            return of(Unit.CHANNEL, channels, surviving, cells);
        }
        final double total =
                InputRelevance.of(network, mask, trained, observations).total();
        return new Relevance(Unit.ALL, List.of("all inputs"), new double[] {total}, new int[] {surviving.length});
    }

    /** Returns whether inputs are named by channel and place, as in {@code agent[3,7]}. */
    private static boolean isPicture(ObservationSpace space) {
        return space.shape().length == AXES_OF_PICTURE
                && space.names().stream().allMatch(name -> name.indexOf('[') >= 0);
    }

    private static Relevance of(Unit unit, InputRelevance relevance, int[] surviving, int cells) {
        final int[] survivors = new int[relevance.inputs().size()];
        for (int input : surviving) {
            survivors[input / cells]++;
        }
        return new Relevance(
                unit,
                relevance.inputs().stream().map(InputRelevance.Input::name).toList(),
                relevance.inputs().stream()
                        .mapToDouble(InputRelevance.Input::weight)
                        .toArray(),
                survivors);
    }

    /** Sums over filters and their cells, which is what {@link InputRelevance} gives where nothing is padded. */
    private static Relevance ofFilters(Mask mask, Parameters trained, Optional<ObservationSpace> shown) {
        final TensorSpec filters = mask.layout().tensor(0);
        final int channels = filters.shape().get(1);
        final int cells = filters.fanIn() / channels;
        final double[] weights = new double[channels];
        final int[] survivors = new int[channels];
        for (int entry = 0; entry < filters.size(); entry++) {
            if (mask.keeps(0, entry)) {
                weights[entry / cells % channels] += Math.abs(trained.value(0, entry));
                survivors[entry / cells % channels]++;
            }
        }
        return new Relevance(Unit.FILTERED_CHANNEL, channelNames(channels, shown), weights, survivors);
    }

    private static List<String> channelNames(int channels, Optional<ObservationSpace> shown) {
        return shown.filter(space -> isPicture(space) && space.shape()[0] == channels)
                .map(space -> IntStream.range(0, channels)
                        .mapToObj(channel -> space.names().get(channel * (space.size() / channels)))
                        .map(name -> name.substring(0, name.lastIndexOf('[')))
                        .toList())
                .orElseGet(() -> numbered("channel", channels));
    }

    private static List<String> numbered(String noun, int count) {
        final List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(noun + ' ' + i);
        }
        return names;
    }
}

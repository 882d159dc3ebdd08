// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.analysis;

import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.InputNormalisation;
import io.github.lotteryrl.nn.NetworkSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A trained, pruned network of dense layers as a smaller one with the same outputs, to deploy or to export. Units that influence no
 * output are gone. Units that no input influences are constants: they are folded into the biases of the units that read
 * them. Pruned weights between units that stay are zero. Immutable.
 *
 * <p>The outputs are equal, but for the rounding of biases that constants were folded into, and but for observations that
 * are infinite or NaN. If no path leads from an input to an output, what is left is a single layer of zero weights with
 * the constant outputs as biases.
 *
 * <pre>{@code
 * Compaction small = Compaction.of(spec, ticket.mask(), ticket.weights()).onReadInputs();
 * Network network = new Network(small.spec(), new ParameterVector(Mask.dense(small.parameters().layout()), small.parameters()), 1);
 * // Input k of the network is dimension small.inputs().get(k) of the observation.
 * }</pre>
 *
 * @param spec the small network
 * @param parameters its numbers, in the layout of {@code spec} alone; where the original normalises its inputs, with the statistics
 *     for that
 * @param inputs for each of its inputs, which input of the original it is
 * @param readInputs the original's inputs that influence an output, ascending; the others may be left out
 * @param removedUnits how many hidden units influenced no output
 * @param foldedUnits how many hidden units were constants that influenced an output; if 0, outputs are equal to the bit
 */
public record Compaction(
        NetworkSpec spec,
        Parameters parameters,
        List<Integer> inputs,
        List<Integer> readInputs,
        int removedUnits,
        int foldedUnits) {

    /** Copies. */
    public Compaction {
        inputs = List.copyOf(inputs);
        readInputs = List.copyOf(readInputs);
        Check.length("inputs", inputs.size(), spec.inputs());
    }

    /**
     * Makes a network small. It still reads every input.
     *
     * @param spec a network whose tensors are in the mask's layout
     * @param mask which weights survive
     * @param parameters of the same layout
     * @throws IllegalArgumentException if these do not belong together, or the network has convolutions: their units share
     *     weights, and one of them alone cannot be taken out
     */
    public static Compaction of(NetworkSpec spec, Mask mask, Parameters parameters) {
        Check.that(
                spec.convolutions().isEmpty(),
                "%s has convolutions, %d, and only dense layers can be compacted",
                spec.module(),
                spec.convolutions().size());
        Check.that(mask.layout().equals(parameters.layout()), "mask and parameters are for different networks");
        return new Compactor(new MaskedNetwork(spec, mask), parameters).compact();
    }

    /**
     * Returns this network on the inputs that it reads, in their order. A network that reads none keeps its first input,
     * because there is no network without.
     */
    public Compaction onReadInputs() {
        final List<Integer> kept = readInputs.isEmpty() ? inputs.subList(0, 1) : readInputs;
        final NetworkSpec narrow =
                new NetworkSpec(spec.module(), kept.size(), spec.hidden(), spec.outputs(), spec.activation());
        final float[][] values = new float[parameters.layout().tensors().size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = parameters.tensor(i);
        }
        final int first = parameters.layout().indexOf(spec.weight(0));
        final float[] wide = values[first];
        values[first] = new float[narrow.units(0) * kept.size()];
        for (int unit = 0; unit < narrow.units(0); unit++) {
            for (int k = 0; k < kept.size(); k++) {
                values[first][unit * kept.size() + k] = wide[unit * inputs.size() + inputs.indexOf(kept.get(k))];
            }
        }
        final List<float[]> ofNetwork = Arrays.asList(values).subList(0, 2 * narrow.layers());
        final List<Integer> positions = kept.stream().map(inputs::indexOf).toList();
        return new Compaction(
                narrow,
                parameters(narrow, ofNetwork, parameters, positions),
                kept,
                readInputs,
                removedUnits,
                foldedUnits);
    }

    /**
     * Puts the parameters of a small network together.
     *
     * @param values of the network's tensors
     * @param original whose statistics the small network normalises its inputs by, if it has any
     * @param positions of the small network's inputs among the original's
     */
    private static Parameters parameters(
            NetworkSpec small, List<float[]> values, Parameters original, List<Integer> positions) {
        final List<TensorSpec> tensors = new ArrayList<>(small.tensors(true));
        final List<float[]> all = new ArrayList<>(values);
        if (InputNormalisation.isIn(original.layout())) {
            tensors.addAll(InputNormalisation.tensors(small.inputs()));
            all.addAll(InputNormalisation.select(original, positions));
        }
        return Parameters.of(ParameterLayout.of(tensors), all.toArray(new float[0][]));
    }

    /**
     * Returns the names of the inputs that influence an output.
     *
     * @param observations what the original network reads
     */
    public List<String> readInputs(ObservationSpace observations) {
        return readInputs.stream().map(observations.names()::get).toList();
    }

    /** The work, layer by layer. */
    private static final class Compactor {

        private final MaskedNetwork network;
        private final NetworkSpec spec;
        private final Parameters parameters;
        private final Reachability reachability;

        Compactor(MaskedNetwork network, Parameters parameters) {
            this.network = network;
            this.spec = network.spec();
            this.parameters = parameters;
            this.reachability = Reachability.of(spec, network.mask());
        }

        Compaction compact() {
            final List<int[]> kept = new ArrayList<>();
            kept.add(IntStream.range(0, spec.inputs()).toArray());
            int removed = 0;
            int folded = 0;
            for (int layer = 0; layer < spec.layers() - 1; layer++) {
                final int[] units = keptUnits(layer);
                final int constant = constantsThatReachAnOutput(layer);
                kept.add(units);
                folded += constant;
                removed += spec.units(layer) - units.length - constant;
            }
            kept.add(IntStream.range(0, spec.outputs()).toArray());

            final double[][] biases = foldedBiases();
            final List<float[]> values = new ArrayList<>();
            final NetworkSpec small;
            if (IntStream.range(1, spec.layers()).anyMatch(layer -> kept.get(layer).length == 0)) {
                small = shape(List.of());
                values.add(new float[spec.outputs() * spec.inputs()]);
                values.add(gather(biases[spec.layers() - 1], kept.get(spec.layers())));
            } else {
                small = shape(IntStream.range(1, spec.layers())
                        .mapToObj(layer -> kept.get(layer).length)
                        .toList());
                for (int layer = 0; layer < spec.layers(); layer++) {
                    values.add(gather(layer, kept.get(layer + 1), kept.get(layer)));
                    values.add(gather(biases[layer], kept.get(layer + 1)));
                }
            }
            final List<Integer> inputs =
                    IntStream.range(0, spec.inputs()).boxed().toList();
            return new Compaction(
                    small,
                    Compaction.parameters(small, values, parameters, inputs),
                    inputs,
                    IntStream.of(reachability.survivingInputs()).boxed().toList(),
                    removed,
                    folded);
        }

        private NetworkSpec shape(List<Integer> hidden) {
            return new NetworkSpec(spec.module(), spec.inputs(), hidden, spec.outputs(), spec.activation());
        }

        private int[] keptUnits(int layer) {
            return IntStream.range(0, spec.units(layer))
                    .filter(unit -> reachability.readsInput(layer, unit) && reachability.reachesOutput(layer, unit))
                    .toArray();
        }

        private int constantsThatReachAnOutput(int layer) {
            return (int) IntStream.range(0, spec.units(layer))
                    .filter(unit -> !reachability.readsInput(layer, unit) && reachability.reachesOutput(layer, unit))
                    .count();
        }

        /** Returns the bias of each unit with what the constants below it add. */
        private double[][] foldedBiases() {
            final ParameterLayout layout = parameters.layout();
            final double[][] biases = new double[spec.layers()][];
            for (int layer = 0; layer < biases.length; layer++) {
                biases[layer] = new double[spec.units(layer)];
                final int bias = layout.indexOf(spec.bias(layer));
                for (int unit = 0; unit < biases[layer].length; unit++) {
                    double sum = parameters.value(bias, unit);
                    for (int k = 0; layer > 0 && k < spec.inputs(layer); k++) {
                        if (network.keeps(layer, unit, k) && !reachability.readsInput(layer - 1, k)) {
                            final double weight =
                                    parameters.value(network.weight(layer), network.entry(layer, unit, k));
                            sum += weight * activated(biases[layer - 1][k]);
                        }
                    }
                    biases[layer][unit] = sum;
                }
            }
            return biases;
        }

        private double activated(double value) {
            return spec.activation() == Activation.RELU ? Math.max(value, 0) : StrictMath.tanh(value);
        }

        private float[] gather(int layer, int[] units, int[] inputs) {
            final float[] values = new float[units.length * inputs.length];
            for (int i = 0; i < units.length; i++) {
                for (int k = 0; k < inputs.length; k++) {
                    if (network.keeps(layer, units[i], inputs[k])) {
                        values[i * inputs.length + k] =
                                parameters.value(network.weight(layer), network.entry(layer, units[i], inputs[k]));
                    }
                }
            }
            return values;
        }

        private static float[] gather(double[] biases, int[] units) {
            final float[] values = new float[units.length];
            for (int i = 0; i < units.length; i++) {
                values[i] = (float) biases[units[i]];
            }
            return values;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure1;

import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.PruningCriterion;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.api.TicketStart;
import io.github.lotteryrl.examples.plot.HeatMapPanel;
import io.github.lotteryrl.examples.plot.Palette;
import io.github.lotteryrl.examples.plot.Rgb;
import java.util.List;

/**
 * What each condition of the paper's table 1 keeps of a ticket, shown on one of two small layers: the conditions
 * themselves, applied to it. In the place of training, each weight changes by a second draw like the first; pruning then
 * takes more of the layer with more inputs, whose weights are smaller.
 */
public final class Schematic {

    private static final int INPUTS = 12;
    private static final int UNITS = 6;
    private static final int SURVIVORS = 36;
    private static final ParameterLayout LAYERS =
            ParameterLayout.of(List.of(layer(0, UNITS, INPUTS), layer(1, UNITS, UNITS)));
    private static final InitScheme INIT = InitScheme.kaimingUniform();
    private static final Seed SEED = Seed.of(1);

    private Schematic() {}

    private static TensorSpec layer(int number, int outputs, int inputs) {
        return new TensorSpec(
                number + ".weight", "example", TensorSpec.Kind.WEIGHT, number, List.of(outputs, inputs), true);
    }

    /** Returns a panel for each condition, the ticket first: the weights of both layers, units by inputs, on one scale. */
    public static List<HeatMapPanel> panels() {
        final TicketStart ticket = ticket();
        return HeatMapPanel.withOneScale(MaskBaseline.all().stream()
                .map(condition -> panel(condition, start(condition, ticket)))
                .toList());
    }

    static TicketStart ticket() {
        final Parameters weights = INIT.initialise(LAYERS, SEED.derive("init"));
        final Parameters trained = sum(weights, INIT.initialise(LAYERS, SEED.derive("change")));
        return new TicketStart(
                PruningCriterion.globalMagnitude().prune(trained, Mask.dense(LAYERS), SURVIVORS), weights);
    }

    private static Parameters sum(Parameters first, Parameters second) {
        final float[][] sums = new float[LAYERS.tensors().size()][];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = first.tensor(i);
            for (int entry = 0; entry < sums[i].length; entry++) {
                sums[i][entry] += second.value(i, entry);
            }
        }
        return Parameters.of(LAYERS, sums);
    }

    static TicketStart start(MaskBaseline condition, TicketStart ticket) {
        return condition.derive(ticket, INIT, SEED.derive(condition.identity()));
    }

    private static HeatMapPanel panel(MaskBaseline condition, TicketStart start) {
        return HeatMapPanel.signed(condition.identity(), matrix(start, 0))
                .caption(left(start, 0))
                .beside(matrix(start, 1))
                .caption(left(start, 1))
                .key(color(condition));
    }

    private static String left(TicketStart start, int layer) {
        return start.mask().survivors(layer) + " of " + LAYERS.tensor(layer).size();
    }

    private static double[][] matrix(TicketStart start, int layer) {
        final TensorSpec tensor = LAYERS.tensor(layer);
        final double[][] matrix = new double[tensor.outputs()][tensor.fanIn()];
        for (int entry = 0; entry < tensor.size(); entry++) {
            matrix[entry / tensor.fanIn()][entry % tensor.fanIn()] =
                    start.weights().value(layer, entry);
        }
        return matrix;
    }

    private static Rgb color(MaskBaseline condition) {
        if (condition.equals(MaskBaseline.MASK_WEIGHTS)) {
            return Palette.MASK_WEIGHTS;
        }
        if (condition.equals(MaskBaseline.MASK_PERMUTED)) {
            return Palette.MASK_PERMUTED;
        }
        return condition.equals(MaskBaseline.PERMUTED_PERMUTED) ? Palette.PERMUTED_PERMUTED : Palette.RANDOM_REINIT;
    }
}

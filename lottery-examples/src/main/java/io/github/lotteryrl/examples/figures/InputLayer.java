// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figures;

import io.github.lotteryrl.analysis.LayerSparsity;
import io.github.lotteryrl.search.Ticket;
import io.github.lotteryrl.search.TicketReport;
import java.util.ArrayList;
import java.util.List;

/**
 * What figures about inputs need of a ticket, which itself is some hundred times as large.
 *
 * @param seed of the search
 * @param level how often was pruned
 * @param weights that survive
 * @param remaining the fraction of the prunable weights that these are
 * @param bestReturn of the best evaluation
 * @param freshReturn over fresh episodes
 * @param channels a map of each channel that is seen
 * @param layers what is left of each layer, from the input on
 */
public record InputLayer(
        long seed,
        int level,
        int weights,
        double remaining,
        double bestReturn,
        double freshReturn,
        List<InputMap> channels,
        List<LayerSparsity> layers) {

    /** Copies. */
    public InputLayer {
        channels = List.copyOf(channels);
        layers = List.copyOf(layers);
    }

    /** Reads a ticket. */
    public static InputLayer of(Ticket ticket, double bestReturn) {
        return new InputLayer(
                ticket.seed(),
                ticket.level(),
                ticket.mask().survivors(),
                ticket.remaining(),
                bestReturn,
                ticket.freshReturn(),
                InputMap.of(ticket),
                ticket.layerSparsity());
    }

    /** Reads the tickets of a report, those of the first seed first. */
    public static List<InputLayer> of(TicketReport report) {
        return Tickets.read(report, InputLayer::of);
    }

    /** Returns those of the first seed that has any. */
    public static List<InputLayer> ofFirstSeed(List<InputLayer> layers) {
        return layers.stream()
                .filter(layer -> layer.seed() == layers.get(0).seed())
                .toList();
    }

    /**
     * Returns those whose percentages of remaining weights are nearest, as ratios, to the wanted ones, each once.
     *
     * @param layers of one seed, at least one
     */
    public static List<InputLayer> nearest(List<InputLayer> layers, double... percentages) {
        final List<InputLayer> nearest = new ArrayList<>();
        for (double percentage : percentages) {
            InputLayer best = layers.get(0);
            for (InputLayer layer : layers) {
                if (ratio(layer.remaining(), percentage) < ratio(best.remaining(), percentage)) {
                    best = layer;
                }
            }
            if (!nearest.contains(best)) {
                nearest.add(best);
            }
        }
        return nearest;
    }

    /** Returns how far a fraction of the weights is from a percentage: 1 if they are the same. */
    static double ratio(double remaining, double percentage) {
        final double ratio = 100 * remaining / percentage;
        return Math.max(ratio, 1 / ratio);
    }

    /** Returns the map of a channel. */
    public InputMap channel(String name) {
        return channels.stream()
                .filter(map -> map.channel().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no channel " + name));
    }

    /** Returns what a layer is called, by its number from the input on. */
    public String layerName(int layer) {
        if (layer == 0) {
            return "input layer";
        }
        return layer == layers.size() - 1 ? "output layer" : "hidden layer " + layer;
    }
}

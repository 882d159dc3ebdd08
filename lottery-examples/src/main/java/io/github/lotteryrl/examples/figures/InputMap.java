// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figures;

import io.github.lotteryrl.analysis.InputRelevance;
import io.github.lotteryrl.analysis.InputRelevance.Input;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.nn.NetworkSpec;
import io.github.lotteryrl.search.Ticket;
import java.util.ArrayList;
import java.util.List;

/**
 * What a ticket's first layer, a dense one, reads of one channel of a picture, cell by cell (the paper, figures 1, 5 and 6).
 * Immutable.
 */
public final class InputMap {

    private final String channel;
    private final int units;
    private final double[][] weights;
    private final int[][] survivors;
    private final boolean[][] survives;

    private InputMap(String channel, int units, int rows, int columns) {
        this.channel = channel;
        this.units = units;
        this.weights = new double[rows][columns];
        this.survivors = new int[rows][columns];
        this.survives = new boolean[rows][columns];
    }

    /** Some cells of a channel. */
    @FunctionalInterface
    public interface Cells {

        /** Returns whether a cell is one of them. */
        boolean contains(int row, int column);

        /** Returns the cells that are true; not copied. */
        static Cells of(boolean[][] cells) {
            return (row, column) -> cells[row][column];
        }

        /** Returns the cells of some rows. */
        static Cells rows(int first, int last) {
            return (row, column) -> row >= first && row <= last;
        }

        /** Returns the cells of a column. */
        static Cells column(int number) {
            return (row, column) -> column == number;
        }

        /** Returns all other cells. */
        default Cells others() {
            return (row, column) -> !contains(row, column);
        }
    }

    /**
     * Returns a map for each channel.
     *
     * @throws IllegalArgumentException if the ticket sees no picture, or its first layer is a convolution
     */
    public static List<InputMap> of(Ticket ticket) {
        final int[] shape = ticket.observations().shape();
        Check.that(shape.length == 3, "observations of shape %s are no picture", ticket.observations());
        final NetworkSpec network = ticket.networks().get(0);
        Check.that(!network.isConvolution(0), "the first layer of %s is no dense one", network.module());
        final Mask mask = ticket.mask();
        final int layer = mask.layout().indexOf(network.weight(0));
        final List<Input> inputs = ticket.inputRelevance().inputs();
        final List<Input> channels = ticket.channelRelevance().inputs();
        final List<InputMap> maps = new ArrayList<>();
        for (int channel = 0; channel < shape[0]; channel++) {
            final InputMap map = new InputMap(channels.get(channel).name(), network.units(0), shape[1], shape[2]);
            for (int cell = 0; cell < shape[1] * shape[2]; cell++) {
                final int input = channel * shape[1] * shape[2] + cell;
                map.weights[cell / shape[2]][cell % shape[2]] =
                        inputs.get(input).weight();
                for (int unit = 0; unit < map.units; unit++) {
                    map.survivors[cell / shape[2]][cell % shape[2]] +=
                            mask.keeps(layer, network.entry(0, unit, input)) ? 1 : 0;
                }
            }
            maps.add(map);
        }
        for (int input : ticket.survivingInputIndices()) {
            final int cell = input % (shape[1] * shape[2]);
            maps.get(input / (shape[1] * shape[2])).survives[cell / shape[2]][cell % shape[2]] = true;
        }
        return maps;
    }

    /** Returns the cumulative absolute weights of several channels added up, rows of columns; a new array. */
    public static double[][] sum(List<InputMap> maps) {
        final double[][] sums = new double[maps.get(0).rows()][maps.get(0).columns()];
        for (InputMap map : maps) {
            for (int row = 0; row < sums.length; row++) {
                for (int column = 0; column < sums[row].length; column++) {
                    sums[row][column] += map.weights[row][column];
                }
            }
        }
        return sums;
    }

    /** Returns the name of the channel. */
    public String channel() {
        return channel;
    }

    /** Returns the number of rows. */
    public int rows() {
        return weights.length;
    }

    /** Returns the number of columns. */
    public int columns() {
        return weights[0].length;
    }

    /** Returns the sum of the absolute values of a cell's surviving weights, as in {@link InputRelevance}. */
    public double weight(int row, int column) {
        return weights[row][column];
    }

    /** Returns how many of a cell's weights survive. */
    public int survivors(int row, int column) {
        return survivors[row][column];
    }

    /** Returns whether a path of surviving weights joins a cell to an output. */
    public boolean survives(int row, int column) {
        return survives[row][column];
    }

    /** Returns {@link #weight(int, int)} of all cells, rows of columns; a new array. */
    public double[][] weights() {
        return sum(List.of(this));
    }

    /** Returns how many cells there are. */
    public int size() {
        return rows() * columns();
    }

    /** Returns how many cells some are. */
    public int size(Cells some) {
        int count = 0;
        for (int row = 0; row < rows(); row++) {
            for (int column = 0; column < columns(); column++) {
                count += some.contains(row, column) ? 1 : 0;
            }
        }
        return count;
    }

    /** Returns how many cells survive. */
    public int cells() {
        return cells((row, column) -> true);
    }

    /** Returns how many of some cells survive. */
    public int cells(Cells some) {
        return size((row, column) -> survives[row][column] && some.contains(row, column));
    }

    /** Returns the fraction of the channel's cumulative absolute weight that some cells have; NaN if there is none. */
    public double share(Cells some) {
        double all = 0;
        double those = 0;
        for (int row = 0; row < rows(); row++) {
            for (int column = 0; column < columns(); column++) {
                all += weights[row][column];
                those += some.contains(row, column) ? weights[row][column] : 0;
            }
        }
        return those / all;
    }

    /** Returns how many of the channel's weights survive. */
    public int survivors() {
        int count = 0;
        for (int[] row : survivors) {
            for (int cell : row) {
                count += cell;
            }
        }
        return count;
    }

    /** Returns how many weights read the channel where nothing is pruned. */
    public int total() {
        return size() * units;
    }

    /** Returns the fraction of the channel's weights that survive, in [0, 1]. */
    public double remaining() {
        return (double) survivors() / total();
    }
}

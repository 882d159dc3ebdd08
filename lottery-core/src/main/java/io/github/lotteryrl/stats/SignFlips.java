// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.stats;

import io.github.lotteryrl.api.RandomStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Counts how many flips of the signs of whole seeds make differences as extreme as they are. */
final class SignFlips {

    /** Far above the rounding of a sum in its standard deviations, far below a difference between two sums that matters. */
    private static final double TIE = 1e-12;

    private final PairedTest settings;
    private final int seeds;
    private final double[][] differences;

    private SignFlips(PairedTest settings, int seeds, double[][] differences) {
        this.settings = settings;
        this.seeds = seeds;
        this.differences = differences;
    }

    /**
     * Prepares the test.
     *
     * @param differences a row per level, at least one, a column per seed, NaN where there is no pair; not modified
     */
    static SignFlips of(double[][] differences, PairedTest settings) {
        return new SignFlips(
                settings,
                differences[0].length,
                Arrays.stream(differences).map(SignFlips::standardise).toArray(double[][]::new));
    }

    /** Divides by the standard deviation of their sum over the flips. What is missing becomes 0, which no flip changes. */
    private static double[] standardise(double[] differences) {
        final double[] present = Arrays.stream(differences)
                .map(value -> Double.isNaN(value) ? 0 : value)
                .toArray();
        final double largest = Arrays.stream(present).map(Math::abs).max().orElse(0);
        if (largest == 0) {
            return present;
        }
        double squares = 0;
        for (int i = 0; i < present.length; i++) {
            present[i] /= largest;
            squares += present[i] * present[i];
        }
        final double deviation = Math.sqrt(squares);
        return Arrays.stream(present).map(value -> value / deviation).toArray();
    }

    /** Returns p of each level. */
    double[] p() {
        return shares(UnaryOperator.identity());
    }

    /** Returns p of each level by step-down max-T; 1 where no pair differs. */
    double[] maxT() {
        final double[] observed = statistics(identity());
        final int[] order = differing()
                .boxed()
                .sorted(Comparator.comparingDouble(level -> -observed[level]))
                .mapToInt(Integer::intValue)
                .toArray();
        final double[] shares = shares(statistics -> {
            for (int rank = order.length - 2; rank >= 0; rank--) {
                statistics[order[rank]] = Math.max(statistics[order[rank]], statistics[order[rank + 1]]);
            }
            return statistics;
        });
        for (int rank = 1; rank < order.length; rank++) {
            shares[order[rank]] = Math.max(shares[order[rank]], shares[order[rank - 1]]);
        }
        return shares;
    }

    /**
     * Returns p of each level by Holm's correction; 1 where no pair differs.
     *
     * @param p of each level; not modified
     */
    double[] holm(double[] p) {
        final int[] order = differing()
                .boxed()
                .sorted(Comparator.comparingDouble(level -> p[level]))
                .mapToInt(Integer::intValue)
                .toArray();
        final double[] corrected = new double[p.length];
        Arrays.fill(corrected, 1);
        double last = 0;
        for (int rank = 0; rank < order.length; rank++) {
            last = Math.max(last, Math.min(1, (order.length - rank) * p[order[rank]]));
            corrected[order[rank]] = last;
        }
        return corrected;
    }

    private IntStream differing() {
        return IntStream.range(0, differences.length)
                .filter(level -> Arrays.stream(differences[level]).anyMatch(value -> value != 0));
    }

    /** Returns for each level the share of flips whose statistic, transformed, is at least the transformed observed one. */
    private double[] shares(UnaryOperator<double[]> transform) {
        final double[] observed = transform.apply(statistics(identity()));
        final boolean exact = settings.isExact(seeds);
        final int flips = exact ? 1 << seeds : settings.flips();
        final RandomStream random = settings.seed().derive("sign flips").random();
        final double[] signs = new double[seeds];
        final long[] extreme = new long[observed.length];
        for (int flip = 0; flip < flips; flip++) {
            for (int seed = 0; seed < seeds; seed++) {
                final boolean negative = exact ? (flip >>> seed & 1) != 0 : random.nextBoolean();
                signs[seed] = negative ? -1 : 1;
            }
            final double[] flipped = transform.apply(statistics(signs));
            for (int level = 0; level < extreme.length; level++) {
                extreme[level] += flipped[level] >= observed[level] - TIE ? 1 : 0;
            }
        }
        // Of the flips that are drawn, the one that changes nothing is none, and is added.
        final int added = exact ? 0 : 1;
        return Arrays.stream(extreme)
                .mapToDouble(count -> (count + added) / ((double) flips + added))
                .toArray();
    }

    private double[] identity() {
        final double[] signs = new double[seeds];
        Arrays.fill(signs, 1);
        return signs;
    }

    private double[] statistics(double[] signs) {
        final double[] statistics = new double[differences.length];
        for (int level = 0; level < statistics.length; level++) {
            double sum = 0;
            for (int seed = 0; seed < seeds; seed++) {
                sum += signs[seed] * differences[level][seed];
            }
            statistics[level] = settings.alternative() == PairedTest.Alternative.TWO_SIDED ? Math.abs(sum) : sum;
        }
        return statistics;
    }
}

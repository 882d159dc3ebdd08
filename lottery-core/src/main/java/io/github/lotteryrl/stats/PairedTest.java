// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.stats;

import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.internal.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Whether two conditions with the same seeds differ: a sign-flip permutation test of the mean difference at each level, paired
 * by seed (Fisher 1935, "The design of experiments", section 21). Under the null hypothesis the two returns of a seed might as
 * well be exchanged, so each sign of its differences is as likely. Immutable and thread-safe.
 *
 * <p>With n seeds there are 2^n flips. If that is at most {@code flips} they are all counted and p is exact; otherwise {@code
 * flips} are drawn, and p is (1 + as extreme) / (1 + flips), which never is 0 (Phipson and Smyth 2010). A flip turns all levels
 * of a seed, since they are one search. <b>Few seeds cannot give a small p</b>: five not less than 0.0625, two-sided ({@link
 * #smallestP}), and Holm multiplies it by the number of levels.
 *
 * <p>Levels at which no pair differs, as at level 0, whose run the conditions share, have p = 1 and do not count among the levels
 * that are corrected for: no flip changes that, so it favours neither side.
 *
 * <pre>{@code
 * PairedComparison comparison = PairedTest.of(Seed.of(0)).withCorrection(PairedTest.Correction.MAX_T)
 *         .compare(report.freshCurve(MaskBaseline.MASK_WEIGHTS), report.freshCurve(MaskBaseline.MASK_PERMUTED));
 * }</pre>
 *
 * @param seed of the flips that are drawn
 * @param flips how many are counted at most, in [1, 10 000 000]
 * @param alternative what speaks against the null hypothesis
 * @param correction for many levels
 */
public record PairedTest(Seed seed, int flips, Alternative alternative, Correction correction) {

    /** Flips, unless told otherwise: exact up to 16 seeds. */
    public static final int DEFAULT_FLIPS = 100_000;

    private static final int MOST_FLIPS = 10_000_000;

    /** What speaks against the null hypothesis. */
    public enum Alternative {
        /** The conditions differ. */
        TWO_SIDED,
        /** The first condition's return is higher; to be chosen before the results are seen. */
        GREATER
    }

    /** How p is corrected for many levels, so that the chance of any false finding among them is bounded by p. */
    public enum Correction {
        /** Holm 1979, step-down, from the p of the levels alone: right for any dependence between levels, and cautious. */
        HOLM,
        /**
         * Westfall and Young 1993, step-down max-T: each level's sum of differences, in its standard deviation over the flips,
         * against the largest among the levels that are no more extreme, flip by flip. It makes use of the dependence between
         * levels, and a corrected p can be as small as p can.
         */
        MAX_T
    }

    /** Checks the bounds. */
    public PairedTest {
        Check.in("flips", flips, 1, MOST_FLIPS);
    }

    /** Returns the two-sided test with Holm's correction and the default number of flips. */
    public static PairedTest of(Seed seed) {
        return new PairedTest(seed, DEFAULT_FLIPS, Alternative.TWO_SIDED, Correction.HOLM);
    }

    /** Returns these settings with another number of flips. */
    public PairedTest withFlips(int count) {
        return new PairedTest(seed, count, alternative, correction);
    }

    /** Returns these settings with another alternative. */
    public PairedTest withAlternative(Alternative other) {
        return new PairedTest(seed, flips, other, correction);
    }

    /** Returns these settings with another correction. */
    public PairedTest withCorrection(Correction other) {
        return new PairedTest(seed, flips, alternative, other);
    }

    /** Returns the smallest p that {@code seeds} pairs can give. */
    public double smallestP(int seeds) {
        Check.atLeast("seeds", seeds, 1);
        if (!isExact(seeds)) {
            return 1.0 / (flips + 1.0);
        }
        return Math.scalb(1.0, alternative == Alternative.TWO_SIDED ? 1 - seeds : -seeds);
    }

    boolean isExact(int seeds) {
        return seeds < Integer.SIZE - 1 && 1 << seeds <= flips;
    }

    /**
     * Returns p of the differences of one level.
     *
     * @param differences one per seed, finite; not modified
     */
    public double p(double... differences) {
        Check.atLeast("seeds", differences.length, 1);
        for (int i = 0; i < differences.length; i++) {
            Check.that(Double.isFinite(differences[i]), "difference %s of seed %d is not finite", differences[i], i);
        }
        return SignFlips.of(new double[][] {differences}, this).p()[0];
    }

    /**
     * Compares two conditions.
     *
     * @param first a condition
     * @param second another at the same levels; its columns are the seeds of the first one's
     * @throws IllegalArgumentException if levels or numbers of seeds differ, or no seed has a result in both
     */
    public PairedComparison compare(ReturnCurve first, ReturnCurve second) {
        Check.that(first.remaining().equals(second.remaining()), "the curves have different levels");
        Check.length("seeds of the second curve", second.seeds(), first.seeds());
        final double[][] differences = differences(first, second);
        final SignFlips signFlips = SignFlips.of(differences, this);
        final double[] p = signFlips.p();
        final double[] corrected = correction == Correction.HOLM ? signFlips.holm(p) : signFlips.maxT();
        final List<PairedComparison.Level> levels = new ArrayList<>();
        for (int level = 0; level < p.length; level++) {
            final double[] pairs = Arrays.stream(differences[level])
                    .filter(difference -> !Double.isNaN(difference))
                    .toArray();
            levels.add(new PairedComparison.Level(
                    level,
                    first.remaining().get(level),
                    pairs.length,
                    StatUtils.mean(pairs),
                    p[level],
                    corrected[level]));
        }
        return new PairedComparison(isExact(differences[0].length), levels);
    }

    /** Returns a row per level, a column per seed that has a result in both curves at some level. */
    private static double[][] differences(ReturnCurve first, ReturnCurve second) {
        final double[][] columns = IntStream.range(0, first.seeds())
                .mapToObj(seed -> IntStream.range(0, first.levels())
                        .mapToDouble(level -> first.value(level, seed) - second.value(level, seed))
                        .toArray())
                .filter(column -> Arrays.stream(column).anyMatch(difference -> !Double.isNaN(difference)))
                .toArray(double[][]::new);
        Check.atLeast("count of seeds with a result in both curves", columns.length, 1);
        return IntStream.range(0, first.levels())
                .mapToObj(level -> Arrays.stream(columns)
                        .mapToDouble(column -> column[level])
                        .toArray())
                .toArray(double[][]::new);
    }
}

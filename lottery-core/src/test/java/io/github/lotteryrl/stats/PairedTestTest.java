// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.stats.PairedTest.Alternative;
import io.github.lotteryrl.stats.PairedTest.Correction;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.inference.AlternativeHypothesis;
import org.apache.commons.math3.stat.inference.BinomialTest;
import org.junit.jupiter.api.Test;

class PairedTestTest {

    private static final PairedTest TEST = PairedTest.of(Seed.of(0));

    /**
     * Darwin's maize, crossed less self-fertilised, in eighths of an inch: of 32 768 sums 863 are as great as the
     * observed one, 314, 28 of them equal to it (Fisher 1935, "The design of experiments", section 21).
     */
    private static final double[] MAIZE = {49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48};

    private static ReturnCurve curve(double[]... levels) {
        final Double[] remaining = new Double[levels.length];
        for (int level = 0; level < levels.length; level++) {
            remaining[level] = Math.scalb(1.0, -level);
        }
        return new ReturnCurve(List.of(remaining), levels);
    }

    private static ReturnCurve zeros(int levels, int seeds) {
        return new ReturnCurve(curve(new double[levels][seeds]).remaining(), new double[levels][seeds]);
    }

    @Test
    void agreesWithFisher() {
        assertThat(TEST.withAlternative(Alternative.GREATER).p(MAIZE)).isEqualTo(863 / 32_768.0);
        assertThat(TEST.p(MAIZE)).isEqualTo(1_726 / 32_768.0);
    }

    /** Tenths are no binary fractions: equal sums differ in their last bits. */
    @Test
    void countsEqualSumsAsEqual() {
        final double[] tenths = MAIZE.clone();
        for (int i = 0; i < tenths.length; i++) {
            tenths[i] /= 10;
        }
        assertThat(TEST.p(tenths)).isEqualTo(1_726 / 32_768.0);
    }

    /** Sums of 1, 2 and -1 with any signs: 4, 2, 2 and 0, and the same below zero. The observed one is 2. */
    @Test
    void enumeratesByHand() {
        assertThat(TEST.p(1, 2, -1)).isEqualTo(6 / 8.0);
        assertThat(TEST.withAlternative(Alternative.GREATER).p(1, 2, -1)).isEqualTo(3 / 8.0);
        assertThat(TEST.withAlternative(Alternative.GREATER).p(-1, -2, -3)).isEqualTo(1);
        assertThat(TEST.p(0, 0)).isEqualTo(1);
        assertThat(TEST.p(1e-200, 2e-200, -1e-200)).as("squares underflow").isEqualTo(6 / 8.0);
        assertThat(TEST.p(3, 1, 2, 5, 4)).isEqualTo(TEST.smallestP(5)).isEqualTo(0.0625);
    }

    @Test
    void drawsFlipsWhereThereAreTooMany() {
        final PairedTest drawing = TEST.withFlips(32_767);
        final double p = drawing.p(MAIZE);
        final int extreme = (int) Math.round(p * 32_768) - 1;
        assertThat((extreme + 1) / 32_768.0).isEqualTo(p);
        assertThat(new BinomialTest().binomialTest(32_767, extreme, 1_726 / 32_768.0, AlternativeHypothesis.TWO_SIDED))
                .isGreaterThan(1e-3);
        assertThat(drawing.smallestP(15)).isEqualTo(1 / 32_768.0);
        final double[] ones = new double[60];
        Arrays.fill(ones, 1);
        assertThat(drawing.withFlips(99).p(ones)).as("never 0").isEqualTo(0.01);
    }

    /**
     * By hand. Four flips, up to the sign of all: of 3 3 0 the sums are 6, 6, 0, 0, in standard deviations 1.41, 1.41, 0,
     * 0; of 6 -3 3 they are 6, 0, 12, 6, or 0.82, 0, 1.63, 0.82. The larger of the two is thrice at least 1.41, and
     * always at least 0.82; the second level, less extreme, is compared with itself alone. Level 0 does not differ and
     * does not count.
     */
    @Test
    void comparesLevelByLevel() {
        final ReturnCurve first = curve(new double[] {7, 8, 9}, new double[] {3, 3, 0}, new double[] {6, -3, 3});
        final ReturnCurve second = curve(new double[] {7, 8, 9}, new double[3], new double[3]);
        final PairedComparison holm = TEST.compare(first, second);
        assertThat(holm.exact()).isTrue();
        assertThat(holm.levels())
                .containsExactly(
                        new PairedComparison.Level(0, 1, 3, 0, 1, 1),
                        new PairedComparison.Level(1, 0.5, 3, 2, 0.5, 1),
                        new PairedComparison.Level(2, 0.25, 3, 2, 0.75, 1));
        assertThat(TEST.withCorrection(Correction.MAX_T).compare(first, second).levels())
                .extracting(PairedComparison.Level::correctedP)
                .containsExactly(1.0, 0.75, 0.75);
    }

    /**
     * A case in which the order of the levels, their standard deviations, stepping down and the order of the corrected p
     * all matter. Expected: a program of our own with numpy 2.4.6 that counts the 16 flips.
     */
    @Test
    void maxTStepsDown() {
        final ReturnCurve first =
                curve(new double[] {0, 0, 1, 2}, new double[] {1, 1, 1, 0}, new double[] {-1, 2, 2, 0});
        assertThat(TEST.withCorrection(Correction.MAX_T)
                        .compare(first, zeros(3, 4))
                        .levels())
                .extracting(PairedComparison.Level::correctedP)
                .containsExactly(0.625, 0.25, 0.625);
    }

    /** The flips of a seed turn all of its levels: equal differences at three levels are one finding, which Holm cannot see. */
    @Test
    void maxTUsesTheDependenceBetweenLevels() {
        final double[] differences = {1, 2, 3, 4, 5};
        final ReturnCurve first = curve(differences, differences, differences);
        assertThat(TEST.compare(first, zeros(3, 5)).levels())
                .extracting(PairedComparison.Level::correctedP)
                .containsOnly(3 * 0.0625);
        assertThat(TEST.withCorrection(Correction.MAX_T)
                        .compare(first, zeros(3, 5))
                        .levels())
                .extracting(PairedComparison.Level::correctedP)
                .containsOnly(0.0625);
    }

    /**
     * One-sided with ten seeds p is 1, 2, 3 and 5 / 1 024 by the number of ways to be as extreme, so Holm, by hand as R's
     * p.adjust, makes 4, 6, 6 and 6 / 1 024 of it: 4 x 1, 3 x 2, 2 x 3, and 1 x 5, which may not be less than the one
     * before.
     */
    @Test
    void holmStepsDown() {
        final double[][] levels = {
            {1, 2, 4, 8, 16, 32, 64, 128, 256, 512},
            {-1, 2, 4, 8, 16, 32, 64, 128, 256, 512},
            {1, -2, 4, 8, 16, 32, 64, 128, 256, 512},
            {1, 2, -4, 8, 16, 32, 64, 128, 256, 512},
        };
        final List<PairedComparison.Level> compared = TEST.withAlternative(Alternative.GREATER)
                .compare(curve(levels), zeros(4, 10))
                .levels();
        assertThat(compared).extracting(level -> level.p() * 1_024).containsExactly(1.0, 2.0, 3.0, 5.0);
        assertThat(compared).extracting(level -> level.correctedP() * 1_024).containsExactly(4.0, 6.0, 6.0, 6.0);
    }

    @Test
    void seedsWithoutResultAreNoPairs() {
        final double nan = Double.NaN;
        final ReturnCurve first =
                curve(new double[] {1, 2, 3, nan}, new double[] {4, nan, 6, nan}, new double[] {nan, nan, nan, nan});
        final List<PairedComparison.Level> levels =
                TEST.compare(first, zeros(3, 4)).levels();
        assertThat(levels.subList(0, 2))
                .containsExactly(
                        new PairedComparison.Level(0, 1, 3, 2, 0.25, 0.5),
                        new PairedComparison.Level(1, 0.5, 2, 5, 0.5, 0.5));
        assertThat(levels.get(2).meanDifference()).isNaN();
        assertThat(levels.get(2).p()).isEqualTo(1);
        assertThat(levels.get(2).pairs()).isZero();
    }

    /**
     * Six seeds, ten levels that differ by nothing but noise, half of it shared by the levels of a seed: the most extreme
     * level is the first of the 32 flips as often as any, so that is how often the smallest corrected p is 1/32.
     */
    @Test
    void maxTFindsNothingWhereNothingIsAsOftenAsItSays() {
        final PairedTest test = TEST.withCorrection(Correction.MAX_T);
        final RandomStream random = Seed.of(21).derive("noise").random();
        final int sets = 2_000;
        int found = 0;
        for (int set = 0; set < sets; set++) {
            final double[] shared = new double[6];
            Arrays.setAll(shared, seed -> random.nextGaussian());
            final double[][] noise = new double[10][6];
            for (double[] level : noise) {
                Arrays.setAll(level, seed -> shared[seed] + random.nextGaussian());
            }
            found += test.compare(curve(noise), zeros(10, 6)).levels().stream()
                            .anyMatch(level -> level.correctedP() == 1 / 32.0)
                    ? 1
                    : 0;
        }
        assertThat(new BinomialTest().binomialTest(sets, found, 1 / 32.0, AlternativeHypothesis.TWO_SIDED))
                .isGreaterThan(1e-3);
    }

    @Test
    void refusesWhatCannotBePaired() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.compare(zeros(2, 3), zeros(3, 3)))
                .withMessage("the curves have different levels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.compare(zeros(2, 3), zeros(2, 4)))
                .withMessage("length of seeds of the second curve 4 is not 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.compare(zeros(1, 1), curve(new double[] {Double.NaN})))
                .withMessage("count of seeds with a result in both curves 0 not in [1, ...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.p(1, Double.NaN))
                .withMessage("difference NaN of seed 1 is not finite");
    }
}

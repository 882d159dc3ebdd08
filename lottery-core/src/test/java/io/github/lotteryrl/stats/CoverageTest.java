// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.inference.AlternativeHypothesis;
import org.apache.commons.math3.stat.inference.BinomialTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many intervals hold the truth where it is known: the shares that the documentation states. */
class CoverageTest {

    private static final double LEVEL = 1e-3;
    private static final int SETS = 1_000;
    private static final int RESAMPLES = 300;

    /** By numpy 2.4.6 with 20 000 normal sets and 1 000 resamples: 0.840, 0.897 and 0.929. */
    @ParameterizedTest
    @CsvSource({"5, 0.84, 0.67", "10, 0.90, 0.89", "20, 0.93, 0.92"})
    void meansAreCoveredAsOftenAsStated(int seeds, double normal, double failing) {
        assertStated(normal, held(seeds, RandomStream::nextGaussian, 0));
        assertStated(failing, held(seeds, random -> random.nextDouble() < 0.8 ? 1 : 0, 0.8));
        assertThat(Bootstrap.UNDER_COVERAGE)
                .contains(Math.round(100 * normal) + " %", Math.round(100 * failing) + " %");
    }

    private static void assertStated(double share, int held) {
        assertThat(new BinomialTest().binomialTest(SETS, held, share, AlternativeHypothesis.TWO_SIDED))
                .as("%d of %d held, %s stated", held, SETS, share)
                .isGreaterThan(LEVEL);
    }

    private static int held(int seeds, ToDoubleFunction<RandomStream> score, double truth) {
        final RandomStream random = Seed.of(11).derive("scores").random();
        int held = 0;
        for (int set = 0; set < SETS; set++) {
            final double[][] scores = {
                DoubleStream.generate(() -> score.applyAsDouble(random))
                        .limit(seeds)
                        .toArray()
            };
            held += Bootstrap.of(Seed.of(set))
                            .withResamples(RESAMPLES)
                            .interval(scores, Statistic.MEAN)
                            .contains(truth)
                    ? 1
                    : 0;
        }
        return held;
    }

    @Test
    void degradationPointsAreCoveredAsOftenAsStated() {
        final List<Double> remaining = new ArrayList<>();
        final List<double[]> truth = new ArrayList<>();
        for (int level = 0; level <= 20; level++) {
            remaining.add(StrictMath.pow(0.8, level));
            truth.add(new double[] {1 / (1 + StrictMath.pow(0.05 / remaining.get(level), 1 / 0.35))});
        }
        final Degradation degradation = Degradation.of(0);
        final double point = degradation
                .point(new ReturnCurve(remaining, truth.toArray(double[][]::new)))
                .remaining();
        final RandomStream random = Seed.of(12).derive("curves").random();
        int held = 0;
        for (int set = 0; set < SETS; set++) {
            final double[] shift = new double[5];
            Arrays.setAll(shift, seed -> random.nextGaussian());
            final double[][] returns = truth.stream()
                    .map(mean -> DoubleStream.of(shift)
                            .map(common -> mean[0] + 0.1 * (common + random.nextGaussian()) / Math.sqrt(2))
                            .toArray())
                    .toArray(double[][]::new);
            held += degradation
                            .estimate(
                                    new ReturnCurve(remaining, returns),
                                    Bootstrap.of(Seed.of(set)).withResamples(RESAMPLES))
                            .remaining()
                            .contains(point)
                    ? 1
                    : 0;
        }
        assertStated(0.85, held);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.api.Seed;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TaskAverageTest {

    private static final double NAN = Double.NaN;
    private static final Offset<Double> ROUNDING = within(1e-12);
    private static final Bootstrap BOOTSTRAP = Bootstrap.of(Seed.of(0)).withResamples(500);

    /** Acrobot's scale, dense -80 and random -500. */
    private static final ReturnCurve ACROBOT = new ReturnCurve(
                    List.of(1.0, 0.8, 0.64), new double[][] {{-60, -100}, {-290, NAN}, {-500, -290}})
            .normalised(-500, -80);

    /** Dense 10, random 2; without a result at the last level. */
    private static final ReturnCurve OTHER =
            new ReturnCurve(List.of(1.0, 0.7, 0.44), new double[][] {{10, 10}, {6, 8}, {NAN, NAN}}).normalised(2, 10);

    @Test
    void everyTaskWeighsTheSame() {
        final TaskAverage average = TaskAverage.of(List.of(ACROBOT, OTHER));
        assertThat(average.levels()).isEqualTo(3);
        assertThat(average.remaining().get(1)).isCloseTo(0.75, ROUNDING);
        // At level 1 one seed of Acrobot at 0.5, two of the other at 0.5 and 0.75.
        assertThat(average.mean()).containsExactly(new double[] {1, (0.5 + 0.625) / 2, NAN}, ROUNDING);
        // numpy 2.4.6: std([440 / 420, 400 / 420, 1, 1], ddof=1) and std([0.5, 0.5, 0.75], ddof=1).
        assertThat(average.standardDeviation())
                .containsExactly(new double[] {0.03888078956798702, 0.14433756729740646, NAN}, ROUNDING);
    }

    /** Seeds are drawn within each task: whatever is drawn of a task whose seeds agree, the statistic is that of all. */
    @Test
    void intervalsAreStratified() {
        final ReturnCurve low = new ReturnCurve(List.of(1.0), new double[][] {{0, 0, 0}});
        final ReturnCurve high = new ReturnCurve(List.of(1.0), new double[][] {{1, 1, 1}});
        final Interval interval = TaskAverage.of(List.of(low, high))
                .intervals(Statistic.MEAN, BOOTSTRAP)
                .get(0);
        assertThat(interval).isEqualTo(new Interval(0.5, 0.5, 0.5, 0.95));

        final List<Interval> withGaps = TaskAverage.of(List.of(ACROBOT, OTHER)).intervals(Statistic.MEAN, BOOTSTRAP);
        assertThat(withGaps.get(0).low()).isBetween(0.97, 0.98);
        assertThat(withGaps.get(1).estimate()).isCloseTo(0.5625, ROUNDING);
        assertThat(withGaps.get(1).low()).isNaN();
        assertThat(withGaps.get(2).estimate()).isNaN();
    }

    @Test
    void refusesWhatHasNoScale() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ACROBOT.normalised(1, 1))
                .withMessage("dense return 1.0 is not above the random return 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ACROBOT.normalised(Double.NEGATIVE_INFINITY, 1))
                .withMessage("random return -Infinity is not finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskAverage.of(List.of(ACROBOT, new ReturnCurve(List.of(1.0), new double[][] {{1}}))))
                .withMessage("length of levels of a task 1 is not 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskAverage.of(List.of()))
                .withMessageContaining("count of tasks 0");
    }
}

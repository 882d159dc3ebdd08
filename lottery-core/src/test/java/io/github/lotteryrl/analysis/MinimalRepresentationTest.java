// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.analysis.MinimalRepresentation.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MinimalRepresentationTest {

    private static final List<Integer> ALL = List.of(0, 1, 2, 3);

    private static Run run(long seed, int level, double freshReturn, Integer... inputs) {
        return new Run(seed, level, freshReturn, List.of(inputs));
    }

    private static List<Run> withDense(double denseReturn, Run... others) {
        final List<Run> runs = new ArrayList<>(List.of(others));
        for (int seed = 0; seed < 3; seed++) {
            runs.add(new Run(seed, 0, denseReturn, ALL));
        }
        return runs;
    }

    @Test
    void takesTheSparsestLevelThatDoesWellAndWhatMostSeedsKeepThere() {
        final List<Run> runs = withDense(
                200,
                run(0, 1, 190, 2, 3),
                run(1, 1, 190, 3, 2, 0),
                run(2, 1, 190, 3, 1),
                run(0, 2, 200, 3),
                run(1, 2, 189, 3),
                run(2, 2, 10, 3));
        final MinimalRepresentation expected = new MinimalRepresentation(1, 190, 200, List.of(2, 3));
        assertThat(MinimalRepresentation.choose(runs)).isEqualTo(expected);
        Collections.reverse(runs);
        assertThat(MinimalRepresentation.choose(runs)).isEqualTo(expected);
        assertThat(MinimalRepresentation.choose(runs, 0.94).level()).isEqualTo(2);
        assertThat(MinimalRepresentation.choose(runs, 1).level()).isZero();
    }

    @Test
    void aLevelMayDoWorseOnTheWay() {
        final List<Run> runs = withDense(
                100,
                run(0, 1, 10, 0),
                run(1, 1, 10, 0),
                run(2, 1, 10, 0),
                run(0, 2, 100, 1),
                run(1, 2, 100, 1),
                run(2, 2, 100, 1));
        assertThat(MinimalRepresentation.choose(runs).inputs()).containsExactly(1);
    }

    @Test
    void negativeReturnsMayFallByTheSameFraction() {
        // 5 % of |-80| is 4.
        final List<Run> atBound = withDense(-80, run(0, 1, -84, 2), run(1, 1, -84, 2), run(2, 1, -84, 2));
        assertThat(MinimalRepresentation.choose(atBound).level()).isEqualTo(1);
        final List<Run> below = withDense(-80, run(0, 1, -85, 2), run(1, 1, -85, 2), run(2, 1, -60, 2));
        assertThat(MinimalRepresentation.choose(below).level()).isZero();
    }

    @Test
    void withoutAMajorityGoesToADenserLevelThatDoesWell() {
        final List<Run> runs = withDense(
                100,
                run(0, 1, 100, 0, 1),
                run(1, 1, 100, 1, 2),
                run(2, 1, 100, 3),
                run(0, 2, 50, 1),
                run(1, 2, 50, 1),
                run(2, 2, 50, 1),
                run(0, 3, 100, 0),
                run(1, 3, 100, 1),
                run(2, 3, 100, 2));
        assertThat(MinimalRepresentation.choose(runs)).isEqualTo(new MinimalRepresentation(1, 100, 100, List.of(1)));
    }

    @Test
    void halfOfTheSeedsIsNoMajorityAndAFailedRunKeepsNothing() {
        final List<Run> half = List.of(run(0, 0, 1, 0), run(1, 0, 1, 0), run(0, 1, 1, 0), run(1, 1, 1, 1));
        assertThat(MinimalRepresentation.choose(half).level()).isZero();
        final List<Run> failed = withDense(100, run(0, 1, 100, 1));
        assertThat(MinimalRepresentation.choose(failed).level()).isZero();
        final List<Run> oneFailed = withDense(100, run(0, 1, 100, 1), run(2, 1, 96, 1, 2));
        assertThat(MinimalRepresentation.choose(oneFailed))
                .isEqualTo(new MinimalRepresentation(1, 96, 100, List.of(1)));
    }

    @Test
    void refusesWhatItCannotJudge() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MinimalRepresentation.choose(List.of(run(0, 1, 1, 0))))
                .withMessage("no run at level 0, the dense one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MinimalRepresentation.choose(List.of(run(7, 0, 1, 0), run(7, 0, 1, 0))))
                .withMessage("seed 7 stands twice at level 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MinimalRepresentation.choose(withDense(1), 1.2))
                .withMessage("fraction 1.2 not in [0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MinimalRepresentation.choose(List.of(run(0, 0, 1, 0), run(1, 0, 1, 1))))
                .withMessage("no input survives in more than half of 2 seeds at any level");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(0, 0, Double.NaN))
                .withMessage("fresh return NaN is not finite");
    }
}

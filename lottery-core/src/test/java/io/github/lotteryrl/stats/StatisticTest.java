// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatisticTest {

    /** By hand: the row is -7 0 1 2 2.5 3 4 100 in order; two are cut at either end. */
    @Test
    void interquartileMeanIsOverAllScoresInOneRow() {
        final double[][] scores = {{100, 3, 2, 2.5}, {0, -7}, {1, 4}};
        assertThat(Statistic.INTERQUARTILE_MEAN.of(scores)).isEqualTo((1 + 2 + 2.5 + 3) / 4);
        assertThat(scores[0]).as("not sorted in place").containsExactly(100, 3, 2, 2.5);
    }

    @Test
    void meanIsOverTasksAndNotOverRuns() {
        assertThat(Statistic.MEAN.of(new double[][] {{1, 2, 3, 6}, {10}})).isEqualTo(6.5);
    }

    /** By hand, the first n of 1 9 101 3 24: nothing is cut of three, one at either end of four and five. */
    @Test
    void quartersAreRoundedDown() {
        assertThat(Statistic.INTERQUARTILE_MEAN.of(new double[][] {{1}})).isEqualTo(1);
        assertThat(Statistic.INTERQUARTILE_MEAN.of(new double[][] {{1, 9}})).isEqualTo(5);
        assertThat(Statistic.INTERQUARTILE_MEAN.of(new double[][] {{1, 9, 101}}))
                .isEqualTo(37);
        assertThat(Statistic.INTERQUARTILE_MEAN.of(new double[][] {{1, 9, 101, 3}}))
                .isEqualTo(6);
        assertThat(Statistic.INTERQUARTILE_MEAN.of(new double[][] {{1, 9, 101, 3, 24}}))
                .isEqualTo(12);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

class RandomReturnTest {

    private static final double LEVEL = 0.001;

    /** Ten independent guesses among three an episode: mean 10/3, variance 20/9. */
    @Test
    void guessesAreRightAsOftenAsChanceSays() {
        final Tasks.Log log = new Tasks.Log(Tasks.BANDIT);
        final double mean = RandomReturn.of(log);
        final double standardised = (mean - 10 / 3.0) / Math.sqrt(20 / 9.0 / RandomReturn.DEFAULT_EPISODES);
        assertThat(Math.abs(standardised))
                .isLessThan(new NormalDistribution().inverseCumulativeProbability(1 - LEVEL / 2));
        assertThat(log.seeds).hasSize(100).doesNotHaveDuplicates();
        assertThat(log.closed).isEqualTo(log.created);
        assertThat(RandomReturn.of(Tasks.BANDIT)).isEqualTo(mean);
        final double[] returns = RandomReturn.ofEpisodes(Tasks.BANDIT, 100, 10);
        assertThat(StatUtils.mean(returns)).isEqualTo(mean);
        // Of 99 degrees of freedom.
        final double ratio = 99 * StatUtils.variance(returns) / (20 / 9.0);
        assertThat(ratio)
                .isBetween(
                        new ChiSquaredDistribution(99).inverseCumulativeProbability(LEVEL / 2),
                        new ChiSquaredDistribution(99).inverseCumulativeProbability(1 - LEVEL / 2));
    }

    /** Numbers in [-1, 1], of mean 0 and variance 1/3, sum up to the debt: the mean return is 0. */
    @Test
    void vectorsAreDrawnWithinTheirBounds() {
        final Tasks.Log log = new Tasks.Log(Tasks.TEMPTATION);
        assertThat(RandomReturn.of(log)).isCloseTo(0, within(0.5));
        assertThat(log.vectors)
                .hasSize(800)
                .allSatisfy(vector -> assertThat(vector[0]).isBetween(-1f, 1f))
                .anySatisfy(vector -> assertThat(vector[0]).isLessThan(-0.9f))
                .anySatisfy(vector -> assertThat(vector[0]).isGreaterThan(0.9f));
    }

    @Test
    void anEpisodeWithoutEndIsLeft() {
        assertThat(RandomReturn.of(Tasks.ENDLESS)).isEqualTo(5_000);
        assertThat(RandomReturn.of(Tasks.ENDLESS, 2, 7)).isEqualTo(7);
        assertThat(RandomReturn.of(Tasks.CONSTANT, 3, 7)).isEqualTo(5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RandomReturn.of(Tasks.ENDLESS, 0, 7))
                .withMessage("episodes 0 not in [1, ...)");
    }
}

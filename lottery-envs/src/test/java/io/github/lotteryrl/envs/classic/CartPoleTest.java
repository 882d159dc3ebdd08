// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.contract.EnvironmentContract;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CartPoleTest extends EnvironmentContract {

    @Override
    protected EnvironmentFactory factory() {
        return Environments.find("CartPole-v1");
    }

    @Nested
    class WithoutTimeLimit extends EnvironmentContract {
        @Override
        protected EnvironmentFactory factory() {
            return EnvironmentFactory.of("CartPole", 1, CartPole::create);
        }
    }

    @Nested
    class WithGoggles extends EnvironmentContract {
        @Override
        protected EnvironmentFactory factory() {
            return Environments.find("CartPole-v0?observe=2,3");
        }
    }

    /** One step moves position and angle by 0.02 times the velocity: the bound itself is not yet over it. */
    @Test
    void endsOnlyBeyondTheBounds() {
        final double angle = 12 * Math.PI / 180;
        assertThat(endsAt(2.4, 0)).isFalse();
        assertThat(endsAt(-2.4, 0)).isFalse();
        assertThat(endsAt(Math.nextUp(2.4), 0)).isTrue();
        assertThat(endsAt(-Math.nextUp(2.4), 0)).isTrue();
        assertThat(endsAt(0, Math.nextDown(angle))).isFalse();
        assertThat(endsAt(0, -Math.nextDown(angle))).isFalse();
        assertThat(endsAt(0, Math.nextUp(angle))).isTrue();
        assertThat(endsAt(0, -Math.nextUp(angle))).isTrue();
    }

    private static boolean endsAt(double position, double angle) {
        final CartPole cartPole = CartPole.create();
        cartPole.set(position, 0, angle, 0);
        assertThat(cartPole.step(0)).isEqualTo(1);
        return cartPole.isTerminated();
    }

    @Test
    void startsWithinItsRange() {
        final CartPole cartPole = CartPole.create();
        cartPole.reset(1);
        final int n = 40_000;
        final double[] sums = new double[4];
        final double[] squares = new double[4];
        for (int i = 0; i < n; i++) {
            final double[] state = cartPole.state();
            for (int d = 0; d < 4; d++) {
                assertThat(Math.abs(state[d])).isLessThanOrEqualTo(0.05);
                sums[d] += state[d] / 0.05;
                squares[d] += state[d] * state[d] / (0.05 * 0.05);
            }
            cartPole.reset();
        }
        // Mean and mean square of the uniform distribution on [-1, 1] are 0 and 1/3, their variances 1/3 and 4/45 over
        // n;
        // level 0.001 for each.
        for (int d = 0; d < 4; d++) {
            assertThat(sums[d] / n).isCloseTo(0, within(3.291 * Math.sqrt(1.0 / 3 / n)));
            assertThat(squares[d] / n).isCloseTo(1.0 / 3, within(3.291 * Math.sqrt(4.0 / 45 / n)));
        }
    }

    @Test
    void aMillionRandomStepsStayInBounds() {
        Rollout.random("CartPole-v1", 1_000_000, observation -> {
            // One step moves the cart by at most 0.02 times its velocity beyond the bound.
            return Math.abs(observation[0]) <= 2.4 + 0.02 * Math.abs(observation[1]) + 0.01
                    && Math.abs(observation[2]) <= 12 * Math.PI / 180 + 0.02 * Math.abs(observation[3]) + 0.01;
        });
    }

    /** A promise of the release: a change is listed in the changelog. Recorded with version 1 of this class. */
    @Test
    void seedSevenGivesThisEpisode() {
        assertThat(Rollout.digest("CartPole-v1", 7, 10_000)).isEqualTo(2_133_222_168L);
    }

    @Test
    void aPictureShowsWhereTheCartIsAndHowThePoleLeans() {
        final CartPole cartPole = CartPole.create();
        cartPole.set(1, 0, 0.2, 0);
        final BufferedImage picture = cartPole.render();
        assertThat(colourAt(picture, 1.2, -0.05)).as("cart").isEqualTo(0xff404040);
        assertThat(colourAt(picture, 1 + 0.5 * Math.sin(0.2), 0.5 * Math.cos(0.2)))
                .as("half way up a pole that leans to the right")
                .isEqualTo(0xffe69f00);
        assertThat(colourAt(picture, 1 - 0.5 * Math.sin(0.2), 0.5 * Math.cos(0.2)))
                .as("the other side")
                .isEqualTo(0xffffffff);
    }

    private static int colourAt(BufferedImage picture, double x, double y) {
        return picture.getRGB((int) (80 * (2.8 + x)), (int) (80 * (1.3 - y)));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the games share, with chosen draws. */
class MinAtarGameTest {

    private static final class ChosenDraws implements GameRandom {

        private double next;

        @Override
        public double nextDouble() {
            return next;
        }

        @Override
        public int nextInt(int bound) {
            return 0;
        }
    }

    private final ChosenDraws draws = new ChosenDraws();
    private final float[] observation = new float[400];

    @Test
    void theActionCarriedOutLastOutlivesOnlyAResetWithoutSeed() {
        final Asterix asterix = Asterix.create();
        asterix.reset(draws);
        assertThat(columnAfter(asterix, MinAtarGame.RIGHT, 0.1))
                .as("not sticky")
                .isEqualTo(6);
        assertThat(columnAfter(asterix, MinAtarGame.LEFT, 0.0999)).as("sticky").isEqualTo(7);
        assertThat(columnAfter(asterix, MinAtarGame.LEFT, 0))
                .as("the action carried out, not the one asked for")
                .isEqualTo(8);
        asterix.reset();
        assertThat(columnAfter(asterix, MinAtarGame.LEFT, 0))
                .as("after reset()")
                .isEqualTo(6);
        asterix.reset(draws);
        assertThat(columnAfter(asterix, MinAtarGame.LEFT, 0))
                .as("after a new seed")
                .isEqualTo(5);
    }

    private int columnAfter(Asterix asterix, int action, double stickyDraw) {
        draws.next = stickyDraw;
        asterix.step(action);
        asterix.observe(observation, 0);
        for (int column = 0; column < 10; column++) {
            if (new Board(observation).isSet(0, 5, column)) {
                return column;
            }
        }
        throw new AssertionError("no player in row 5");
    }

    @Test
    void freewayLasts2501Ticks() {
        final Freeway freeway = Freeway.create();
        freeway.reset(0);
        int ticks = 0;
        while (!freeway.isDone()) {
            freeway.step(1);
            ticks++;
        }
        assertThat(ticks).isEqualTo(2_501);
        assertThat(freeway.isTerminated()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void badProbabilityIsRefused(double sticky) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MinAtarSettings.DEFAULT.withSticky(sticky))
                .withMessage("sticky %s not in [0, 1]", sticky);
    }

    @Test
    void rowsMayReachOverWords() {
        for (int row = 0; row < 10; row++) {
            final Picture picture = new Picture(2);
            picture.drawRows(1, row, 0b1000000001);
            for (int bit = 0; bit < picture.size(); bit++) {
                assertThat(picture.isSet(bit)).isEqualTo(bit == 100 + row * 10 || bit == 109 + row * 10);
            }
        }
    }

    @Test
    void columnsBesideTheBoardAreNotDrawn() {
        final Picture picture = new Picture(1);
        picture.drawIfOnBoard(0, 3, -1);
        picture.drawIfOnBoard(0, 3, 10);
        picture.drawIfOnBoard(0, 3, 9);
        final float[] written = new float[101];
        picture.write(written, 1);
        for (int i = 0; i < written.length; i++) {
            assertThat(written[i]).isEqualTo(i == 1 + 39 ? 1 : 0);
        }
    }

    @Test
    void swarmsGrowAndKeepTheirOrder() {
        final Swarm swarm = new Swarm();
        for (int i = 0; i < 100; i++) {
            swarm.add(i, 4, 1, 2, 3);
        }
        swarm.remove(50);
        swarm.remove(0);
        assertThat(swarm.size()).isEqualTo(98);
        assertThat(swarm.row(0)).isEqualTo(1);
        assertThat(swarm.row(49)).isEqualTo(51);
        assertThat(swarm.oldestAt(99, 4)).isEqualTo(97);
        assertThat(swarm.oldestAt(0, 4)).isEqualTo(-1);
    }
}

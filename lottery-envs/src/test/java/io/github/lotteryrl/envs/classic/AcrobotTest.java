// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.contract.EnvironmentContract;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class AcrobotTest extends EnvironmentContract {

    @Override
    protected EnvironmentFactory factory() {
        return Environments.find("Acrobot-v1");
    }

    @Test
    void goalIsOneLinkAboveTheFixedPoint() {
        final Acrobot acrobot = Acrobot.create();
        double highestBelow = -2;
        double lowestAbove = 2;
        for (int i = 0; i < 20_000; i++) {
            acrobot.set(2 + i * 1e-4, 0.3, 0, 0);
            acrobot.step(1);
            final double height = -Math.cos(acrobot.state()[0]) - Math.cos(acrobot.state()[0] + acrobot.state()[1]);
            if (acrobot.isTerminated()) {
                lowestAbove = Math.min(lowestAbove, height);
            } else {
                highestBelow = Math.max(highestBelow, height);
            }
        }
        assertThat(highestBelow).isBetween(0.9995, 1.0);
        assertThat(lowestAbove).isBetween(1.0, 1.0005);
    }

    /** From such a state the free angle is 1e22 after one step: the turns cannot be taken off one by one. */
    @Test
    void aStateOutOfAllBoundsEndsInBounds() {
        final Acrobot acrobot = Acrobot.create();
        acrobot.set(1e10, -1e5, 1e4, -1e4);
        acrobot.step(0);
        assertThat(acrobot.state()[0]).isBetween(-Math.PI, Math.PI);
        assertThat(acrobot.state()[1]).isBetween(-Math.PI, Math.PI);
    }

    @Test
    void startsWithinItsRange() {
        final Acrobot acrobot = Acrobot.create();
        acrobot.reset(1);
        double least = 0;
        double greatest = 0;
        for (int i = 0; i < 10_000; i++) {
            for (double number : acrobot.state()) {
                least = Math.min(least, number);
                greatest = Math.max(greatest, number);
            }
            acrobot.reset();
        }
        assertThat(least).isBetween(-0.1, -0.0999);
        assertThat(greatest).isBetween(0.0999, 0.1);
    }

    @Test
    void aMillionRandomStepsStayInBounds() {
        Rollout.random("Acrobot-v1", 1_000_000, observation -> {
            boolean inBounds = Math.abs(observation[4]) <= (float) (4 * Math.PI);
            inBounds &= Math.abs(observation[5]) <= (float) (9 * Math.PI);
            for (int d = 0; d < 4; d++) {
                inBounds &= Math.abs(observation[d]) <= 1;
            }
            for (int d = 0; d < 4; d += 2) {
                inBounds &= Math.abs(Math.hypot(observation[d], observation[d + 1]) - 1) < 1e-6;
            }
            return inBounds;
        });
    }

    /** A promise of the release: a change is listed in the changelog. Recorded with version 1 of this class. */
    @Test
    void seedSevenGivesThisEpisode() {
        assertThat(Rollout.digest("Acrobot-v1", 7, 10_000)).isEqualTo(2_052_625_621L);
    }

    @Test
    void aPictureShowsBothLinks() {
        final Acrobot acrobot = Acrobot.create();
        acrobot.set(0.5, 0.7, 0, 0);
        final BufferedImage picture = acrobot.render();
        final double elbowX = Math.sin(0.5);
        final double elbowY = -Math.cos(0.5);
        assertThat(colourAt(picture, elbowX / 2, elbowY / 2)).isEqualTo(0xff0072b2);
        assertThat(colourAt(picture, elbowX + Math.sin(1.2) / 2, elbowY - Math.cos(1.2) / 2))
                .isEqualTo(0xff56b4e9);
        assertThat(colourAt(picture, -elbowX / 2, elbowY / 2))
                .as("the other side")
                .isEqualTo(0xffffffff);
    }

    private static int colourAt(BufferedImage picture, double x, double y) {
        return picture.getRGB((int) (80 * (2.2 + x)), (int) (80 * (2.2 - y)));
    }
}

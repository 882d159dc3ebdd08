// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaledTest {

    @Test
    void everyNumberIsMultipliedAndNothingElseChanges() {
        try (Environment plain = new Slider();
                Environment scaled = Slider.FACTORY.scaled(0.1).create()) {
            assertThat(scaled.observationSpace()).isEqualTo(plain.observationSpace());
            assertThat(scaled.actionSpace()).isEqualTo(plain.actionSpace());
            final float[] action = {0.5f, -0.25f};
            final float[] numbers = new float[2];
            final float[] tenths = {7, 0, 0, 7};
            plain.reset(3);
            scaled.reset(3);
            while (!plain.isDone()) {
                plain.observe(numbers, 0);
                scaled.observe(tenths, 1);
                assertThat(tenths).containsExactly(7, (float) (0.1 * numbers[0]), (float) (0.1 * numbers[1]), 7);
                assertThat(scaled.step(action)).isEqualTo(plain.step(action));
            }
            assertThat(scaled.isTruncated()).isTrue();
        }
    }

    @Test
    void identityTellsTheFactor() {
        assertThat(Slider.FACTORY.scaled(1 / 255.0).identity()).isEqualTo("Slider?scale=0.00392156862745098@1");
        assertThat(EnvironmentFactory.of("Maze?encoding=rgb", 4, Slider::new)
                        .scaled(2)
                        .observing(1)
                        .identity())
                .isEqualTo("Maze?encoding=rgb&scale=2&observe=1@4");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void badFactorsAreRefused(double factor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slider.FACTORY.scaled(factor))
                .withMessage("scale %s not in (0, infinity)", factor);
    }

    @Test
    void binaryObservationsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Corridor.FACTORY.scaled(0.5))
                .withMessage("scale 0.5: the observations of Corridor are binary");
    }
}

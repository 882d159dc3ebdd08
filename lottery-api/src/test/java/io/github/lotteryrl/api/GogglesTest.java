// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class GogglesTest {

    @Test
    void showsTheChosenDimensionsInTheGivenOrder() {
        final EnvironmentFactory factory = Corridor.FACTORY.observing(5, 0, 3);
        try (Environment whole = new Corridor();
                Environment part = factory.create()) {
            final float[] all = new float[Corridor.CELLS];
            final float[] some = new float[3];
            assertThat(part.observationSpace().names()).containsExactly("walker[0,5]", "walker[0,0]", "walker[0,3]");
            for (int seed = 0; seed < 50; seed++) {
                whole.reset(seed);
                part.reset(seed);
                whole.observe(all, 0);
                part.observe(some, 0);
                assertThat(some).containsExactly(all[5], all[0], all[3]);
                assertThat(part.step(1)).isEqualTo(whole.step(1));
            }
        }
    }

    @Test
    void identityTellsTheDimensions() {
        assertThat(Corridor.FACTORY.observing(2, 3).identity()).isEqualTo("Corridor?observe=2,3@1");
        assertThat(EnvironmentFactory.of("Maze?encoding=rgb", 4, Corridor::new)
                        .observing(1)
                        .identity())
                .isEqualTo("Maze?encoding=rgb&observe=1@4");
    }

    @Test
    void badDimensionsAreRefusedBeforeAnyEnvironmentIsMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Corridor.FACTORY.observing(8))
                .withMessage("dimension 8 not in [0, 7]");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ObservationSpaceTest {

    @Test
    void mapsAreRowMajorWithinEachChannel() {
        final ObservationSpace maps = ObservationSpace.binaryMaps(2, 3, "agent", "coin");
        assertThat(maps.size()).isEqualTo(12);
        assertThat(maps.shape()).containsExactly(2, 2, 3);
        assertThat(maps.isBinary()).isTrue();
        assertThat(maps.names().get(1 * 3 + 2)).isEqualTo("agent[1,2]");
        assertThat(maps.names().get(6 + 0 * 3 + 1)).isEqualTo("coin[0,1]");
    }

    @Test
    void shapeIsACopy() {
        final ObservationSpace space = ObservationSpace.of("a", "b");
        space.shape()[0] = 5;
        assertThat(space.shape()).containsExactly(2);
    }

    @Test
    void selectionKeepsOrderAndKind() {
        final ObservationSpace selected = ObservationSpace.binaryMaps(1, 3, "x").select(2, 0);
        assertThat(selected.names()).containsExactly("x[0,2]", "x[0,0]");
        assertThat(selected.shape()).containsExactly(2);
        assertThat(selected.isBinary()).isTrue();
        assertThat(ObservationSpace.of("a", "b", "c").select(2, 0)).isEqualTo(ObservationSpace.of("c", "a"));
    }

    @Test
    void aWordHolds64Dimensions() {
        assertThat(ObservationSpace.binaryMaps(1, 1, "x").words()).isEqualTo(1);
        assertThat(ObservationSpace.binaryMaps(8, 8, "x").words()).isEqualTo(1);
        assertThat(ObservationSpace.binaryMaps(5, 13, "x").words()).isEqualTo(2);
    }

    @Test
    void badSpacesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(ObservationSpace::of)
                .withMessageContaining("0 not in [1, ...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObservationSpace.of("a", "a"))
                .withMessageContaining("not distinct");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObservationSpace.maps(1, 2, "a", "a"))
                .withMessageContaining("not distinct");
        final ObservationSpace space = ObservationSpace.of("a", "b");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> space.select(0, 2))
                .withMessage("dimension 2 not in [0, 1]");
        assertThatIllegalArgumentException().isThrownBy(space::select).withMessageContaining("0 not in [1, ...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> space.select(1, 1))
                .withMessageContaining("not distinct");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.examples.figures.InputMap.Cells;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputLayerTest {

    private static final ObservationSpace MAPS = ObservationSpace.binaryMaps(2, 3, "ball", "wall");

    private static InputLayer layer(int level, String... inputs) {
        return InputLayer.of(HandMade.ticket(MAPS, 0, level, "wall[1,2]", List.of(inputs)), 9);
    }

    @Test
    void channelsAndCellsAreThoseOfTheObservation() {
        final InputLayer layer = layer(3, "ball[0,1]", "ball[1,2]", "wall[1,0]", "wall[1,2]");
        final InputMap ball = layer.channel("ball");
        assertThat(ball.weights()).isDeepEqualTo(new double[][] {{0, 0.5, 0}, {0, 0, 0.5}});
        assertThat(ball.cells()).isEqualTo(2);
        assertThat(ball.cells(Cells.column(2))).isOne();
        assertThat(ball.share(Cells.rows(0, 0))).isEqualTo(0.5);
        final InputMap wall = layer.channel("wall");
        // The dead unit's weight is left, and counts as such.
        assertThat(wall.weights()).isDeepEqualTo(new double[][] {{0, 0, 0}, {0.5, 0, 1}});
        assertThat(wall.survivors(1, 2)).isEqualTo(2);
        assertThat(wall.remaining()).isEqualTo(3 / 12.0);
        assertThat(wall.cells(Cells.column(0).others())).isOne();
        assertThat(InputMap.sum(layer.channels())).isDeepEqualTo(new double[][] {{0, 0.5, 0}, {0.5, 0, 1.5}});
        // Four weights of one unit and one of the other, one of the output.
        assertThat(layer.weights()).isEqualTo(6);
        assertThat(layer.layers().get(0).survivors()).isEqualTo(5);
    }

    @Test
    void aCellWithoutAPathToTheOutputDoesNotSurvive() {
        final InputMap wall = layer(3, "ball[0,1]").channel("wall");
        assertThat(wall.weight(1, 2)).isEqualTo(0.5);
        assertThat(wall.survives(1, 2)).isFalse();
        assertThat(wall.cells()).isZero();
    }

    /** Of 12 + 12 + 2 weights 3, 4 and 6 are left: 11.5, 15.4 and 23.1 %. */
    @Test
    void nearestLevelsAreChosenByTheirRatio() {
        final InputLayer sparse = layer(3, "ball[0,1]");
        final InputLayer middle = layer(2, "ball[0,1]", "ball[0,2]");
        final InputLayer dense = layer(1, "ball[0,1]", "ball[0,2]", "wall[0,0]", "wall[0,1]");
        assertThat(InputLayer.nearest(List.of(dense, middle, sparse), 100, 50, 14, 5))
                .containsExactly(dense, middle, sparse);
        // 19.2 is nearer to 23.1, 18.5 to 15.4: 23.1 / 18.5 is greater than 18.5 / 15.4.
        assertThat(InputLayer.nearest(List.of(dense, middle), 19.2)).containsExactly(dense);
        assertThat(InputLayer.nearest(List.of(dense, middle), 18.5)).containsExactly(middle);
    }

    @Test
    void observationsMustBePictures() {
        final ObservationSpace vector = ObservationSpace.of("position", "velocity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InputMap.of(HandMade.ticket(vector, 0, 0, "velocity", List.of("position"))))
                .withMessageContaining("no picture");
    }
}

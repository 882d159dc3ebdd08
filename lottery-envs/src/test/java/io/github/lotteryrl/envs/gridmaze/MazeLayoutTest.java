// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.gridmaze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MazeLayoutTest {

    private static final MazeLayout PAPER = MazeLayout.PAPER;

    /** The paper, appendix B. */
    @Test
    void countsAreThoseOfThePaper() {
        assertThat(PAPER.count(MazeLayout.COIN)).isEqualTo(42);
        assertThat(PAPER.count(MazeLayout.POISON)).isEqualTo(12);
        assertThat(PAPER.count(MazeLayout.AGENT)).isOne();
        assertThat(PAPER.count(MazeLayout.ENEMY_1)).isOne();
        assertThat(PAPER.count(MazeLayout.ENEMY_2)).isOne();
        assertThat(PAPER.openCells()).isEqualTo(200 - PAPER.count(MazeLayout.WALL));
    }

    @Test
    void wallsHaveAGapForEachEnemy() {
        for (int row = 0; row < 10; row++) {
            for (int column = 0; column < 20; column++) {
                final boolean border = row == 0 || row == 9 || column == 0 || column == 19;
                final boolean upper = row == 3 && (column < 6 || column > 12);
                final boolean lower = row == 6 && (column < 10 || column > 16);
                assertThat(PAPER.thing(Mazes.cell(row, column)) == MazeLayout.WALL)
                        .as("wall in [%d,%d]", row, column)
                        .isEqualTo(border || upper || lower);
            }
        }
        assertThat(PAPER.cellOf(MazeLayout.ENEMY_1)).isEqualTo(Mazes.cell(3, 9));
        assertThat(PAPER.cellOf(MazeLayout.ENEMY_2)).isEqualTo(Mazes.cell(6, 13));
        assertThat(PAPER.cellOf(MazeLayout.AGENT)).isEqualTo(Mazes.cell(1, 1));
    }

    /** Coins and poisons are on every other cell, the last coin apart. */
    @Test
    void thingsStandOnEveryOtherCell() {
        int others = 0;
        for (int rank = 0; rank < PAPER.openCells(); rank++) {
            final int cell = PAPER.openCell(rank);
            final byte thing = PAPER.thing(cell);
            if (thing == MazeLayout.COIN || thing == MazeLayout.POISON) {
                final int room = cell / 20 / 3;
                final boolean expected = (cell / 20 + cell % 20 + room) % 2 == 0;
                others += expected ? 0 : 1;
            }
        }
        assertThat(others).isOne();
        assertThat(PAPER.thing(Mazes.cell(1, 18))).isEqualTo(MazeLayout.COIN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#### | ### | length of row 0 of the layout 15 is not 20",
                "#@ | o@ | cell [1,0] of the layout's border is no wall",
                "#@ | #. | the layout has 0 of '@', not 1",
                "o.x | o?x | '?' in row 1 of the layout is not of @><ox.#",
                ".>. | .>> | the layout has 2 of '>', not 1",
            })
    void badLayoutIsNamed(String part, String replacement, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mazes.layout(row -> row.replace(part, replacement)))
                .withMessage(message);
    }

    @Test
    void isWrittenAsItWasRead() {
        assertThat(String.join("\n", MazeLayout.lines()))
                .endsWith("\n\n" + PAPER.toString().stripTrailing());
    }
}

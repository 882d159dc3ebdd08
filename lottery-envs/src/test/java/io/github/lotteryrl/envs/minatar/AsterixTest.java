// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

class AsterixTest extends MinAtarGameContract {

    AsterixTest() {
        super("MinAtar/Asterix-v1");
    }

    @Override
    int[] minimalActions() {
        return new int[] {0, 1, 2, 3, 4};
    }

    @Override
    long digestOfSeedSeven() {
        return 3_624_746_424L;
    }

    @Override
    boolean isPossible(Board board) {
        boolean possible = board.count(0) == 1 && board.count(0, 1, 8) == 1;
        for (int row = 0; row < 10; row++) {
            final int things = board.count(1, row, row) + board.count(3, row, row);
            possible &= things <= (row >= 1 && row <= 8 ? 1 : 0) && board.count(2, row, row) <= things;
        }
        return possible;
    }
}

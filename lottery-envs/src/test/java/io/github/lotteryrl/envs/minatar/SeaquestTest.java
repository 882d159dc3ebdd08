// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

class SeaquestTest extends MinAtarGameContract {

    SeaquestTest() {
        super("MinAtar/Seaquest-v1");
    }

    @Override
    int[] minimalActions() {
        return new int[] {0, 1, 2, 3, 4, 5};
    }

    @Override
    long digestOfSeedSeven() {
        return 3_829_401_581L;
    }

    @Override
    boolean isPossible(Board board) {
        boolean possible = board.count(0, 0, 8) == 1 && board.count(1, 0, 8) == 1;
        for (int channel = 2; channel <= 9; channel++) {
            final boolean gauge = channel == 7 || channel == 8;
            possible &= gauge ? board.count(channel, 0, 8) == 0 : board.count(channel, 9, 9) == 0;
        }
        for (int column = 1; column < 10; column++) {
            possible &= board.isSet(7, 9, column - 1) || !board.isSet(7, 9, column);
        }
        return possible && board.count(8) <= 6 && !board.isSet(8, 9, 9);
    }
}

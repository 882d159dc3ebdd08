// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

class BreakoutTest extends MinAtarGameContract {

    BreakoutTest() {
        super("MinAtar/Breakout-v1");
    }

    @Override
    int[] minimalActions() {
        return new int[] {0, 1, 3};
    }

    @Override
    long digestOfSeedSeven() {
        return 918_404_659L;
    }

    @Override
    boolean isPossible(Board board) {
        return board.count(0) == 1
                && board.count(0, 9, 9) == 1
                && board.count(1) == 1
                && board.count(2) == 1
                && board.count(3) == board.count(3, 1, 3);
    }
}

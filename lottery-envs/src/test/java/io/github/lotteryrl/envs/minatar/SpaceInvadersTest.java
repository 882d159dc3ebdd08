// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

class SpaceInvadersTest extends MinAtarGameContract {

    SpaceInvadersTest() {
        super("MinAtar/SpaceInvaders-v1");
    }

    @Override
    int[] minimalActions() {
        return new int[] {0, 1, 3, 5};
    }

    @Override
    long digestOfSeedSeven() {
        return 3_962_677_809L;
    }

    @Override
    boolean drawsNumbers() {
        return false;
    }

    @Override
    boolean isPossible(Board board) {
        final boolean left = board.areEqual(1, 2) && board.count(3) == 0;
        final boolean right = board.areEqual(1, 3) && board.count(2) == 0;
        return board.count(0, 9, 9) == 1
                && board.count(0) == 1
                && board.count(1) >= 1
                && board.count(1) <= 24
                && (left || right);
    }
}

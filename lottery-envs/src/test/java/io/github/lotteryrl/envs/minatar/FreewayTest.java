// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

class FreewayTest extends MinAtarGameContract {

    FreewayTest() {
        super("MinAtar/Freeway-v1");
    }

    @Override
    int[] minimalActions() {
        return new int[] {0, 2, 4};
    }

    @Override
    long digestOfSeedSeven() {
        return 438_667_158L;
    }

    @Override
    boolean isPossible(Board board) {
        boolean possible = board.count(0) == 1 && board.count(1) == 8;
        for (int row = 1; row <= 8; row++) {
            possible &= board.count(1, row, row) == 1;
            int trails = 0;
            for (int speed = 1; speed <= 5; speed++) {
                trails += board.count(1 + speed, row, row);
            }
            possible &= trails == 1;
        }
        for (int row = 0; row < 10; row++) {
            possible &= board.count(0, row, row) == (board.isSet(0, row, 4) ? 1 : 0);
        }
        return possible;
    }
}

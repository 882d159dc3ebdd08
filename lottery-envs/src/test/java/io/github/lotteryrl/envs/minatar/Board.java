// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

/** Reads an observation by channel, row and column. */
record Board(float[] observation) {

    boolean isSet(int channel, int row, int column) {
        return observation[(channel * 10 + row) * 10 + column] == 1;
    }

    int count(int channel) {
        return count(channel, 0, 9);
    }

    int count(int channel, int firstRow, int lastRow) {
        int count = 0;
        for (int row = firstRow; row <= lastRow; row++) {
            for (int column = 0; column < 10; column++) {
                count += isSet(channel, row, column) ? 1 : 0;
            }
        }
        return count;
    }

    /** Returns whether one channel shows what another shows. */
    boolean areEqual(int channel, int other) {
        boolean equal = true;
        for (int cell = 0; cell < 100; cell++) {
            equal &= observation[channel * 100 + cell] == observation[other * 100 + cell];
        }
        return equal;
    }

    boolean isBinary() {
        boolean binary = true;
        for (float number : observation) {
            binary &= number == 0 || number == 1;
        }
        return binary;
    }
}

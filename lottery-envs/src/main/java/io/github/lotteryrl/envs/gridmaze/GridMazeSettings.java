// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.gridmaze;

/**
 * How a {@link GridMaze} is observed. Immutable.
 *
 * @param encoding what an observation consists of
 * @param matrix the seed of the matrix of the {@linkplain Encoding#ENTANGLED entangled} encoding; without effect on the
 *     others. It belongs to the task: whoever is compared sees the same matrix, in training and in evaluation
 */
public record GridMazeSettings(Encoding encoding, long matrix) {

    /** The object map, and matrix 0. */
    public static final GridMazeSettings DEFAULT = new GridMazeSettings(Encoding.OBJECT_MAP, 0);

    /** What an observation consists of (the paper, appendix B). */
    public enum Encoding {
        /**
         * Six maps of 10 rows and 20 columns, 1 where a thing is and 0 elsewhere: agent, enemy 1, enemy 2, coin, poison,
         * empty space. A wall is 0 in all of them.
         */
        OBJECT_MAP,
        /** Red, green and blue of every cell: three maps of 10 rows and 20 columns, integers from 0 to 255. */
        RGB,
        /** A matrix of 1200 rows and columns, its entries independent and uniform in [-1, 1), times the object map. */
        ENTANGLED
    }

    /** Returns these settings with another encoding. */
    public GridMazeSettings withEncoding(Encoding newEncoding) {
        return new GridMazeSettings(newEncoding, matrix);
    }

    /** Returns these settings with the matrix of another seed. */
    public GridMazeSettings withMatrix(long newMatrix) {
        return new GridMazeSettings(encoding, newMatrix);
    }
}

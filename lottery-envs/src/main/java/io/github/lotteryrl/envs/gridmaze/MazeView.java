// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.gridmaze;

import io.github.lotteryrl.api.ObservationSpace;

/** An encoding of mazes. Immutable, so that environments share it. */
interface MazeView {

    /** Returns the view that settings ask for. */
    static MazeView of(GridMazeSettings settings) {
        return switch (settings.encoding()) {
            case OBJECT_MAP -> ObjectMap.VIEW;
            case RGB -> Rgb.VIEW;
            case ENTANGLED -> Entangled.of(settings.matrix());
        };
    }

    ObservationSpace space();

    /**
     * Writes an observation.
     *
     * @param target modified from {@code offset} on
     */
    void write(Maze maze, float[] target, int offset);
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs;

import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.EnvironmentId;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.envs.gridmaze.GridMaze;
import io.github.lotteryrl.envs.gridmaze.GridMazeSettings;
import io.github.lotteryrl.envs.gridmaze.GridMazeSettings.Encoding;
import java.util.Map;

/** The GridMaze by id. */
final class GridMazeIds {

    static final String NAME = "GridMaze-v0";

    private static final int VERSION = 1;
    private static final String ENCODING = "encoding";
    private static final String MATRIX = "matrix";

    private GridMazeIds() {}

    static EnvironmentFactory factory(EnvironmentId id) {
        BuiltInEnvironments.requireKnownSettings(id, ENCODING, MATRIX);
        final GridMazeSettings settings = settings(id);
        final String name = BuiltInEnvironments.name(NAME, texts(settings), texts(GridMazeSettings.DEFAULT));
        return EnvironmentFactory.of(name, VERSION, () -> GridMaze.create(settings));
    }

    private static GridMazeSettings settings(EnvironmentId id) {
        GridMazeSettings settings = GridMazeSettings.DEFAULT;
        final String encoding = id.settings().get(ENCODING);
        if (encoding != null) {
            settings = settings.withEncoding(encoding(id, encoding));
        }
        final String matrix = id.settings().get(MATRIX);
        if (matrix != null) {
            Check.that(
                    settings.encoding() == Encoding.ENTANGLED,
                    "environment id '%s': there is a matrix only with encoding=entangled",
                    id);
            settings = settings.withMatrix(seed(id, matrix));
        }
        return settings;
    }

    private static Encoding encoding(EnvironmentId id, String text) {
        for (Encoding encoding : Encoding.values()) {
            if (text.equals(text(encoding))) {
                return encoding;
            }
        }
        throw new IllegalArgumentException(
                "environment id '" + id + "': encoding '" + text + "' is none of object-map, rgb, entangled");
    }

    private static String text(Encoding encoding) {
        return switch (encoding) {
            case OBJECT_MAP -> "object-map";
            case RGB -> "rgb";
            case ENTANGLED -> "entangled";
        };
    }

    private static long seed(EnvironmentId id, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "environment id '" + id + "': matrix '" + text + "' is not an integer of 64 bits", e);
        }
    }

    private static Map<String, String> texts(GridMazeSettings settings) {
        return Map.of(ENCODING, text(settings.encoding()), MATRIX, String.valueOf(settings.matrix()));
    }
}

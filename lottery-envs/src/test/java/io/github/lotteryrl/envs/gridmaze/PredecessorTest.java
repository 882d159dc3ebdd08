// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.gridmaze;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.envs.internal.TraceReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/**
 * With the predecessor's rules the maze is the predecessor, step by step; the format is that of {@code
 * traces/gridmaze/README.md}.
 */
class PredecessorTest {

    private static final MazeRules RULES = new MazeRules(100, 199, true, true);

    private final GridMaze maze =
            GridMaze.create(Mazes.layout(row -> row.replace("xo#", "x.#")), RULES, GridMazeSettings.DEFAULT);

    @Test
    void everyStepIsThatOfThePredecessor() throws IOException {
        assertThat(MazeLayout.PAPER.count(MazeLayout.COIN)).isEqualTo(42);
        // Counted with zgrep -c '^RUN', '^[0-3] ', '^[IR] ' and '^G '.
        int runs = 0;
        int steps = 0;
        int starts = 0;
        int pictures = 0;
        try (TraceReader trace = TraceReader.of(
                "predecessor.txt.gz",
                Objects.requireNonNull(
                        PredecessorTest.class.getResourceAsStream("/traces/gridmaze/predecessor.txt.gz")))) {
            while (trace.next()) {
                switch (trace.word(0)) {
                    case "RUN" -> runs++;
                    case "I", "R" -> {
                        starts++;
                        assertThat(trace.is("R")).as(trace.message("end")).isEqualTo(maze.isDone());
                        maze.reset(0);
                        assertThat(checksum()).as(trace.message("start")).isEqualTo(trace.bits(1, "checksum"));
                    }
                    case "G" -> {
                        pictures++;
                        assertThat(places()).as(trace.message("places")).containsExactly(places(trace));
                    }
                    default -> {
                        steps++;
                        assertThat(maze.step((int) trace.number(0, "action", 0, 3)))
                                .as(trace.message("reward"))
                                .isEqualTo((double) trace.number(1, "reward", -100, 100));
                        assertThat(maze.isDone()).as(trace.message("end")).isEqualTo(trace.number(2, "end", 0, 1) == 1);
                        assertThat(checksum()).as(trace.message("step")).isEqualTo(trace.bits(3, "checksum"));
                    }
                }
            }
        }
        assertThat(new int[] {runs, steps, starts, pictures}).containsExactly(20, 12_000, 97, 820);
    }

    private int checksum() {
        final byte[] bytes = new byte[ObjectMap.SIZE];
        for (int place : places()) {
            bytes[place] = 1;
        }
        final CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** Returns the places of the ones in the order of row, column, channel. */
    private int[] places() {
        final float[] observation = Mazes.observation(maze);
        return IntStream.range(0, ObjectMap.SIZE)
                .filter(place -> observation[ObjectMap.place(place % 6, place / 6)] == 1)
                .toArray();
    }

    private static int[] places(TraceReader trace) {
        final int[] places = new int[trace.words() - 1];
        Arrays.setAll(places, i -> (int) trace.number(i + 1, "place", 0, ObjectMap.SIZE - 1));
        return places;
    }
}

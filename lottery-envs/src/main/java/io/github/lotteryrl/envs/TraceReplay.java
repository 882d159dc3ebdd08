// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs;

import io.github.lotteryrl.envs.bullet.BulletReplay;
import io.github.lotteryrl.envs.classic.ClassicReplay;
import io.github.lotteryrl.envs.gridmaze.PredecessorReplay;
import io.github.lotteryrl.envs.internal.TraceReader;
import io.github.lotteryrl.envs.minatar.MinAtarReplay;
import io.github.lotteryrl.envs.traces.ReplayResult;
import io.github.lotteryrl.envs.traces.TraceException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Replays games that were recorded with the original of an environment, and compares each step with ours.
 *
 * <p>A trace is a text file, compressed with gzip or not. Its first line is a comment ({@code #}) that names what was
 * recorded:
 *
 * <table>
 *   <caption>The kinds of traces</caption>
 *   <tr><th scope="col">name</th><th scope="col">recorded with</th><th scope="col">format and comparison</th></tr>
 *   <tr><td>{@code cartpole}, {@code acrobot}</td><td>OpenAI gym 0.18</td><td>{@link ClassicReplay}</td></tr>
 *   <tr><td>{@code MinAtar}</td><td>MinAtar 1.0.15</td><td>{@link MinAtarReplay}</td></tr>
 *   <tr><td>{@code predecessor of MazeGrid}</td><td>the grid world from which GridMaze comes</td>
 *     <td>{@link PredecessorReplay}</td></tr>
 *   <tr><td>{@code pybullet-gym}</td><td>pybullet-gym bc68201 on PyBullet 3.2.7</td><td>{@link BulletReplay}</td></tr>
 * </table>
 *
 * <p>Files of any size are read line by line.
 *
 * <pre>{@code
 * ReplayResult result = TraceReplay.of(Path.of("cartpole.txt.gz"));
 * result.firstMismatch().ifPresent(System.out::println);
 * }</pre>
 */
public final class TraceReplay {

    private static final List<Kind> KINDS = List.of(
            new Kind("cartpole", (trace, file) -> ClassicReplay.cartPole(trace)),
            new Kind("acrobot", (trace, file) -> ClassicReplay.acrobot(trace)),
            new Kind("MinAtar", MinAtarReplay::of),
            new Kind("predecessor of MazeGrid", (trace, file) -> PredecessorReplay.of(trace)),
            new Kind("pybullet-gym", (trace, file) -> BulletReplay.of(trace)));

    private TraceReplay() {}

    /** Traces whose title has a name in it, in upper or lower case, with hyphens or without. */
    private record Kind(String name, BiFunction<TraceReader, Path, ReplayResult> replay) {

        boolean fits(String title) {
            return plain(title).contains(plain(name));
        }

        private static String plain(String text) {
            return text.toLowerCase(Locale.ROOT).replace("-", "");
        }
    }

    /**
     * Replays all runs of a file.
     *
     * @throws TraceException if the file cannot be read, is of no known kind or is malformed; the message has one line
     */
    public static ReplayResult of(Path file) {
        try (TraceReader trace = TraceReader.open(file)) {
            final String title = trace.title();
            return KINDS.stream()
                    .filter(kind -> kind.fits(title))
                    .findFirst()
                    .orElseThrow(() -> unknown(trace, title))
                    .replay()
                    .apply(trace, file);
        }
    }

    private static TraceException unknown(TraceReader trace, String title) {
        if (trace.line() == 0) {
            return trace.fileError("the file is empty");
        }
        final String known = KINDS.stream().map(Kind::name).collect(Collectors.joining(", "));
        return title.isEmpty()
                ? trace.fileError("does not begin with a comment that names what was recorded; known: %s", known)
                : trace.fileError("traces of '%s' are not known; known: %s", TraceReader.quote(title), known);
    }
}

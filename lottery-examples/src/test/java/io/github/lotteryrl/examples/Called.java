// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What a call of the command line came to, made in this process.
 *
 * @param exitCode of the command
 * @param out what it printed for its user
 * @param err what it printed about things that went wrong
 */
record Called(int exitCode, String out, String err) {

    static Called with(Object... arguments) {
        final PrintStream realOut = System.out;
        final PrintStream realErr = System.err;
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            final int exitCode =
                    Lottery.run(Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
            return new Called(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
    }

    /** The SHA-256 that {@code inspect --hash} prints. */
    static String hashOf(Path store) {
        return with("inspect", "--hash", store).out().strip();
    }

    List<String> outLines() {
        return out.lines().toList();
    }

    /** What stands below the line with the time that runs took. */
    List<String> outLinesAfterRuns() {
        return outLines().stream()
                .dropWhile(line -> !line.matches("[\\d ]+ runs? in .*"))
                .skip(1)
                .toList();
    }

    List<String> errLines() {
        return err.lines().toList();
    }
}

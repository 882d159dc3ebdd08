// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.envs.TraceReplay;
import io.github.lotteryrl.envs.traces.ReplayResult;
import io.github.lotteryrl.envs.traces.TraceException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Replays games that were recorded with the original of an environment. The exit code is 0 if every step of every file
 * is the same in ours, and 1 if one differs or a file cannot be replayed; nothing of such a file is in the sums.
 */
@Command(
        name = "replay",
        description = {
            "Replays games that were recorded with the original of an environment, and compares each step with ours.",
            "Prints the first mismatch of each file, then the sums. Exit code 1 if there is a mismatch, or a file that"
                    + " cannot be replayed."
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "1..*",
            paramLabel = "TRACE",
            description = "Files with traces, compressed with gzip or not; their first line says of what.")
    private List<Path> traces = List.of();

    @Override
    public Integer call() {
        final PrintWriter out = spec.commandLine().getOut();
        long steps = 0;
        long mismatches = 0;
        boolean complete = true;
        for (Path trace : traces) {
            try {
                final ReplayResult result = TraceReplay.of(trace);
                steps += result.steps();
                mismatches += result.mismatches();
                result.firstMismatch().ifPresent(mismatch -> out.println(trace + ": " + mismatch));
            } catch (TraceException e) {
                spec.commandLine().getErr().println("lottery: " + e.getMessage());
                complete = false;
            }
        }
        out.println("steps=" + steps + " mismatches=" + mismatches);
        return complete && mismatches == 0 ? 0 : Lottery.FAILED;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * Says how to go on if the process is told to stop, as by Ctrl-C. Nothing else needs to be done then: what is in a store is
 * whole at any moment.
 */
final class StopNotice implements AutoCloseable {

    private final Thread hook;

    /** Watches until it is closed. */
    StopNotice(Path store, PrintWriter err) {
        hook = new Thread(
                () -> {
                    // Below the bars, not over them.
                    err.println((ConsoleProgress.isTerminal() ? System.lineSeparator() : "")
                            + "lottery: stopped; the same command goes on from what is in " + store);
                    err.flush();
                },
                "lottery-stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is stopping, and the hook has run or is about to.
        }
    }
}

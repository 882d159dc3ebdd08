// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * If the process is told to stop, as by Ctrl-C, interrupts the thread that made this, so that its runs keep what they have
 * learned, and says how to go on. That takes five seconds at most: what a run has not kept by then it learns again from its last
 * checkpoint. What is in a store is whole at any moment.
 */
final class StopNotice implements AutoCloseable {

    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;

    /** Watches until it is closed, by the same thread. */
    StopNotice(Path store, PrintWriter err) {
        hook = new Thread(
                () -> {
                    worker.interrupt();
                    awaitClose();
                    // Below the bars, not over them.
                    err.println((ConsoleProgress.isTerminal() ? System.lineSeparator() : "")
                            + "lottery: stopped; the same command goes on from what is in " + store);
                    err.flush();
                },
                "lottery-stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void awaitClose() {
        try {
            closed.await(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            closed.countDown();
            waitForTheEnd();
        }
    }

    /** The process ends with its hooks. What this thread would say of its interrupt is said better by ours. */
    private static void waitForTheEnd() {
        while (true) {
            try {
                Thread.sleep(LONGEST_END.toMillis());
            } catch (InterruptedException e) {
                // Nor is there anything else to be done.
            }
        }
    }
}

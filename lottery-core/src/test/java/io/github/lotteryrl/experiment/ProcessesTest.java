// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes on one store: killed in the middle, and two at a time. */
@Timeout(120)
class ProcessesTest {

    private static final int RUNS = StoreMain.EXPERIMENT.keys().size();

    private static String uninterrupted;

    private final List<Process> processes = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeAll
    static void runUninterrupted(@TempDir Path other) throws InterruptedException {
        final FolderStore store = FolderStore.open(other);
        new LocalRunner(store, 2, ExperimentListener.SILENT).run(List.of(StoreMain.EXPERIMENT));
        uninterrupted = store.hash();
    }

    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    private Process start(int runsToMake) throws IOException {
        final Process process = StoreMain.start(folder, runsToMake);
        processes.add(process);
        return process;
    }

    private static void go(Process process) throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    private static BufferedReader output(Process process) {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    private static void awaitLines(BufferedReader output, String line, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            assertThat(output.readLine()).isEqualTo(line);
        }
    }

    private static void awaitEnd(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private long filesIn(String name) throws IOException {
        final Path inside = folder.resolve(name);
        if (!Files.isDirectory(inside)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(inside)) {
            return files.count();
        }
    }

    /** SIGKILL on Linux and macOS: no handler, no finally, no shutdown hook. */
    @Test
    void afterAKillTheNextProcessEndsWithTheSameBytes() throws Exception {
        final Process killed = start(7);
        final BufferedReader output = output(killed);
        awaitLines(output, "ready", 1);
        go(killed);
        awaitLines(output, "finished", 5);
        killed.destroyForcibly();
        awaitEnd(killed);
        assertThat(killed.exitValue()).isNotZero();
        final FolderStore store = FolderStore.open(folder);
        assertThat(store.hashes()).hasSizeBetween(5, 11).hasSizeLessThan(RUNS);
        assertThat(store.hash()).isNotEqualTo(uninterrupted);

        final Process second = start(Integer.MAX_VALUE);
        final BufferedReader secondOutput = output(second);
        awaitLines(secondOutput, "ready", 1);
        go(second);
        awaitLines(secondOutput, "finished", RUNS);
        awaitLines(secondOutput, "done", 1);
        awaitEnd(second);
        assertThat(second.exitValue()).isZero();
        assertThat(store.hashes()).hasSize(RUNS);
        assertThat(store.hash()).isEqualTo(uninterrupted);
        assertThat(filesIn("set-aside")).isZero();
    }

    @Test
    void twoProcessesAtOnceEndAsOneAlone() throws Exception {
        final List<Process> both = List.of(start(Integer.MAX_VALUE), start(Integer.MAX_VALUE));
        final List<BufferedReader> outputs =
                both.stream().map(ProcessesTest::output).toList();
        for (BufferedReader output : outputs) {
            awaitLines(output, "ready", 1);
        }
        for (Process process : both) {
            go(process);
        }
        for (BufferedReader output : outputs) {
            awaitLines(output, "finished", RUNS);
            awaitLines(output, "done", 1);
        }
        for (Process process : both) {
            awaitEnd(process);
            assertThat(process.exitValue()).isZero();
        }
        assertThat(FolderStore.open(folder).hash()).isEqualTo(uninterrupted);
        assertThat(filesIn("set-aside")).isZero();
        assertThat(filesIn("temporary")).isZero();
    }

    /** Killed twice in the middle of one run, at a moment that is not the run's choice. */
    @Test
    void aRunGoesOnFromItsCheckpoint(@TempDir Path other) throws Exception {
        final FolderStore alone = FolderStore.open(other);
        new LocalRunner(alone, 1, ExperimentListener.SILENT).run(List.of(LongRunMain.EXPERIMENT));

        long reached = 0;
        for (int kill = 1; kill <= 2; kill++) {
            final Process process = LongRunMain.start(folder, 1_200L * kill);
            processes.add(process);
            final BufferedReader output = output(process);
            // The checkpoint of the last step that it told of may not have been there yet.
            final long first = Long.parseLong(output.readLine());
            assertThat(first).isGreaterThanOrEqualTo(reached - 4);
            do {
                reached = Long.parseLong(output.readLine());
            } while (reached < 1_300L * kill);
            process.destroyForcibly();
            awaitEnd(process);
            assertThat(process.exitValue()).isNotZero();
        }
        assertThat(filesIn("checkpoints")).isEqualTo(1);
        final Process last = LongRunMain.start(folder, Long.MAX_VALUE);
        processes.add(last);
        final BufferedReader output = output(last);
        String line = output.readLine();
        assertThat(Long.parseLong(line)).isGreaterThanOrEqualTo(reached - 4);
        while (!line.equals("done")) {
            line = output.readLine();
        }
        awaitEnd(last);
        assertThat(FolderStore.open(folder).hash()).isEqualTo(alone.hash());
        assertThat(filesIn("checkpoints")).isZero();
        assertThat(filesIn("set-aside")).isZero();
    }
}

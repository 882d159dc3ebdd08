// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.report;

import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.report.RunId.Settings;
import io.github.lotteryrl.experiment.FolderStore;
import io.github.lotteryrl.experiment.RunRecord;
import io.github.lotteryrl.ticket.CorruptFileException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is in a store. It is read run by run, and no weights are kept.
 *
 * @param runs those that came to their end, in the order of their hashes
 * @param failures those that did not
 * @param unreadable files that are not what they should be
 * @param tasks by identity
 * @param origins how the runs came about
 */
record Contents(
        List<Run> runs, List<Failure> failures, List<Unreadable> unreadable, Map<String, Task> tasks, Origins origins) {

    /**
     * A run without a result.
     *
     * @param id what it is
     * @param reason what happened
     */
    record Failure(RunId id, String reason) {}

    /**
     * A file that could not be used.
     *
     * @param hash its name
     * @param reason what is wrong with it
     */
    record Unreadable(String hash, String reason) {}

    static Contents read(FolderStore store) {
        final Contents contents =
                new Contents(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new HashMap<>(), new Origins());
        final Map<Settings, Settings> seen = new HashMap<>();
        for (String hash : store.hashes()) {
            try {
                contents.add(hash, store.read(hash), seen);
            } catch (CorruptFileException | UncheckedIOException e) {
                contents.unreadable.add(new Unreadable(hash, String.valueOf(e.getMessage())));
                continue;
            }
            contents.origins.add(store.provenance(hash));
        }
        return contents;
    }

    private void add(String hash, RunRecord record, Map<Settings, Settings> seen) {
        final Optional<RunId> parsed = RunId.parse(record.identity());
        if (parsed.isEmpty()) {
            unreadable.add(new Unreadable(hash, "its identity is not one that this version writes"));
            return;
        }
        // Thousands of runs share few settings, which are long.
        final Settings settings = seen.computeIfAbsent(parsed.get().settings(), first -> first);
        final RunId id = new RunId(
                settings,
                parsed.get().survivors(),
                parsed.get().condition(),
                parsed.get().seed(),
                parsed.get().level());
        final Task task = tasks.computeIfAbsent(settings.environment(), Task::new);
        if (record instanceof RunRecord.Failed failed) {
            failures.add(new Failure(id, failed.reason()));
        } else if (record instanceof RunRecord.Completed completed) {
            add(id, completed, task);
        }
    }

    private void add(RunId id, RunRecord.Completed completed, Task task) {
        final double freshReturn = completed.result().freshReturn();
        if (!Double.isFinite(freshReturn)) {
            failures.add(new Failure(id, "its return is not finite"));
            return;
        }
        final boolean ticket = id.level() == 0 || id.condition().equals(MaskBaseline.MASK_WEIGHTS.identity());
        runs.add(new Run(
                id,
                freshReturn,
                id.level() == 0 ? completed.result().evaluations() : List.of(),
                ticket ? Relevance.of(completed, task.observations()) : Optional.empty()));
    }
}

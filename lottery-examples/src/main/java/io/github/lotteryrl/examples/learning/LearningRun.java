// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.learning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lotteryrl.api.Evaluation;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.FolderStore;
import io.github.lotteryrl.experiment.RunKey;
import io.github.lotteryrl.experiment.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is told of a run.
 *
 * @param seed of the run
 * @param evaluations the learning curve
 * @param bestReturn the highest mean return of the evaluations
 * @param freshReturn of the same weights, the mean over fresh episodes
 * @param teacherReturn the teacher's fresh return, if it was taught
 * @param seconds how long it took, NaN if that is not known
 */
record LearningRun(
        long seed,
        List<Evaluation> evaluations,
        double bestReturn,
        double freshReturn,
        OptionalDouble teacherReturn,
        double seconds) {

    /** Reads a run, if it came to its end. */
    static Optional<LearningRun> read(Path folder, FolderStore store, Experiment experiment, long seed)
            throws IOException {
        final Optional<RunRecord.Completed> run = completed(store, experiment, seed);
        if (run.isEmpty()) {
            return Optional.empty();
        }
        final Optional<RunRecord.Completed> teacher =
                experiment.teacher().flatMap(other -> completed(store, other, seed));
        return Optional.of(new LearningRun(
                seed,
                run.get().result().evaluations(),
                run.get().result().bestEvaluation().meanReturn(),
                run.get().result().freshReturn(),
                teacher.map(other -> OptionalDouble.of(other.result().freshReturn()))
                        .orElseGet(OptionalDouble::empty),
                seconds(folder, experiment.ticketKey(seed, 0))));
    }

    private static Optional<RunRecord.Completed> completed(FolderStore store, Experiment experiment, long seed) {
        return store.find(experiment.ticketKey(seed, 0))
                .filter(RunRecord.Completed.class::isInstance)
                .map(RunRecord.Completed.class::cast);
    }

    private static double seconds(Path store, RunKey key) throws IOException {
        final String hash = key.hash();
        final Path provenance =
                store.resolve("runs").resolve(hash.substring(0, 2)).resolve(hash + ".provenance.json");
        if (!Files.exists(provenance)) {
            return Double.NaN;
        }
        final JsonNode fields = new ObjectMapper().readTree(provenance.toFile());
        return fields.path("wallSeconds").asDouble(Double.NaN);
    }
}

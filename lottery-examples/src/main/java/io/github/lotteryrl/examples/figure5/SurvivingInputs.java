// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure5;

import io.github.lotteryrl.api.Evaluation;
import io.github.lotteryrl.examples.Csv;
import io.github.lotteryrl.examples.figure5.Figure5.Found;
import io.github.lotteryrl.examples.figures.DenseAgents;
import io.github.lotteryrl.examples.figures.Json;
import io.github.lotteryrl.experiment.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Whether dense agents learn on the surviving inputs as well and as fast as on all of them.
 *
 * @param inputs how many survive
 * @param of how many there are
 * @param level at which they survive
 * @param remaining the fraction of the weights that is left there
 * @param seeds those of which both agents came to their end
 */
record SurvivingInputs(int inputs, int of, int level, double remaining, List<Pair> seeds) {

    /** A return that is this far below that of the dense agent on all inputs, as a fraction of it, counts as learned. */
    private static final double MISSING = 0.1;

    /**
     * Two dense agents of one seed.
     *
     * @param freshOnAll the fresh return of the one that sees all inputs
     * @param freshOnSurvivors that of the other
     * @param stepsOnAll after how many steps an evaluation of the first has 90 % of {@code freshOnAll}; empty if never
     * @param stepsOnSurvivors after how many steps one of the other has as much
     */
    record Pair(
            long seed,
            double freshOnAll,
            double freshOnSurvivors,
            OptionalLong stepsOnAll,
            OptionalLong stepsOnSurvivors) {

        private Map<String, Object> fields() {
            final Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("seed", seed);
            fields.put("freshReturnOnAll", Json.number(freshOnAll));
            fields.put("freshReturnOnSurviving", Json.number(freshOnSurvivors));
            stepsOnAll.ifPresent(steps -> fields.put("stepsTo90PercentOnAll", steps));
            stepsOnSurvivors.ifPresent(steps -> fields.put("stepsTo90PercentOnSurviving", steps));
            return fields;
        }
    }

    static SurvivingInputs of(Found found) {
        final List<Pair> seeds = new ArrayList<>();
        for (long seed : found.study().experiment().seeds()) {
            DenseAgents.run(found.denseOnAll(), seed)
                    .ifPresent(all -> DenseAgents.run(found.denseOnSurvivors(), seed)
                            .ifPresent(survivors -> seeds.add(pair(seed, all, survivors))));
        }
        return new SurvivingInputs(
                found.minimal().inputs().size(),
                found.study().experiment().observations().size(),
                found.minimal().level(),
                found.remaining(),
                seeds);
    }

    private static Pair pair(long seed, RunRecord.Completed all, RunRecord.Completed survivors) {
        final double dense = all.result().freshReturn();
        return new Pair(
                seed,
                dense,
                survivors.result().freshReturn(),
                stepsTo(dense, all.result().evaluations()),
                stepsTo(dense, survivors.result().evaluations()));
    }

    /** Returns the step of the first evaluation that has 90 % of a return. */
    static OptionalLong stepsTo(double full, List<Evaluation> evaluations) {
        final double enough = full - MISSING * Math.abs(full);
        return evaluations.stream()
                .filter(point -> point.meanReturn() >= enough)
                .mapToLong(Evaluation::step)
                .findFirst();
    }

    /** Writes a row for each evaluation of each agent. */
    static void write(Found found, Path file) throws IOException {
        try (Csv csv = new Csv(file, "inputs", "seed", "step", "return", "fresh_return")) {
            DenseAgents.write(found.denseOnAll(), csv, "all");
            DenseAgents.write(found.denseOnSurvivors(), csv, "surviving");
        }
    }

    /** Returns one line for a person. */
    String line() {
        return String.format(
                Locale.ROOT,
                "dense agents on the %d of %d inputs that survive at %.1f %% (level %d): return %.1f after %s steps"
                        + " to 90 %%, on all inputs %.1f after %s",
                inputs,
                of,
                100 * remaining,
                level,
                mean(Pair::freshOnSurvivors),
                steps(Pair::stepsOnSurvivors),
                mean(Pair::freshOnAll),
                steps(Pair::stepsOnAll));
    }

    private double mean(ToDoubleFunction<Pair> number) {
        return StatUtils.mean(seeds.stream().mapToDouble(number).toArray());
    }

    /** Returns the number of each seed. */
    private String steps(Function<Pair, OptionalLong> number) {
        return seeds.stream()
                .map(number)
                .map(steps -> steps.isPresent() ? String.valueOf(steps.getAsLong()) : "never")
                .collect(Collectors.joining(", "));
    }

    /** Returns the numbers for the summary. */
    Map<String, Object> fields() {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("count", inputs);
        fields.put("of", of);
        fields.put("level", level);
        fields.put("remaining", Json.number(remaining));
        fields.put("denseAgents", seeds.stream().map(Pair::fields).toList());
        return fields;
    }
}

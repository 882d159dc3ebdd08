// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.examples.Csv;
import io.github.lotteryrl.examples.figures.Band;
import io.github.lotteryrl.examples.figures.Study;
import io.github.lotteryrl.examples.figures.Task;
import io.github.lotteryrl.examples.figures.Trials;
import io.github.lotteryrl.examples.plot.Row;
import io.github.lotteryrl.search.TicketReport;
import io.github.lotteryrl.stats.Bootstrap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The right column of the paper's figure 1: the runs of figures 3 and 4 on the four PyBullet tasks, each task's returns brought to the
 * scale from the random policy, 0, to that learner's dense agents, 1, then averaged over tasks. A task whose dense agents are not
 * clearly better than the random policy has no such scale, and is left out.
 */
public final class NormalisedReturns {

    private final List<LearnerReturns> learners;

    private NormalisedReturns(List<LearnerReturns> learners) {
        this.learners = learners;
    }

    /** Returns the tasks over which is averaged. */
    public static List<Task> tasks() {
        return Robots.ROBOTS;
    }

    /** Returns what has to be run for each panel, by its title. */
    public static Map<String, List<Study>> plan(Trials trials, Predicate<Task> wanted) {
        final List<Task> tasks = tasks().stream().filter(wanted).toList();
        final Map<String, List<Study>> plan = new LinkedHashMap<>();
        plan.put(
                "Behavioural cloning",
                tasks.stream().map(task -> Robots.student(trials, task)).toList());
        plan.put(
                "PPO, actor and critic pruned",
                tasks.stream().map(task -> Robots.agent(trials, task)).toList());
        return plan;
    }

    /**
     * Reads what was run.
     *
     * @param plan from {@link #plan}
     * @param reports finds what became of a study
     * @param band what the curves show
     */
    public static NormalisedReturns of(
            Map<String, List<Study>> plan, Function<Study, TicketReport> reports, Band band) {
        final RandomPolicyReturns randomPolicy = new RandomPolicyReturns();
        final List<LearnerReturns> learners = new ArrayList<>();
        plan.forEach((title, studies) -> learners.add(LearnerReturns.of(
                title,
                studies.stream()
                        .map(study -> TaskReturns.of(study, reports.apply(study), randomPolicy))
                        .toList(),
                band)));
        return new NormalisedReturns(List.copyOf(learners));
    }

    /** Returns what a person should read. */
    public List<String> lines() {
        final List<String> lines = new ArrayList<>();
        learners.forEach(learner -> lines.addAll(learner.lines()));
        if (learners.stream().anyMatch(LearnerReturns::hasShortIntervals)) {
            lines.add(Bootstrap.UNDER_COVERAGE);
        }
        return lines;
    }

    /** Returns a row for each learner. */
    public List<Row> rows() {
        return learners.stream().map(LearnerReturns::row).toList();
    }

    /** Returns the scales and the averages for the summary. */
    public List<Map<String, Object>> fields() {
        return learners.stream().map(LearnerReturns::fields).toList();
    }

    /** Writes a row for each run, not only averages. */
    public void write(Path file) throws IOException {
        try (Csv csv =
                new Csv(file, "task", "learner", "condition", "seed", "level", "remaining", "return", "normalised")) {
            learners.forEach(learner -> learner.tasks().forEach(task -> task.write(csv)));
        }
    }
}

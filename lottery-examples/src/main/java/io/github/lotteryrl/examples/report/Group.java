// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.report;

import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.report.RunId.Settings;
import io.github.lotteryrl.stats.ReturnCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The runs of one search: same task, agent, initialisation, criterion, rewinding and numbers of survivors; conditions, seeds and
 * levels vary.
 *
 * @param settings what they have in common
 * @param survivors weights that remain at each level, level 0 first
 * @param runs dense runs among them, which several groups may share
 */
record Group(Settings settings, List<Integer> survivors, List<Run> runs) {

    /** The condition of runs at level 0, which all others start from. */
    static final String DENSE = "dense";

    private static final List<String> ORDER = Stream.concat(
                    MaskBaseline.all().stream(), Stream.of(MaskBaseline.MASK_REINIT))
            .map(MaskBaseline::identity)
            .toList();

    private static final Comparator<Group> TASK_THEN_AGENT = Comparator.comparing(
                    (Group group) -> group.settings().environment())
            .thenComparing(group -> group.levels() == 0)
            .thenComparing(group -> group.settings().agent())
            .thenComparing(group -> group.settings().init())
            .thenComparing(group -> group.settings().criterion())
            .thenComparing(group -> group.settings().rewind())
            .thenComparing(group -> group.settings().resultsVersion())
            .thenComparing(group -> group.survivors().toString());

    /** Returns the groups, those of a task together, tickets before agents that were trained dense only. */
    static List<Group> of(List<Run> runs) {
        final Map<Settings, List<Run>> bySettings = new LinkedHashMap<>();
        for (Run run : runs) {
            bySettings
                    .computeIfAbsent(run.id().settings(), first -> new ArrayList<>())
                    .add(run);
        }
        final Set<Settings> searched = new HashSet<>();
        final List<Group> groups = new ArrayList<>();
        bySettings.forEach((settings, pruned) -> {
            if (!settings.isDense()) {
                searched.add(settings.dense());
                final List<Run> dense = bySettings.getOrDefault(settings.dense(), List.of());
                schedules(pruned).forEach(schedule -> groups.add(of(settings, schedule, dense, pruned)));
            }
        });
        bySettings.forEach((settings, dense) -> {
            if (settings.isDense() && !searched.contains(settings)) {
                schedules(dense).forEach(schedule -> groups.add(of(settings, schedule, dense, List.of())));
            }
        });
        return groups.stream().sorted(TASK_THEN_AGENT).toList();
    }

    /** Returns the numbers of survivors that are not the beginning of others: a longer search holds a shorter one. */
    private static Set<List<Integer>> schedules(List<Run> runs) {
        final Set<List<Integer>> longest = new HashSet<>();
        runs.forEach(run -> longest.add(run.id().survivors()));
        for (List<Integer> survivors : List.copyOf(longest)) {
            for (int length = 1; length < survivors.size(); length++) {
                longest.remove(survivors.subList(0, length));
            }
        }
        return longest;
    }

    private static Group of(Settings settings, List<Integer> schedule, List<Run> dense, List<Run> pruned) {
        final List<Run> own = Stream.concat(dense.stream(), pruned.stream())
                .filter(run -> run.id().level() < schedule.size()
                        && schedule.subList(0, run.id().level() + 1)
                                .equals(run.id().survivors()))
                .toList();
        return new Group(settings, schedule, own);
    }

    /** Returns the last level. */
    int levels() {
        return survivors.size() - 1;
    }

    /** Returns the fraction of weights that remain at a level, in [0, 1]. */
    double remaining(int level) {
        return level == 0 ? 1 : (double) survivors.get(level) / survivors.get(0);
    }

    /** Returns the seeds that have a run, ascending. */
    List<Long> seeds() {
        final Set<Long> seeds = new TreeSet<>();
        runs.forEach(run -> seeds.add(run.id().seed()));
        return List.copyOf(seeds);
    }

    /** Returns the conditions in the order of the paper's table 1, those of others last; of dense agents alone {@link #DENSE}. */
    List<String> conditions() {
        final List<String> found = runs.stream()
                .filter(run -> run.id().level() > 0)
                .map(run -> run.id().condition())
                .distinct()
                .sorted(Comparator.comparingInt(Group::place).thenComparing(Comparator.naturalOrder()))
                .toList();
        return found.isEmpty() ? List.of(DENSE) : found;
    }

    private static int place(String condition) {
        return ORDER.contains(condition) ? ORDER.indexOf(condition) : ORDER.size();
    }

    /** Returns the fresh returns of a condition, at level 0 those of the dense runs; a column for each of {@link #seeds()}. */
    ReturnCurve curve(String condition) {
        final List<Long> seeds = seeds();
        final double[][] returns = new double[survivors.size()][seeds.size()];
        for (double[] row : returns) {
            Arrays.fill(row, Double.NaN);
        }
        for (Run run : runs) {
            if (run.id().level() == 0 || run.id().condition().equals(condition)) {
                returns[run.id().level()][seeds.indexOf(run.id().seed())] = run.freshReturn();
            }
        }
        return new ReturnCurve(
                IntStream.rangeClosed(0, levels()).mapToObj(this::remaining).toList(), returns);
    }

    /** Returns the dense runs in the order of their seeds. */
    List<Run> dense() {
        return at(0);
    }

    /** Returns the runs of the ticket at a level, in the order of their seeds. */
    List<Run> tickets(int level) {
        return at(level).stream()
                .filter(run -> level == 0 || run.id().condition().equals(MaskBaseline.MASK_WEIGHTS.identity()))
                .toList();
    }

    private List<Run> at(int level) {
        return runs.stream()
                .filter(run -> run.id().level() == level)
                .sorted(Comparator.comparingLong(run -> run.id().seed()))
                .toList();
    }
}

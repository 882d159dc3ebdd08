// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.analysis;

import io.github.lotteryrl.api.internal.Check;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The inputs that a task needs (the paper, section 4.2): those that survive in most seeds at the sparsest level at which the
 * tickets still do about as well as dense agents. Immutable.
 *
 * <p>A level does so if the median R over the seeds of its return is at least {@code D - (1 - fraction) |D|}, with D the
 * median of level 0; for positive returns this is {@code R >= fraction D}. Of these levels the sparsest is taken at which an
 * input survives in more than half of the seeds. The paper gives no rule; this one is ours. The median, and not the mean, goes
 * with "most seeds": where one seed's ticket loses an input that it needs and breaks down, the others still show what is enough.
 *
 * @param level the level that was chosen, 0 if it is the dense one
 * @param medianReturn its median return over the seeds
 * @param denseReturn the median return of level 0
 * @param inputs those that survive there in more than half of the seeds, ascending, at least one
 */
public record MinimalRepresentation(int level, double medianReturn, double denseReturn, List<Integer> inputs) {

    /** The fraction of the dense return that has to be left, unless told otherwise. */
    public static final double DEFAULT_FRACTION = 0.95;

    /**
     * What one seed's ticket came to at one level.
     *
     * @param seed which search it belongs to
     * @param level how often weights were pruned; 0 is dense
     * @param freshReturn mean undiscounted return over fresh episodes
     * @param inputs those that influence an output
     */
    public record Run(long seed, int level, double freshReturn, List<Integer> inputs) {

        /** Checks and copies. */
        public Run {
            Check.atLeast("level", level, 0);
            Check.that(Double.isFinite(freshReturn), "fresh return %s is not finite", freshReturn);
            inputs = List.copyOf(inputs);
            inputs.forEach(input -> Check.atLeast("input", input, 0));
            Check.that(inputs.stream().distinct().count() == inputs.size(), "inputs %s are not distinct", inputs);
        }
    }

    /** Copies. */
    public MinimalRepresentation {
        inputs = List.copyOf(inputs);
        Check.atLeast("count of inputs", inputs.size(), 1);
    }

    /**
     * Chooses with {@link #DEFAULT_FRACTION}.
     *
     * @throws IllegalArgumentException as {@link #choose(List, double)}
     */
    public static MinimalRepresentation choose(List<Run> runs) {
        return choose(runs, DEFAULT_FRACTION);
    }

    /**
     * Chooses. A seed without a run at a level, because it failed, counts as one that does badly there, and at which no input
     * survives. A seed without a run at any level is not counted: nothing tells of it.
     *
     * @param runs each seed at each level, in any order
     * @param fraction of the dense return that has to be left, in [0, 1]
     * @throws IllegalArgumentException if {@code fraction} is out of its bounds, or level 0 is missing, or a seed stands there twice
     *     at a level, or no level that does well enough has an input that survives in more than half of the seeds
     */
    public static MinimalRepresentation choose(List<Run> runs, double fraction) {
        Check.fraction("fraction", fraction);
        final NavigableMap<Integer, List<Run>> levels =
                runs.stream().collect(Collectors.groupingBy(Run::level, TreeMap::new, Collectors.toList()));
        levels.values().forEach(MinimalRepresentation::requireDistinctSeeds);
        final int seeds = (int) runs.stream().mapToLong(Run::seed).distinct().count();
        final double dense = levels.headMap(0, true).values().stream()
                .mapToDouble(level -> medianReturn(level, seeds))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no run at level 0, the dense one"));
        final double threshold = dense - (1 - fraction) * Math.abs(dense);
        for (Map.Entry<Integer, List<Run>> level : levels.descendingMap().entrySet()) {
            final double median = medianReturn(level.getValue(), seeds);
            final List<Integer> inputs = majority(level.getValue(), seeds);
            if (median >= threshold && !inputs.isEmpty()) {
                return new MinimalRepresentation(level.getKey(), median, dense, inputs);
            }
        }
        throw new IllegalArgumentException("no input survives in more than half of " + seeds + " seeds at any level");
    }

    private static void requireDistinctSeeds(List<Run> runs) {
        final Set<Long> seen = new HashSet<>();
        for (Run run : runs) {
            Check.that(seen.add(run.seed()), "seed %d stands twice at level %d", run.seed(), run.level());
        }
    }

    private static double medianReturn(List<Run> runs, int seeds) {
        final double[] returns = new double[seeds];
        Arrays.fill(returns, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < runs.size(); i++) {
            returns[i] = runs.get(i).freshReturn();
        }
        Arrays.sort(returns);
        return (returns[(seeds - 1) / 2] + returns[seeds / 2]) / 2;
    }

    private static List<Integer> majority(List<Run> runs, int seeds) {
        final NavigableMap<Integer, Long> counts = runs.stream()
                .flatMap(run -> run.inputs().stream())
                .collect(Collectors.groupingBy(input -> input, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .filter(input -> 2 * input.getValue() > seeds)
                .map(Map.Entry::getKey)
                .toList();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.report;

import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.stats.Bootstrap;
import io.github.lotteryrl.stats.Degradation;
import io.github.lotteryrl.stats.DegradationPoint;
import io.github.lotteryrl.stats.Interval;
import io.github.lotteryrl.stats.ReturnCurve;
import io.github.lotteryrl.stats.Statistic;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A group of runs with what its sections share.
 *
 * @param number of the group, 1 for the first
 * @param title of the group
 * @param group the runs
 * @param task what they were trained on
 * @param conditions their returns
 * @param numbers writes these
 */
record Results(int number, String title, Group group, Task task, List<Condition> conditions, Numbers numbers) {

    /**
     * A condition's returns.
     *
     * @param name its identity
     * @param curve fresh returns of each level and seed
     * @param center interquartile mean of each level with its interval
     * @param degradation how far it can be pruned, where that can be said
     * @param undegraded why it cannot; empty if it can
     */
    record Condition(
            String name,
            ReturnCurve curve,
            List<Interval> center,
            Optional<DegradationPoint.Estimate> degradation,
            String undegraded) {

        static Condition of(String name, ReturnCurve curve, OptionalDouble random) {
            final List<Interval> center = curve.intervals(Statistic.INTERQUARTILE_MEAN, bootstrap());
            if (random.isEmpty()) {
                return new Condition(name, curve, center, Optional.empty(), "the random policy's return is not known");
            }
            try {
                final DegradationPoint.Estimate estimate =
                        Degradation.of(random.getAsDouble()).estimate(curve, bootstrap());
                return new Condition(name, curve, center, Optional.of(estimate), "");
            } catch (IllegalArgumentException e) {
                return new Condition(name, curve, center, Optional.empty(), String.valueOf(e.getMessage()));
            }
        }

        /** Returns the last level at which some seed has a result. */
        int lastLevel() {
            return IntStream.range(0, curve.levels())
                    .filter(level -> curve.returns(level).length > 0)
                    .max()
                    .orElse(0);
        }
    }

    static Results of(int number, String title, Group group, Task task) {
        // Of agents that were not pruned nothing would rest on it.
        final OptionalDouble random = group.levels() > 0 ? task.randomReturn() : OptionalDouble.empty();
        final List<Condition> conditions = group.conditions().stream()
                .map(name -> Condition.of(name, group.curve(name), random))
                .toList();
        final double largest = group.runs().stream()
                .mapToDouble(run -> Math.abs(run.freshReturn()))
                .max()
                .orElse(0);
        return new Results(number, title, group, task, conditions, Numbers.upTo(largest));
    }

    /** Returns what all intervals of the page are made with. */
    static Bootstrap bootstrap() {
        return Bootstrap.of(Seed.of(0));
    }

    /** Returns the id of an element that belongs to this group. */
    String id(String element) {
        return "group" + number + (element.isEmpty() ? "" : "-" + element);
    }

    boolean isSearch() {
        return group.levels() > 0;
    }

    boolean hasFewSeeds() {
        return group.seeds().size() <= Bootstrap.FEW_SEEDS;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Agent;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.PruningSchedule;
import io.github.lotteryrl.api.StudentAgent;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.ticket.IterativePruning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * A search for tickets: one task, one agent, one way of pruning, several conditions and seeds. Expands into runs, each
 * identified by a {@link RunKey}. Immutable and thread-safe.
 */
public final class Experiment {

    private final String name;
    private final EnvironmentFactory environment;
    private final Agent agent;
    private final IterativePruning pruning;
    private final List<MaskBaseline> conditions;
    private final List<Long> seeds;
    private final ObservationSpace observations;
    private final ActionSpace actions;
    private final ParameterLayout layout;
    private final List<MaskBaseline> baselines;
    private final String commonIdentity;
    private final Optional<Experiment> teacher;
    private final int baselinesEvery;

    /**
     * Plans an experiment. The environment is made once, to see its spaces.
     *
     * @param name for progress and reports; no part of any run's identity
     * @param conditions which conditions to compare at each level above 0; the ticket's own runs are made in any case
     * @param seeds at least one, distinct
     * @throws IllegalArgumentException if the settings do not fit together
     */
    public Experiment(
            String name,
            EnvironmentFactory environment,
            Agent agent,
            IterativePruning pruning,
            List<MaskBaseline> conditions,
            List<Long> seeds) {
        this.name = name;
        this.environment = environment;
        this.agent = agent;
        this.pruning = pruning;
        this.conditions = List.copyOf(conditions);
        this.seeds = List.copyOf(seeds);
        Check.atLeast("count of seeds", seeds.size(), 1);
        Check.that(seeds.stream().distinct().count() == seeds.size(), "seeds %s are not distinct", seeds);
        Check.that(
                conditions.stream().map(MaskBaseline::identity).distinct().count() == conditions.size(),
                "conditions %s are not distinct",
                conditions);
        Check.that(
                !(agent instanceof StudentAgent student && student.teacher() instanceof StudentAgent),
                "the teacher is a student itself: %s",
                agent.identity());
        pruning.rewindStep()
                .ifPresent(step -> Check.that(
                        step < agent.steps(), "rewindStep %d is not below the %d steps of a run", step, agent.steps()));
        try (Environment probe = environment.create()) {
            this.observations = probe.observationSpace();
            this.actions = probe.actionSpace();
        }
        this.layout = agent.layout(observations, actions);
        Check.that(
                pruning.schedule().levels() == 0 || layout.prunableSize() > 0,
                "agent has nothing to prune: %s",
                agent.identity());
        this.baselines =
                conditions.stream().filter(condition -> !isTicket(condition)).toList();
        this.commonIdentity = RunKey.commonIdentity(this);
        this.teacher = agent instanceof StudentAgent student
                ? Optional.of(new Experiment(
                        teacherOf(name), environment, student.teacher(), dense(pruning), List.of(), seeds))
                : Optional.empty();
        this.baselinesEvery = 1;
    }

    private Experiment(Experiment other, String name, int baselinesEvery) {
        this.name = name;
        this.environment = other.environment;
        this.agent = other.agent;
        this.pruning = other.pruning;
        this.conditions = other.conditions;
        this.seeds = other.seeds;
        this.observations = other.observations;
        this.actions = other.actions;
        this.layout = other.layout;
        this.baselines = other.baselines;
        this.commonIdentity = other.commonIdentity;
        this.teacher = other.teacher.map(dense -> dense.named(teacherOf(name)));
        this.baselinesEvery = Check.atLeast("baselinesEvery", baselinesEvery, 1);
    }

    private static String teacherOf(String student) {
        return student + ", teacher";
    }

    /**
     * Returns this experiment under another name: the same runs, found under the same keys. Its teacher's name begins with it.
     */
    public Experiment named(String otherName) {
        return new Experiment(this, otherName, baselinesEvery);
    }

    /**
     * Returns this experiment with the conditions besides the ticket at the last level and at every so many levels before it, which
     * saves most of the runs and leaves the shape of a curve.
     *
     * @param levels from one to the next, at least 1
     * @throws IllegalArgumentException if that is less than 1
     */
    public Experiment withBaselinesEvery(int levels) {
        return new Experiment(this, name, levels);
    }

    private static IterativePruning dense(IterativePruning pruning) {
        return new IterativePruning(
                pruning.init(), PruningSchedule.listed(), pruning.criterion(), OptionalLong.empty());
    }

    /**
     * Returns the experiment that trains dense agents of the same settings on some dimensions of the observation alone (the
     * paper, figure 8, bottom). On all of them in their order these are this experiment's dense runs, and are not trained again.
     *
     * @param otherName the name of that experiment
     * @param dimensions as in {@link EnvironmentFactory#observing}
     * @throws IllegalArgumentException if there are no such dimensions
     */
    public Experiment denseOn(String otherName, int... dimensions) {
        final boolean isAll = Arrays.equals(
                dimensions, IntStream.range(0, observations.size()).toArray());
        final EnvironmentFactory task = isAll ? environment : environment.observing(dimensions);
        return new Experiment(otherName, task, agent, dense(pruning), List.of(), seeds);
    }

    /**
     * Returns the experiment whose dense runs are the teachers of this one's: same task, initialisation and seeds. Always the same
     * one; empty if the agent is no {@link StudentAgent}.
     */
    public Optional<Experiment> teacher() {
        return teacher;
    }

    /** Returns the name for progress and reports. */
    public String name() {
        return name;
    }

    /** Returns what makes the environments. */
    public EnvironmentFactory environment() {
        return environment;
    }

    /** Returns the agent. */
    public Agent agent() {
        return agent;
    }

    /** Returns how levels follow from each other. */
    public IterativePruning pruning() {
        return pruning;
    }

    /** Returns the conditions to compare, as they were given: the ticket itself is among them if it was. */
    public List<MaskBaseline> conditions() {
        return conditions;
    }

    /** Returns the seeds. */
    public List<Long> seeds() {
        return seeds;
    }

    /** Returns the last level. */
    public int levels() {
        return pruning.schedule().levels();
    }

    /** Returns what the task shows. */
    public ObservationSpace observations() {
        return observations;
    }

    /** Returns what can be done in the task. */
    public ActionSpace actions() {
        return actions;
    }

    /** Returns the agent's tensors for this task. */
    public ParameterLayout layout() {
        return layout;
    }

    /**
     * Returns the key of a ticket's run; level 0 is the dense run, which all conditions share.
     *
     * @throws IllegalArgumentException as {@link #key}
     */
    public RunKey ticketKey(long seed, int level) {
        return key(MaskBaseline.MASK_WEIGHTS, seed, level);
    }

    /**
     * Returns the key of a condition's run.
     *
     * @param condition any one, planned or not
     * @param seed one of {@link #seeds()}
     * @param level in [0, levels()]
     * @throws IllegalArgumentException if seed or level is not part of the experiment
     */
    public RunKey key(MaskBaseline condition, long seed, int level) {
        Check.that(seeds.contains(seed), "seed %d is not one of %s", seed, seeds);
        Check.in("level", level, 0, levels());
        return RunKey.of(this, condition, seed, level);
    }

    /** Returns the keys of all runs, each once, tickets before baselines; those of the {@link #teacher} are its own. */
    public List<RunKey> keys() {
        final List<RunKey> keys = new ArrayList<>();
        for (long seed : seeds) {
            for (int level = 0; level <= levels(); level++) {
                keys.add(ticketKey(seed, level));
            }
        }
        for (long seed : seeds) {
            for (int level = 1; level <= levels(); level++) {
                for (MaskBaseline baseline : baselines(level)) {
                    keys.add(key(baseline, seed, level));
                }
            }
        }
        return keys;
    }

    /** Returns the levels at which every condition is run: 0, and all others unless {@link #withBaselinesEvery} says less. */
    public List<Integer> comparedLevels() {
        return IntStream.rangeClosed(0, levels())
                .filter(level -> level == 0 || hasBaselines(level))
                .boxed()
                .toList();
    }

    /**
     * Returns whether a condition is run at a level: the ticket at all of them, the others at {@link #comparedLevels()}. At level 0
     * every one is, also if it is not among the {@link #conditions}: the dense run is its own.
     *
     * @param level in [0, levels()]
     */
    public boolean isPlanned(MaskBaseline condition, int level) {
        final String identity = condition.identity();
        return level == 0
                || isTicket(condition)
                || baselines(level).stream()
                        .anyMatch(planned -> planned.identity().equals(identity));
    }

    private static boolean isTicket(MaskBaseline condition) {
        return condition.identity().equals(MaskBaseline.MASK_WEIGHTS.identity());
    }

    private boolean hasBaselines(int level) {
        return level > 0 && (levels() - level) % baselinesEvery == 0;
    }

    /** Returns how many {@link #keys()} there are. */
    int runs() {
        final int ofSeed = IntStream.rangeClosed(0, levels())
                .map(level -> 1 + baselines(level).size())
                .sum();
        return seeds.size() * ofSeed;
    }

    /** Returns what is the same in the keys of all runs, up to the survivors. */
    String commonIdentity() {
        return commonIdentity;
    }

    /** Returns the conditions that need runs of their own at a level: all of {@link #baselines()}, or none. */
    List<MaskBaseline> baselines(int level) {
        return hasBaselines(level) ? baselines : List.of();
    }

    /** Returns the conditions that need runs of their own. */
    List<MaskBaseline> baselines() {
        return baselines;
    }

    @Override
    public String toString() {
        return name;
    }
}

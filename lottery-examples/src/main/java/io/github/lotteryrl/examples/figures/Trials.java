// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figures;

import io.github.lotteryrl.agent.AgentBuilder;
import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.NeuralAgent;
import io.github.lotteryrl.agent.distill.PolicyCloning;
import io.github.lotteryrl.agent.distill.ValueCloning;
import io.github.lotteryrl.agent.dqn.Dqn;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.agent.supervised.Classifier;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.PruningCriterion;
import io.github.lotteryrl.api.PruningSchedule;
import io.github.lotteryrl.envs.mnist.Mnist;
import io.github.lotteryrl.examples.FigureRequest;
import io.github.lotteryrl.examples.Preset;
import io.github.lotteryrl.examples.Seeds;
import io.github.lotteryrl.examples.figures.Task.Architecture;
import io.github.lotteryrl.examples.figures.Task.Family;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.ticket.IterativePruning;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Plans the trials of a figure: the paper's agents, brought to the steps of a preset, with its seeds and levels. Figures that ask
 * for the same agent get the same runs, whatever their seeds and levels.
 */
public final class Trials {

    /** The conditions of the figures about sizes. */
    public static final List<MaskBaseline> TICKET_AND_PERMUTED =
            List.of(MaskBaseline.MASK_WEIGHTS, MaskBaseline.PERMUTED_PERMUTED);

    /** The conditions of the figure about regularisation. */
    public static final List<MaskBaseline> TICKET_AND_RANDOM =
            List.of(MaskBaseline.MASK_WEIGHTS, MaskBaseline.RANDOM_REINIT);

    /** The ticket alone. */
    public static final List<MaskBaseline> TICKET = List.of(MaskBaseline.MASK_WEIGHTS);

    private static final double PRUNED_PER_LEVEL = 0.2;
    /** Games last up to 2 500 steps: played as often as in the paper's runs, they would take longer than the training. */
    private static final EvaluationPlan QUICK_GAMES_EVALUATION = new EvaluationPlan(5, 4, 20, 2_500, false);

    /** Robots that do not fall make 1 000 steps an episode. */
    private static final EvaluationPlan QUICK_ROBOTS_EVALUATION = new EvaluationPlan(8, 5, 20, 1_000, false);

    private static final EvaluationPlan SMOKE_EVALUATION = new EvaluationPlan(2, 2, 4, 200, false);

    /** Of figure 11's largest networks, playing would take longer than all else. */
    private static final EvaluationPlan SMOKE_MAZE_EVALUATION = new EvaluationPlan(2, 2, 4, 50, false);

    private final FigureRequest request;
    /** So that a study that stands in two panels is one. */
    private final Map<String, Study> planned = new HashMap<>();

    /** Plans for a request. */
    public Trials(FigureRequest request) {
        this.request = request;
    }

    /** Seeds, levels, and at every how many levels the baselines are run. */
    private record Extent(int seeds, int levels, int baselinesEvery) {}

    private Extent extent(Task task, List<MaskBaseline> conditions) {
        final Family family = task.family();
        return switch (request.preset()) {
            case SMOKE -> family == Family.CONTROL ? new Extent(2, 2, 1) : new Extent(1, 1, 1);
            case QUICK ->
                switch (family) {
                    case CONTROL -> conditions.equals(TICKET_AND_PERMUTED) ? quickSizes(task) : new Extent(3, 18, 1);
                    case PY_BULLET -> new Extent(1, 12, 4);
                    case GRID_MAZE -> new Extent(1, 18, 6);
                    case MIN_ATAR -> new Extent(1, 16, 4);
                    case DIGITS -> new Extent(1, 12, 1);
                };
            case PAPER ->
                switch (family) {
                    case CONTROL -> new Extent(15, 25, 1);
                    case PY_BULLET -> new Extent(10, 25, 1);
                    case GRID_MAZE, MIN_ATAR, DIGITS -> new Extent(5, 25, 1);
                };
        };
    }

    /**
     * The figures about sizes compare counts of weights: tickets of the largest networks have to come to counts that the smallest
     * have. Acrobot's train longest.
     */
    private static Extent quickSizes(Task task) {
        return task == Task.ACROBOT ? new Extent(1, 18, 3) : new Extent(2, 21, 3);
    }

    private long steps(long smoke, long quick, long paper) {
        final long chosen = switch (request.preset()) {
            case SMOKE -> smoke;
            case QUICK -> quick;
            case PAPER -> paper;
        };
        return request.scaled(chosen);
    }

    private long ppoSteps(Task task, Ppo preset) {
        return switch (task.family()) {
            case CONTROL -> steps(2_048, preset.steps(), preset.steps());
            case PY_BULLET -> steps(2_560, 500_000, preset.steps());
            case GRID_MAZE, MIN_ATAR, DIGITS -> steps(1_280, 250_000, preset.steps());
        };
    }

    private long dqnSteps(Task task, Dqn preset) {
        return switch (task.family()) {
            case CONTROL -> steps(256, 20_000, preset.steps());
            case GRID_MAZE -> steps(640, 250_000, preset.steps());
            case MIN_ATAR -> steps(640, 100_000, preset.steps());
            case PY_BULLET, DIGITS -> preset.steps();
        };
    }

    /** A game's students learn in fewer steps than their teachers, and from one that knows nothing there is nothing to learn. */
    private long teacherSteps(Dqn preset) {
        return steps(640, 750_000, preset.steps());
    }

    /** Returns the task's PPO agent with other hidden units. */
    public Ppo ppo(Task task, Integer... hidden) {
        final Ppo preset = task.ppo();
        return evaluated(task, preset.toBuilder().hidden(hidden).steps(ppoSteps(task, preset)))
                .build();
    }

    /** Returns the task's DQN agent. */
    public Dqn dqn(Task task, Architecture architecture) {
        final Dqn preset = task.dqn(architecture);
        return evaluated(task, preset.toBuilder().scaledTo(dqnSteps(task, preset)))
                .build();
    }

    /** Returns the task's DQN agent with other hidden units. */
    public Dqn dqn(Task task, Integer... hidden) {
        return dqn(task, Architecture.MLP).toBuilder().hidden(hidden).build();
    }

    /** Returns the task's student of a PPO agent, with other hidden units. */
    public PolicyCloning student(Task task, Ppo teacher, Integer... hidden) {
        final PolicyCloning preset = task.policyStudent();
        final long steps = switch (task) {
            case CART_POLE -> steps(512, preset.steps(), preset.steps());
            case ACROBOT -> steps(1_024, 50_000, preset.steps());
            default -> steps(2_560, 100_000, preset.steps());
        };
        return evaluated(
                        task, preset.toBuilder().teacher(teacher).hidden(hidden).steps(steps))
                .build();
    }

    /** Returns the task's student of a DQN agent. */
    public ValueCloning valueStudent(Task task, Architecture architecture) {
        final ValueCloning preset = task.valueStudent(architecture);
        final Dqn teacher = preset.teacher();
        return evaluated(
                        task,
                        preset.toBuilder()
                                .teacher(evaluated(task, teacher.toBuilder().scaledTo(teacherSteps(teacher)))
                                        .build())
                                .scaledTo(steps(640, 100_000, preset.steps())))
                .build();
    }

    /** Returns the paper's classifier of digits. */
    public Classifier classifier() {
        final Classifier preset = Classifier.mnist();
        final Classifier.Builder builder = preset.toBuilder().steps(steps(600, preset.steps(), preset.steps()));
        // Whole episodes: half an examination would be half an accuracy.
        return (request.preset() == Preset.SMOKE
                        ? builder.evaluation(new EvaluationPlan(
                                2, 1, 1, preset.settings().evaluation().maxSteps(), false))
                        : builder)
                .build();
    }

    private <B extends AgentBuilder<B>> B evaluated(Task task, B builder) {
        return switch (request.preset()) {
            case SMOKE ->
                builder.evaluation(task.family() == Family.GRID_MAZE ? SMOKE_MAZE_EVALUATION : SMOKE_EVALUATION);
            case QUICK ->
                switch (task.family()) {
                    case PY_BULLET -> builder.evaluation(QUICK_ROBOTS_EVALUATION);
                    case MIN_ATAR -> builder.evaluation(QUICK_GAMES_EVALUATION);
                    case CONTROL, GRID_MAZE, DIGITS -> builder;
                };
            case PAPER -> builder;
        };
    }

    /** Plans the search for tickets of an agent. */
    public Study study(Task task, NeuralAgent agent, List<MaskBaseline> conditions) {
        return study(task, agent, "", OptionalLong.empty(), conditions);
    }

    /**
     * Plans the search for tickets of an agent.
     *
     * @param variant what differs from the paper's preset
     * @param rewindStep the step of the dense run whose weights survivors are reset to
     */
    public Study study(
            Task task, NeuralAgent agent, String variant, OptionalLong rewindStep, List<MaskBaseline> conditions) {
        final Extent extent = extent(task, conditions);
        final int levels = request.levels().orElse(extent.levels());
        final Seeds seeds = request.seeds().orElseGet(() -> Seeds.count(extent.seeds()));
        final IterativePruning pruning = new IterativePruning(
                request.init(),
                PruningSchedule.geometric(PRUNED_PER_LEVEL, levels),
                PruningCriterion.globalMagnitude(),
                rewindStep);
        final Experiment experiment =
                new Experiment(task.paperName(), environment(task), agent, pruning, conditions, seeds.values());
        final Study study = Study.of(task, variant, experiment.withBaselinesEvery(extent.baselinesEvery()));
        return planned.computeIfAbsent(study.name() + conditions, name -> study);
    }

    /** Returns the task, of MNIST's digits instead of others if the request says where they are. */
    private EnvironmentFactory environment(Task task) {
        return task == Task.DIGITS && request.mnist().isPresent()
                ? Mnist.read(request.mnist().get())
                : task.environment();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.agent.AgentBuilder;
import io.github.lotteryrl.agent.Filters;
import io.github.lotteryrl.agent.NeuralAgent;
import io.github.lotteryrl.agent.distill.PolicyCloning;
import io.github.lotteryrl.agent.distill.ValueCloning;
import io.github.lotteryrl.agent.dqn.Dqn;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.agent.ppo.PrunedModules;
import io.github.lotteryrl.agent.supervised.Classifier;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.StudentAgent;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.nn.WeightDecay;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code train} and {@code ticket} have in common: the task and the agent. */
final class AgentOptions {

    @Parameters(
            index = "0",
            paramLabel = "ENV",
            description = "The task, as in CartPole-v1, GridMaze-v0 or MinAtar/Breakout-v1.")
    private String environment = "";

    @Option(
            names = "--agent",
            description = "ppo, dqn, clone (a student of the task's ppo or dqn) or classifier; default the paper's.")
    private Optional<AgentKind> kind = Optional.empty();

    @Option(
            names = "--steps",
            description =
                    "Environment steps of a run, of a classifier examples; default the paper's. Where an agent with"
                            + " a memory begins to learn and how long it explores is scaled with them.")
    private Optional<Long> steps = Optional.empty();

    @Option(names = "--teacher-steps", description = "The same for the teacher of --agent clone.")
    private Optional<Long> teacherSteps = Optional.empty();

    @Option(names = "--learning-rate", description = "Adam's first learning rate; default the paper's.")
    private Optional<Double> learningRate = Optional.empty();

    @Option(names = "--hidden", split = ",", description = "Hidden units of each network, as in 64,64.")
    private Integer[] hidden = {};

    @Option(
            names = "--convolutions",
            converter = Convolutions.Converter.class,
            description = "Convolutions before the hidden units, COUNTxSIZE or COUNTxSIZE/STRIDE, as in 16x3,32x4/2;"
                    + " none for none.")
    private Optional<Convolutions> convolutions = Optional.empty();

    @Option(names = "--dropout", description = "How likely a hidden unit is left out while learning; default 0.")
    private Optional<Double> dropout = Optional.empty();

    @Option(names = "--weight-decay", description = "Draws weights towards 0, by this times the weight; default 0.")
    private Optional<Double> weightDecay = Optional.empty();

    @Option(
            names = "--weight-decay-form",
            description = "after_clipping as torch's Adam has it, in_loss, or decoupled as in AdamW; default"
                    + " after_clipping.")
    private Optional<WeightDecay.Form> weightDecayForm = Optional.empty();

    @Option(
            names = "--prune",
            description = "actor, critic or actor_and_critic, of an agent that has both; default the paper's.")
    private Optional<PrunedModules> pruned = Optional.empty();

    @Option(
            names = "--normalise-observations",
            description =
                    "Brings each dimension of the observation to mean 0 and deviation 1, of a ppo or of the teacher"
                            + " of a ppo's student.")
    private boolean normaliseObservations;

    @Mixin
    private InitOption init = new InitOption();

    @Option(
            names = "--input-scale",
            defaultValue = "1",
            description = "Factor of the input layer's initial weights; default ${DEFAULT-VALUE}.")
    private double inputScale = 1;

    /** Looks the task up, which may mean to read files. */
    EnvironmentFactory task() {
        return Environments.find(environment);
    }

    NeuralAgent agent(EnvironmentFactory task) {
        final boolean withConvolutions =
                convolutions.isPresent() && !convolutions.get().layers().isEmpty();
        final NeuralAgent preset =
                Presets.agentFor(task, kind.orElseGet(() -> Presets.kindFor(task)), withConvolutions);
        Check.that(
                teacherSteps.isEmpty() || preset instanceof StudentAgent,
                "--teacher-steps is for students: --agent clone");
        Check.that(weightDecayForm.isEmpty() || weightDecay.isPresent(), "--weight-decay-form needs --weight-decay");
        if (preset instanceof Ppo ppo) {
            final Ppo.Builder builder = changed(ppo.toBuilder()).normaliseObservations(normaliseObservations);
            pruned.ifPresent(builder::pruned);
            steps.ifPresent(builder::steps);
            return builder.build();
        }
        if (preset instanceof PolicyCloning student) {
            final PolicyCloning.Builder builder = changed(student.toBuilder());
            pruned.ifPresent(builder::pruned);
            steps.ifPresent(builder::steps);
            final Ppo.Builder teacher = student.teacher().toBuilder().normaliseObservations(normaliseObservations);
            teacherSteps.ifPresent(teacher::steps);
            return builder.teacher(teacher.build()).build();
        }
        Check.that(!normaliseObservations, "--normalise-observations is for --agent ppo and its students");
        Check.that(pruned.isEmpty(), "--prune chooses between actor and critic; this agent has one network");
        if (preset instanceof Dqn dqn) {
            final Dqn.Builder builder = changed(dqn.toBuilder());
            steps.ifPresent(builder::scaledTo);
            return builder.build();
        }
        if (preset instanceof ValueCloning student) {
            final ValueCloning.Builder builder = changed(student.toBuilder());
            steps.ifPresent(builder::scaledTo);
            teacherSteps.ifPresent(count -> builder.teacher(
                    student.teacher().toBuilder().scaledTo(count).build()));
            return builder.build();
        }
        final Classifier.Builder builder = changed(((Classifier) preset).toBuilder());
        steps.ifPresent(builder::steps);
        return builder.build();
    }

    private <B extends AgentBuilder<B>> B changed(B builder) {
        learningRate.ifPresent(builder::learningRate);
        dropout.ifPresent(builder::dropout);
        weightDecay.ifPresent(lambda ->
                builder.weightDecay(new WeightDecay(weightDecayForm.orElse(WeightDecay.Form.AFTER_CLIPPING), lambda)));
        convolutions.ifPresent(given -> builder.convolutions(given.layers().toArray(Filters[]::new)));
        if (hidden.length > 0) {
            builder.hidden(hidden);
        }
        return builder;
    }

    InitScheme init() {
        return init.scheme(inputScale);
    }
}

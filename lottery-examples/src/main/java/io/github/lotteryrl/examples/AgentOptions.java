// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.agent.ppo.PrunedModules;
import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.internal.Check;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code train} and {@code ticket} have in common: the task and the agent. */
final class AgentOptions {

    @Parameters(index = "0", paramLabel = "ENV", description = "The task, as in CartPole-v1 or Acrobot-v1.")
    private String environment = "";

    @Option(names = "--steps", description = "Environment steps of a run; default the paper's.")
    private Optional<Long> steps = Optional.empty();

    @Option(names = "--learning-rate", description = "Adam's first learning rate; default the paper's.")
    private Optional<Double> learningRate = Optional.empty();

    @Option(names = "--hidden", split = ",", description = "Hidden units of actor and critic, as in 64,64.")
    private Integer[] hidden = {};

    @Option(names = "--prune", description = "actor, critic or actor_and_critic; default the paper's.")
    private Optional<PrunedModules> pruned = Optional.empty();

    @Option(
            names = "--init",
            defaultValue = "kaiming",
            description = "kaiming, xavier, lecun, orthogonal or torch; default ${DEFAULT-VALUE}.")
    private String init = "kaiming";

    @Option(
            names = "--input-scale",
            defaultValue = "1",
            description = "Factor of the input layer's initial weights; default ${DEFAULT-VALUE}.")
    private double inputScale = 1;

    String environment() {
        return environment;
    }

    Ppo agent() {
        final Ppo.Builder builder = Presets.agentFor(environment).toBuilder();
        steps.ifPresent(builder::steps);
        learningRate.ifPresent(builder::learningRate);
        pruned.ifPresent(builder::pruned);
        if (hidden.length > 0) {
            builder.hidden(hidden);
        }
        return builder.build();
    }

    InitScheme init() {
        final InitScheme scheme = switch (init) {
            case "kaiming" -> InitScheme.kaimingUniform();
            case "xavier" -> InitScheme.xavierUniform();
            case "lecun" -> InitScheme.lecunUniform();
            case "orthogonal" -> InitScheme.orthogonal(Math.sqrt(2));
            case "torch" -> InitScheme.torchDefault();
            default ->
                throw new IllegalArgumentException(
                        "init '" + init + "' unknown; known: kaiming, xavier, lecun, orthogonal, torch");
        };
        Check.positive("input-scale", inputScale);
        return inputScale == 1 ? scheme : scheme.scaledInput(inputScale);
    }
}

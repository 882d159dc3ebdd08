// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figures;

import io.github.lotteryrl.agent.NeuralAgent;
import io.github.lotteryrl.agent.dqn.Dqn;
import io.github.lotteryrl.agent.supervised.Classifier;
import io.github.lotteryrl.api.StudentAgent;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.nn.NetworkSpec;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A search for tickets that a figure needs, with its names in legends and tables.
 *
 * @param task that is learned
 * @param learner PPO, DQN, cloning or classifier
 * @param network its convolutions and hidden units
 * @param variant what differs from the paper's preset; may be empty
 * @param experiment what is run, named as the study is
 */
public record Study(Task task, String learner, String network, String variant, Experiment experiment) {

    /** Names an experiment of one of this library's agents. */
    public static Study of(Task task, String variant, Experiment experiment) {
        final NeuralAgent agent = (NeuralAgent) experiment.agent();
        final String learner = learner(agent);
        final String network = network(
                agent.networks(experiment.observations(), experiment.actions()).get(0));
        final Study unnamed = new Study(task, learner, network, variant, experiment);
        return new Study(task, learner, network, variant, experiment.named(task.paperName() + ", " + unnamed.label()));
    }

    private static String learner(NeuralAgent agent) {
        if (agent instanceof StudentAgent) {
            return "cloning";
        }
        if (agent instanceof Classifier) {
            return "classifier";
        }
        return agent instanceof Dqn ? "DQN" : "PPO";
    }

    private static String network(NetworkSpec network) {
        return Stream.concat(
                        network.convolutions().stream().map(layer -> layer.filters() + "x" + layer.kernelRows()),
                        network.hidden().stream().map(String::valueOf))
                .collect(Collectors.joining(","));
    }

    /** Returns one line that tells it from other studies. */
    public String name() {
        return experiment.name();
    }

    /** Returns learner, network and variant: what a legend says where the task is clear. */
    public String label() {
        return learner + " " + network + (variant.isEmpty() ? "" : ", " + variant);
    }

    /** Returns the level whose percentage of remaining weights is nearest, as a ratio, to the wanted one. */
    public int levelNearest(double percentage) {
        final List<Double> remaining =
                experiment.pruning().schedule().remaining(experiment.layout().prunableSize());
        return IntStream.range(0, remaining.size())
                .boxed()
                .min(Comparator.comparingDouble(level -> InputLayer.ratio(remaining.get(level), percentage)))
                .orElseThrow();
    }

    /** Returns what the summary of a figure says of every study; a new map. */
    public Map<String, Object> settings() {
        final Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("environment", experiment.environment().identity());
        settings.put("agent", experiment.agent().identity());
        settings.put("init", experiment.pruning().init().identity());
        settings.put("seeds", experiment.seeds());
        settings.put("levels", experiment.levels());
        return settings;
    }
}

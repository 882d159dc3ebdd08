// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.supervised;

import io.github.lotteryrl.agent.Actor;
import io.github.lotteryrl.agent.Categorical;
import io.github.lotteryrl.agent.NetworkActor;
import io.github.lotteryrl.agent.NetworkLearner;
import io.github.lotteryrl.agent.TrainingStart;
import io.github.lotteryrl.api.ClassificationTask;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.LabelledData;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.nn.Network;
import io.github.lotteryrl.nn.NetworkSpec;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;
import java.util.Arrays;

/** One training run of {@link Classifier}: a minibatch after the other. Its loss is the mean cross-entropy over a minibatch. */
final class ClassifierLearner extends NetworkLearner {

    private final ClassifierSettings settings;
    private final LabelledData data;
    private final Network network;
    private final Categorical classes;
    private final RandomStream shuffleRandom;

    /** This epoch's order of the examples, and how many of them are done. */
    final int[] order;

    private int done;

    private final float[] example;
    private final Batch inputs;
    private final Batch gradient;

    ClassifierLearner(Classifier agent, TrainingTask task) {
        super(
                task,
                agent.settings().optimisation(),
                agent.settings().steps(),
                agent.settings().batch());
        settings = agent.settings();
        if (!(task.environment() instanceof ClassificationTask classification)) {
            throw new IllegalArgumentException("a classifier learns from a classification task, and "
                    + task.environment().name() + " is none");
        }
        data = classification.training();
        final NetworkSpec spec;
        try (Environment test = task.environment().create()) {
            spec = agent.networks(test.observationSpace(), test.actionSpace()).get(0);
            TrainingStart.check(agent, task, test.observationSpace(), test.actionSpace(), settings.batch());
        }
        network = new Network(spec, vector(), settings.batch());
        classes = new Categorical(spec.outputs());
        shuffleRandom = task.seed().derive("shuffling").random();
        order = new int[data.size()];
        done = order.length;
        example = new float[spec.inputs()];
        inputs = new Batch(spec.inputs(), settings.batch());
        gradient = new Batch(spec.outputs(), settings.batch());
    }

    @Override
    public void iterate() {
        if (done + settings.batch() > order.length) {
            // What is left of an epoch is dropped.
            Arrays.setAll(order, i -> i);
            shuffleRandom.shuffle(order);
            done = 0;
        }
        learn(progress(), computeGradient(done));
        done += settings.batch();
        countIteration();
    }

    /** Computes the gradient of the mean cross-entropy over the minibatch that begins at {@code order[from]}, and returns it. */
    private double computeGradient(int from) {
        final int samples = settings.batch();
        for (int b = 0; b < samples; b++) {
            data.observe(order[from + b], example, 0);
            for (int d = 0; d < example.length; d++) {
                inputs.set(d, b, example[d]);
            }
        }
        final Batch logits = network.forward(inputs, samples, optimiser().dropout());
        double sum = 0;
        for (int b = 0; b < samples; b++) {
            final int label = data.label(order[from + b]);
            classes.compute(logits, b);
            sum -= classes.logProbability(label);
            for (int k = 0; k < classes.actions(); k++) {
                gradient.set(k, b, (float) ((classes.probability(k) - (k == label ? 1 : 0)) / samples));
            }
        }
        network.backward(gradient, samples);
        return sum / samples;
    }

    @Override
    public Actor evaluationActor(RandomStream random) {
        return NetworkActor.of(network, classes, settings.evaluation(), random);
    }

    @Override
    protected void saveRest(StateWriter to) {
        to.random(shuffleRandom);
        to.ints(order, order.length);
        to.number(done);
    }

    @Override
    protected void restoreRest(StateReader from) {
        from.random(shuffleRandom);
        from.ints("example", order, order.length, 0, order.length - 1);
        done = from.number("examples done", 0, order.length);
    }

    @Override
    public void close() {
        // The data is the task's.
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

import io.github.lotteryrl.agent.Actions;
import io.github.lotteryrl.agent.Actor;
import io.github.lotteryrl.agent.Learner;
import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.DivergedException;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.api.VectorEnvironment;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.nn.Adam;
import io.github.lotteryrl.nn.Network;
import io.github.lotteryrl.nn.NetworkSpec;
import io.github.lotteryrl.nn.ParameterVector;
import io.github.lotteryrl.replay.ObservationBuffer;
import java.util.Arrays;
import java.util.List;

/** One training run of {@link Ppo}: collect a rollout, estimate advantages, go through it in minibatches, again. */
final class PpoLearner implements Learner {

    private final PpoSettings settings;
    private final VectorEnvironment environments;
    final ParameterVector parameters;
    private final Network actor;
    private final Network critic;
    private final PolicyHead head;
    private final Adam optimiser;
    final Rollout rollout;
    private final RandomStream actionRandom;
    private final RandomStream shuffleRandom;

    private final Actions actions;
    /** What the environments show, a row per dimension. */
    private final float[][] seen;

    private final Batch actingOutputs;
    private final Batch batchInputs;
    private final Batch actorGradient;
    private final Batch criticGradient;
    /** The order in which a minibatch's columns are taken from the rollout. */
    final int[] order;

    private long steps;

    PpoLearner(Ppo agent, TrainingTask task) {
        settings = agent.settings();
        final int batch = settings.batch();
        final int minibatch = settings.minibatch();
        environments = open(agent, task);
        final ActionSpace actionSpace = environments.actionSpace();
        final int inputs = environments.observationSpace().size();
        final int outputs = actionSpace.outputs();
        parameters = new ParameterVector(task.start().mask(), task.start().weights());
        final List<NetworkSpec> networks = agent.networks(environments.observationSpace(), actionSpace);
        final boolean binary = environments.observationSpace().isBinary();
        actor = new Network(networks.get(0), parameters, minibatch, binary);
        critic = new Network(networks.get(1), parameters, minibatch, binary);
        if (actionSpace instanceof ActionSpace.Continuous) {
            head = new GaussianHead(outputs, batch, parameters, settings.initialLogDeviation());
        } else {
            head = new CategoricalHead(outputs, batch);
        }
        optimiser = new Adam(parameters, settings.adamEpsilon());
        rollout = new Rollout(settings, environments.observationSpace());
        seen = new float[inputs][settings.environments()];
        actionRandom = task.seed().derive("actions").random();
        shuffleRandom = task.seed().derive("shuffling").random();
        actions = Actions.of(actionSpace, settings.environments());
        actingOutputs = new Batch(outputs, settings.environments());
        batchInputs = new Batch(inputs, minibatch);
        actorGradient = new Batch(outputs, minibatch);
        criticGradient = new Batch(1, minibatch);
        order = new int[batch];
        // A snapshot is taken at the end of an iteration, so a run that goes on from one starts there.
        steps = (task.firstStep() + batch - 1) / batch * batch;
    }

    private static VectorEnvironment open(Ppo agent, TrainingTask task) {
        final PpoSettings settings = agent.settings();
        final long lastStart = (settings.steps() / settings.batch() - 1) * settings.batch();
        Check.that(task.firstStep() <= lastStart, "firstStep %d not in [0, %d]", task.firstStep(), lastStart);
        final VectorEnvironment environments = VectorEnvironment.of(
                task.environment(), settings.environments(), task.seed().derive("environments"));
        final ParameterLayout start = task.start().mask().layout();
        final ParameterLayout needed = agent.layout(environments.observationSpace(), environments.actionSpace());
        if (!start.equals(needed)) {
            environments.close();
            throw new IllegalArgumentException("the start has " + start.prunableSize() + " prunable weights in " + start
                    + ", the agent " + needed.prunableSize() + " in " + needed);
        }
        return environments;
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public boolean isFinished() {
        return steps + settings.batch() > settings.steps();
    }

    @Override
    public void iterate() {
        final double progress = (double) steps / settings.steps();
        collect();
        rollout.computeAdvantages(settings.discount(), settings.gaeLambda());
        if (settings.normaliseAdvantages()) {
            rollout.normaliseAdvantages();
        }
        learn(progress);
        steps += settings.batch();
    }

    void collect() {
        rollout.clear();
        final int width = settings.environments();
        for (int step = 0; step < settings.horizon(); step++) {
            observe(step * width);
            actor.act(seen, 0, width, actingOutputs);
            head.sampleAndRemember(actingOutputs, width, actionRandom, actions, step * width);
            actions.step(environments);
            rollout.record(environments, step);
        }
        observe(settings.batch());
        estimateValues(rollout.observations, settings.batch() + width, rollout.values);
        estimateValues(rollout.truncatedObservations, rollout.truncatedCount(), rollout.truncatedValues);
    }

    private void observe(int first) {
        environments.observe(seen, 0);
        for (int e = 0; e < settings.environments(); e++) {
            rollout.observations.put(first + e, seen, e);
        }
    }

    private void estimateValues(ObservationBuffer observations, int count, float[] values) {
        final int largest = settings.minibatch();
        for (int from = 0; from < count; from += largest) {
            final int samples = Math.min(largest, count - from);
            observations.copy(from, samples, batchInputs);
            final Batch estimates = critic.forward(batchInputs, samples);
            System.arraycopy(estimates.array(0), estimates.offset(0), values, from, samples);
        }
    }

    private void learn(double progress) {
        final double learningRate =
                settings.learningRate() * settings.learningRateSchedule().factor(progress);
        final PolicyHead.PolicyLoss loss = new PolicyHead.PolicyLoss(
                rollout.advantages,
                settings.ratioClip() * settings.ratioClipSchedule().factor(progress),
                settings.entropyCoefficient());
        Arrays.setAll(order, i -> i);
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
            shuffleRandom.shuffle(order);
            for (int part = 0; part < settings.minibatches(); part++) {
                computeGradient(part * settings.minibatch(), loss);
                final double norm = optimiser.step(learningRate, settings.maxGradientNorm());
                if (!(norm <= Adam.LARGEST_NORM)) {
                    throw new DivergedException("norm of the gradient", norm, steps);
                }
            }
        }
    }

    /** Computes the gradient of the whole loss over the minibatch that starts at {@code order[from]}. */
    void computeGradient(int from, PolicyHead.PolicyLoss loss) {
        final int samples = settings.minibatch();
        rollout.observations.gather(order, from, samples, batchInputs);
        head.gradient(actor.forward(batchInputs, samples), order, from, samples, loss, actorGradient);
        actor.backward(actorGradient, samples);

        final Batch values = critic.forward(batchInputs, samples);
        final double weight = settings.valueCoefficient() / samples;
        for (int b = 0; b < samples; b++) {
            criticGradient.set(0, b, (float) (weight * (values.get(0, b) - rollout.returns[order[from + b]])));
        }
        critic.backward(criticGradient, samples);
    }

    @Override
    public Parameters parameters() {
        return parameters.toParameters();
    }

    @Override
    public void load(Parameters other) {
        parameters.load(other);
    }

    @Override
    public Actor evaluationActor(RandomStream random) {
        final int width = settings.evaluation().episodes();
        final Batch outputs = new Batch(actingOutputs.features(), width);
        return (observations, count, chosen) -> {
            actor.act(observations, 0, count, outputs);
            if (settings.evaluation().sampled()) {
                head.sample(outputs, count, random, chosen);
            } else {
                head.greedy(outputs, count, chosen);
            }
        };
    }

    @Override
    public void close() {
        environments.close();
    }
}

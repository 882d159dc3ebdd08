// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

import io.github.lotteryrl.agent.ActionDistribution;
import io.github.lotteryrl.agent.Actions;
import io.github.lotteryrl.agent.Actor;
import io.github.lotteryrl.agent.Categorical;
import io.github.lotteryrl.agent.DiagonalNormal;
import io.github.lotteryrl.agent.Minibatches;
import io.github.lotteryrl.agent.NetworkActor;
import io.github.lotteryrl.agent.NetworkLearner;
import io.github.lotteryrl.agent.ObservationStatistics;
import io.github.lotteryrl.agent.OpenEpisodes;
import io.github.lotteryrl.agent.TrainingStart;
import io.github.lotteryrl.agent.ValueLoss;
import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.api.VectorEnvironment;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.nn.Network;
import io.github.lotteryrl.nn.NetworkSpec;
import io.github.lotteryrl.replay.ObservationBuffer;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;
import java.util.List;
import java.util.Optional;

/**
 * One training run of {@link Ppo}: collect a rollout, estimate advantages, go through it in minibatches, again. Its loss is the
 * policy's, the entropy in it, and the critic's with its coefficient (Schulman et al. 2017, equation 9, less is better).
 */
final class PpoLearner extends NetworkLearner {

    private final PpoSettings settings;
    private final VectorEnvironment environments;
    private final Network actor;
    private final Network critic;
    private final ValueLoss valueLoss;
    private final ActionDistribution policy;
    private final PolicyHead head;
    final Rollout rollout;
    private final RandomStream actionRandom;
    private final Minibatches minibatches;
    private final Optional<ObservationStatistics> statistics;

    private final Actions actions;
    private final Batch actingInputs;
    private final Batch actingOutputs;
    private final Batch batchInputs;
    private final Batch actorGradient;

    PpoLearner(Ppo agent, TrainingTask task) {
        super(
                task,
                agent.settings().optimisation(),
                agent.settings().steps(),
                agent.settings().batch());
        settings = agent.settings();
        final int batch = settings.batch();
        final int minibatch = settings.minibatch();
        environments = TrainingStart.open(agent, task, settings.environments(), batch);
        final ActionSpace actionSpace = environments.actionSpace();
        final int inputs = environments.observationSpace().size();
        final int outputs = actionSpace.outputs();
        final List<NetworkSpec> networks = agent.networks(environments.observationSpace(), actionSpace);
        final boolean binary = environments.observationSpace().isBinary();
        actor = new Network(networks.get(0), vector(), minibatch, binary);
        critic = new Network(networks.get(1), vector(), minibatch, binary);
        if (actionSpace instanceof ActionSpace.Continuous) {
            final DiagonalNormal normal =
                    new DiagonalNormal(Ppo.ACTOR, outputs, vector(), settings.initialLogDeviation());
            policy = normal;
            head = new GaussianHead(normal, batch);
        } else {
            final Categorical categorical = new Categorical(outputs);
            policy = categorical;
            head = new CategoricalHead(categorical, batch);
        }
        rollout = new Rollout(settings, environments.observationSpace());
        actionRandom = task.seed().derive("actions").random();
        minibatches = new Minibatches(
                batch,
                settings.minibatches(),
                settings.epochs(),
                task.seed().derive("shuffling").random());
        statistics = settings.normaliseObservations()
                ? Optional.of(new ObservationStatistics(vector(), inputs))
                : Optional.empty();
        actions = Actions.of(actionSpace, settings.environments());
        actingInputs = new Batch(inputs, settings.environments());
        actingOutputs = new Batch(outputs, settings.environments());
        batchInputs = new Batch(inputs, minibatch);
        actorGradient = new Batch(outputs, minibatch);
        valueLoss = new ValueLoss(critic, settings.valueCoefficient(), minibatch);
    }

    @Override
    public void iterate() {
        final double progress = progress();
        // Not at the end of the iteration: its parameters are evaluated and kept with the statistics that they were
        // learned with.
        statistics.ifPresent(ObservationStatistics::publish);
        collect();
        statistics.ifPresent(measured -> measured.add(rollout.observations, settings.batch()));
        rollout.computeAdvantages(settings.discount(), settings.gaeLambda());
        if (settings.normaliseAdvantages()) {
            rollout.normaliseAdvantages();
        }
        learnFromRollout(progress);
        countIteration();
    }

    void collect() {
        rollout.clear();
        final int width = settings.environments();
        for (int step = 0; step < settings.horizon(); step++) {
            observe(step * width);
            rollout.observations.copy(step * width, width, actingInputs);
            actor.act(actingInputs, width, actingOutputs);
            head.sampleAndRemember(actingOutputs, width, actionRandom, actions, step * width);
            actions.step(environments);
            rollout.record(environments, step);
        }
        observe(settings.batch());
        estimateValues(rollout.observations, settings.batch() + width, rollout.values);
        estimateValues(rollout.truncatedObservations, rollout.truncatedCount(), rollout.truncatedValues);
    }

    private void observe(int first) {
        for (int e = 0; e < settings.environments(); e++) {
            rollout.observations.put(first + e, environments, e);
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

    private void learnFromRollout(double progress) {
        final PolicyHead.PolicyLoss loss = new PolicyHead.PolicyLoss(
                rollout.advantages,
                settings.ratioClip() * settings.ratioClipSchedule().factor(progress),
                settings.entropyCoefficient());
        minibatches.forEach((order, from, samples) -> learn(progress, computeGradient(order, from, samples, loss)));
    }

    /** Computes the gradient of the whole loss over a minibatch, and returns the loss. */
    double computeGradient(int[] order, int from, int samples, PolicyHead.PolicyLoss loss) {
        rollout.observations.gather(order, from, samples, batchInputs);
        final Batch outputs = actor.forward(batchInputs, samples, optimiser().dropout());
        final double ofPolicy = head.gradient(outputs, order, from, samples, loss, actorGradient);
        actor.backward(actorGradient, samples);
        final double ofCritic = valueLoss.computeGradient(
                batchInputs, rollout.returns, order, from, samples, optimiser().dropout());
        return ofPolicy + ofCritic;
    }

    @Override
    public Actor evaluationActor(RandomStream random) {
        return NetworkActor.of(actor, policy, settings.evaluation(), random);
    }

    @Override
    protected void saveRest(StateWriter to) {
        to.random(actionRandom);
        minibatches.save(to);
        OpenEpisodes.save(environments, to);
        statistics.ifPresent(measured -> measured.save(to));
    }

    @Override
    protected void restoreRest(StateReader from) {
        from.random(actionRandom);
        minibatches.restore(from);
        OpenEpisodes.restore(environments, from);
        statistics.ifPresent(measured -> measured.restore(from));
    }

    @Override
    public void close() {
        environments.close();
    }
}

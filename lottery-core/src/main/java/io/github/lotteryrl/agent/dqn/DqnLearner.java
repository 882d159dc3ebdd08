// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.dqn;

import io.github.lotteryrl.agent.Actor;
import io.github.lotteryrl.agent.NetworkLearner;
import io.github.lotteryrl.agent.OpenEpisodes;
import io.github.lotteryrl.agent.TrainingStart;
import io.github.lotteryrl.agent.UpdateCalendar;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.api.VectorEnvironment;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.nn.Network;
import io.github.lotteryrl.nn.NetworkSpec;
import io.github.lotteryrl.nn.ParameterVector;
import io.github.lotteryrl.replay.ReplayMemory;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;

/**
 * One training run of {@link Dqn}: a step in every environment, then the updates that are due. Its loss is the mean over a batch of
 * the Huber loss of the value's error times the importance weight.
 */
final class DqnLearner extends NetworkLearner {

    private final DqnSettings settings;
    private final VectorEnvironment environments;
    final ParameterVector targetParameters;
    private final Network network;
    private final Network targetNetwork;
    private final QValues values;
    final ReplayMemory memory;
    private final ExploringActor actor;
    private final RandomStream actionRandom;
    private final RandomStream replayRandom;

    private final int[] slots;
    private final int[] actions;
    private final Batch seen;
    private final Batch batchInputs;
    private final Batch gradient;
    /** What the samples' action values should be. */
    final double[] targets;

    private final double[] errors;

    private final UpdateCalendar calendar;
    private long updates;

    DqnLearner(Dqn agent, TrainingTask task) {
        super(
                task,
                agent.settings().optimisation(),
                agent.settings().steps(),
                agent.settings().environments());
        settings = agent.settings();
        final int width = settings.environments();
        final int batch = settings.batch();
        environments = TrainingStart.open(agent, task, width, width);
        final NetworkSpec spec = agent.networks(environments.observationSpace(), environments.actionSpace())
                .get(0);
        final boolean binary = environments.observationSpace().isBinary();
        targetParameters = new ParameterVector(task.start().mask(), task.start().weights());
        network = new Network(spec, vector(), batch, binary);
        targetNetwork = new Network(spec, targetParameters, batch, binary);
        values = settings.dueling() ? QValues.DUELING : QValues.PLAIN;
        memory = new ReplayMemory(
                environments.observationSpace(),
                settings.replaySize(),
                width,
                settings.multiStep(),
                settings.discount(),
                settings.sampling());
        actor = new ExploringActor(network, values, width);
        actionRandom = task.seed().derive("actions").random();
        replayRandom = task.seed().derive("replay").random();
        slots = new int[width];
        actions = new int[width];
        seen = new Batch(spec.inputs(), width);
        batchInputs = new Batch(spec.inputs(), batch);
        gradient = new Batch(spec.outputs(), batch);
        targets = new double[batch];
        errors = new double[batch];
        calendar = new UpdateCalendar(steps(), width, settings.learningStarts(), settings.replayRatio(), batch);
    }

    @Override
    public void iterate() {
        collect();
        for (int due = calendar.due(steps()); due > 0; due--) {
            update();
        }
    }

    /** Takes a step in every environment. */
    void collect() {
        final int width = settings.environments();
        for (int e = 0; e < width; e++) {
            slots[e] = memory.begin(e);
            memory.observations().put(slots[e], environments, e);
        }
        memory.observations().gather(slots, 0, width, seen);
        actor.act(seen, width, settings.exploration(steps()), actionRandom, actions);
        environments.step(actions);
        for (int e = 0; e < width; e++) {
            memory.record(e, actions[e], environments.reward(e), environments.isTerminated(e));
            if (environments.isTruncated(e)) {
                memory.observations().putFinal(memory.truncate(e), environments, e);
            }
        }
        countIteration();
    }

    void update() {
        final double progress = progress();
        memory.sample(settings.batch(), settings.importanceExponent(progress), replayRandom);
        computeTargets();
        learn(progress, computeGradient());
        memory.updatePriorities(errors, settings.batch());
        updates++;
        if (updates % settings.targetInterval() == 0) {
            targetParameters.copy(vector());
        }
    }

    /** Computes what the sampled actions' values should be: their rewards, and what the target network says of what follows. */
    void computeTargets() {
        final int samples = settings.batch();
        memory.observations().gather(memory.bootstrapSlots(), 0, samples, batchInputs);
        final Batch following = targetNetwork.forward(batchInputs, samples);
        final Batch choosing = settings.doubleQ() ? network.forward(batchInputs, samples) : following;
        for (int b = 0; b < samples; b++) {
            final int action = values.best(choosing, b);
            targets[b] = memory.returns()[b] + memory.bootstrapFactors()[b] * values.value(following, action, b);
        }
    }

    /** Computes the gradient of the mean over the batch of the Huber loss times the importance weight, and returns the loss. */
    double computeGradient() {
        final int samples = settings.batch();
        memory.observations().gather(memory.slots(), 0, samples, batchInputs);
        final Batch outputs = network.forward(batchInputs, samples, optimiser().dropout());
        for (int k = 0; k < gradient.features(); k++) {
            for (int b = 0; b < samples; b++) {
                gradient.set(k, b, 0);
            }
        }
        double sum = 0;
        for (int b = 0; b < samples; b++) {
            final int action = memory.action(memory.slots()[b]);
            final double error = values.value(outputs, action, b) - targets[b];
            errors[b] = Math.abs(error);
            final double slope = QValues.huberSlope(error, settings.huberDelta());
            values.addGradient(slope * memory.weights()[b] / samples, action, b, gradient);
            sum += QValues.huber(error, settings.huberDelta()) * memory.weights()[b];
        }
        network.backward(gradient, samples);
        return sum / samples;
    }

    @Override
    public Actor evaluationActor(RandomStream random) {
        return ExploringActor.evaluating(
                network, values, settings.evaluation(), settings.evaluationExploration(), random);
    }

    @Override
    protected void saveRest(StateWriter to) {
        to.number(updates);
        targetParameters.save(to);
        calendar.save(to);
        to.random(actionRandom);
        to.random(replayRandom);
        memory.save(to);
        OpenEpisodes.save(environments, to);
    }

    @Override
    protected void restoreRest(StateReader from) {
        updates = from.number();
        targetParameters.restore(from);
        calendar.restore(from);
        from.random(actionRandom);
        from.random(replayRandom);
        memory.restore(from);
        OpenEpisodes.restore(environments, from);
    }

    @Override
    public void close() {
        environments.close();
    }
}

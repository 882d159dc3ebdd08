// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.dqn;

import io.github.lotteryrl.agent.Actor;
import io.github.lotteryrl.agent.Learner;
import io.github.lotteryrl.agent.OpenEpisodes;
import io.github.lotteryrl.agent.Optimiser;
import io.github.lotteryrl.agent.TrainingStart;
import io.github.lotteryrl.agent.UpdateCalendar;
import io.github.lotteryrl.api.Parameters;
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

/** One training run of {@link Dqn}: a step in every environment, then the updates that are due. */
final class DqnLearner implements Learner {

    private final DqnSettings settings;
    private final VectorEnvironment environments;
    final ParameterVector parameters;
    final ParameterVector targetParameters;
    private final Network network;
    private final Network targetNetwork;
    private final QValues values;
    final ReplayMemory memory;
    private final Optimiser optimiser;
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
    private long steps;
    private long updates;

    DqnLearner(Dqn agent, TrainingTask task) {
        settings = agent.settings();
        final int width = settings.environments();
        final int batch = settings.batch();
        environments = TrainingStart.open(agent, task, width, width);
        final NetworkSpec spec = agent.networks(environments.observationSpace(), environments.actionSpace())
                .get(0);
        final boolean binary = environments.observationSpace().isBinary();
        parameters = new ParameterVector(task.start().mask(), task.start().weights());
        targetParameters = new ParameterVector(task.start().mask(), task.start().weights());
        network = new Network(spec, parameters, batch, binary);
        targetNetwork = new Network(spec, targetParameters, batch, binary);
        values = settings.dueling() ? QValues.DUELING : QValues.PLAIN;
        memory = new ReplayMemory(
                environments.observationSpace(),
                settings.replaySize(),
                width,
                settings.multiStep(),
                settings.discount(),
                settings.sampling());
        optimiser = new Optimiser(parameters, settings.optimisation(), task.seed());
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
        steps = TrainingStart.step(task, width);
        calendar = new UpdateCalendar(steps, width, settings.learningStarts(), settings.replayRatio(), batch);
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public boolean isFinished() {
        return steps + settings.environments() > settings.steps();
    }

    @Override
    public void iterate() {
        collect();
        for (int due = calendar.due(steps); due > 0; due--) {
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
        actor.act(seen, width, settings.exploration(steps), actionRandom, actions);
        environments.step(actions);
        for (int e = 0; e < width; e++) {
            memory.record(e, actions[e], environments.reward(e), environments.isTerminated(e));
            if (environments.isTruncated(e)) {
                memory.observations().putFinal(memory.truncate(e), environments, e);
            }
        }
        steps += width;
    }

    void update() {
        final double progress = (double) steps / settings.steps();
        memory.sample(settings.batch(), settings.importanceExponent(progress), replayRandom);
        computeTargets();
        computeGradient();
        optimiser.step(progress, steps);
        memory.updatePriorities(errors, settings.batch());
        updates++;
        if (updates % settings.targetInterval() == 0) {
            targetParameters.copy(parameters);
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

    /** Computes the gradient of the mean over the batch of the Huber loss times the importance weight. */
    void computeGradient() {
        final int samples = settings.batch();
        memory.observations().gather(memory.slots(), 0, samples, batchInputs);
        final Batch outputs = network.forward(batchInputs, samples, optimiser.dropout());
        for (int k = 0; k < gradient.features(); k++) {
            for (int b = 0; b < samples; b++) {
                gradient.set(k, b, 0);
            }
        }
        for (int b = 0; b < samples; b++) {
            final int action = memory.action(memory.slots()[b]);
            final double error = values.value(outputs, action, b) - targets[b];
            errors[b] = Math.abs(error);
            final double slope = Math.max(-settings.huberDelta(), Math.min(settings.huberDelta(), error));
            values.addGradient(slope * memory.weights()[b] / samples, action, b, gradient);
        }
        network.backward(gradient, samples);
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
        final ExploringActor evaluated =
                new ExploringActor(network, values, settings.evaluation().episodes());
        final double exploration = settings.evaluation().sampled() ? settings.evaluationExploration() : 0;
        return (observations, count, chosen) ->
                evaluated.act(observations, count, exploration, random, chosen.numbered());
    }

    @Override
    public void save(StateWriter to) {
        to.section("dqn");
        to.number(steps);
        to.number(updates);
        parameters.save(to);
        targetParameters.save(to);
        optimiser.save(to);
        calendar.save(to);
        to.random(actionRandom);
        to.random(replayRandom);
        memory.save(to);
        OpenEpisodes.save(environments, to);
    }

    @Override
    public void restore(StateReader from) {
        from.section("dqn");
        steps = from.number();
        updates = from.number();
        parameters.restore(from);
        targetParameters.restore(from);
        optimiser.restore(from);
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

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.distill;

import io.github.lotteryrl.agent.ActionDistribution;
import io.github.lotteryrl.agent.Actions;
import io.github.lotteryrl.agent.Actor;
import io.github.lotteryrl.agent.Categorical;
import io.github.lotteryrl.agent.DiagonalNormal;
import io.github.lotteryrl.agent.Minibatches;
import io.github.lotteryrl.agent.NetworkActor;
import io.github.lotteryrl.agent.NetworkLearner;
import io.github.lotteryrl.agent.OpenEpisodes;
import io.github.lotteryrl.agent.TrainingStart;
import io.github.lotteryrl.agent.ValueLoss;
import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.api.VectorEnvironment;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.nn.InputNormalisation;
import io.github.lotteryrl.nn.Network;
import io.github.lotteryrl.nn.NetworkSpec;
import io.github.lotteryrl.nn.ParameterVector;
import io.github.lotteryrl.replay.ObservationBuffer;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;
import java.util.List;
import java.util.Optional;

/**
 * One training run of {@link PolicyCloning}: the teacher plays a rollout, the student goes through it in minibatches, again. Its
 * loss is that of the policy, a cross-entropy or divergence, and where the student has a critic, the critic's with its coefficient.
 */
final class PolicyCloningLearner extends NetworkLearner {

    private final PolicyCloningSettings settings;
    private final VectorEnvironment environments;
    private final Network actor;
    private final Optional<ValueLoss> valueLoss;
    private final CloningLoss loss;

    private final Network teacherActor;
    private final Network teacherCritic;
    private final ActionDistribution teacherPolicy;
    private final RandomStream actionRandom;
    private final Minibatches minibatches;

    private final Actions actions;
    private final Batch seen;
    private final Batch teacherOutputs;
    private final Batch teacherValue;

    /** What the teacher saw in this iteration, and what it made of it. */
    private final ObservationBuffer observations;

    private final float[][] outputs;
    private final float[] values;

    private final Batch batchInputs;
    private final Batch actorGradient;

    PolicyCloningLearner(PolicyCloning agent, TrainingTask task) {
        super(
                task,
                agent.settings().optimisation(),
                agent.settings().steps(),
                agent.settings().batch());
        settings = agent.settings();
        final int width = settings.environments();
        final int batch = settings.batch();
        final int minibatch = settings.minibatch();
        final Parameters taught = Teachers.require(task, agent);
        environments = TrainingStart.open(agent, task, width, batch);
        final ActionSpace space = environments.actionSpace();
        final boolean binary = environments.observationSpace().isBinary();
        final List<NetworkSpec> networks = agent.networks(environments.observationSpace(), space);
        actor = new Network(networks.get(0), vector(), minibatch, binary);
        valueLoss = networks.stream()
                .skip(1)
                .findFirst()
                .map(spec -> new Network(spec, vector(), minibatch, binary))
                .map(critic -> new ValueLoss(critic, settings.valueCoefficient(), minibatch));

        final ParameterVector fixed = new ParameterVector(Mask.dense(taught.layout()), taught);
        if (agent.teacher().settings().normaliseObservations()) {
            new InputNormalisation(vector(), environments.observationSpace().size()).copy(taught);
        }
        final List<NetworkSpec> teachers = agent.teacher().networks(environments.observationSpace(), space);
        teacherActor = new Network(teachers.get(0), fixed, width, binary);
        teacherCritic = new Network(teachers.get(1), fixed, width, binary);
        if (space instanceof ActionSpace.Continuous) {
            final DiagonalNormal policy = new DiagonalNormal(
                    teachers.get(0).module(),
                    space.outputs(),
                    fixed,
                    agent.teacher().settings().initialLogDeviation());
            teacherPolicy = policy;
            loss = new CloningLoss.NormalDivergence(
                    new DiagonalNormal(networks.get(0).module(), space.outputs(), vector(), 0), policy);
        } else {
            teacherPolicy = new Categorical(space.outputs());
            loss = new CloningLoss.CrossEntropy(space.outputs());
        }

        actionRandom = task.seed().derive("actions").random();
        minibatches = new Minibatches(
                batch,
                settings.minibatches(),
                settings.epochs(),
                task.seed().derive("shuffling").random());
        actions = Actions.of(space, width);
        final int inputs = environments.observationSpace().size();
        seen = new Batch(inputs, width);
        teacherOutputs = new Batch(space.outputs(), width);
        teacherValue = new Batch(1, width);
        observations = ObservationBuffer.of(environments.observationSpace(), batch);
        outputs = new float[space.outputs()][batch];
        values = new float[batch];
        batchInputs = new Batch(inputs, minibatch);
        actorGradient = new Batch(space.outputs(), minibatch);
    }

    @Override
    public void iterate() {
        final double progress = progress();
        for (int step = 0; step < settings.horizon(); step++) {
            letTeacherAct(step * settings.environments());
        }
        minibatches.forEach((order, from, samples) -> learn(progress, computeGradient(order, from, samples)));
        countIteration();
    }

    /**
     * Lets the teacher take a step in every environment.
     *
     * @param first where what it sees is kept
     */
    private void letTeacherAct(int first) {
        final int width = settings.environments();
        for (int e = 0; e < width; e++) {
            observations.put(first + e, environments, e);
        }
        observations.copy(first, width, seen);
        teacherActor.act(seen, width, teacherOutputs);
        for (int k = 0; k < outputs.length; k++) {
            System.arraycopy(teacherOutputs.array(k), teacherOutputs.offset(k), outputs[k], first, width);
        }
        if (valueLoss.isPresent()) {
            teacherCritic.act(seen, width, teacherValue);
            System.arraycopy(teacherValue.array(0), teacherValue.offset(0), values, first, width);
        }
        teacherPolicy.sample(teacherOutputs, width, actionRandom, actions);
        actions.step(environments);
    }

    /** Computes the gradient of the whole loss over a minibatch, and returns the loss. */
    private double computeGradient(int[] order, int from, int samples) {
        observations.gather(order, from, samples, batchInputs);
        final double ofPolicy = loss.gradient(
                actor.forward(batchInputs, samples, optimiser().dropout()),
                outputs,
                order,
                from,
                samples,
                actorGradient);
        actor.backward(actorGradient, samples);
        if (valueLoss.isEmpty()) {
            return ofPolicy;
        }
        final ValueLoss critic = valueLoss.get();
        return ofPolicy
                + critic.computeGradient(
                        batchInputs, values, order, from, samples, optimiser().dropout());
    }

    @Override
    public Actor evaluationActor(RandomStream random) {
        return NetworkActor.of(actor, loss.student(), settings.evaluation(), random);
    }

    @Override
    protected void saveRest(StateWriter to) {
        to.random(actionRandom);
        minibatches.save(to);
        OpenEpisodes.save(environments, to);
    }

    @Override
    protected void restoreRest(StateReader from) {
        from.random(actionRandom);
        minibatches.restore(from);
        OpenEpisodes.restore(environments, from);
    }

    @Override
    public void close() {
        environments.close();
    }
}

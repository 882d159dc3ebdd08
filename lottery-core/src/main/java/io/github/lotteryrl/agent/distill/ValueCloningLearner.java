// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.distill;

import io.github.lotteryrl.agent.Actor;
import io.github.lotteryrl.agent.NetworkLearner;
import io.github.lotteryrl.agent.OpenEpisodes;
import io.github.lotteryrl.agent.TrainingStart;
import io.github.lotteryrl.agent.UpdateCalendar;
import io.github.lotteryrl.agent.dqn.ExploringActor;
import io.github.lotteryrl.agent.dqn.QValues;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.api.VectorEnvironment;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.nn.Network;
import io.github.lotteryrl.nn.NetworkSpec;
import io.github.lotteryrl.nn.ParameterVector;
import io.github.lotteryrl.replay.ObservationBuffer;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;

/**
 * One training run of {@link ValueCloning}: the teacher takes a step in every environment, then the updates that are due. Its loss
 * is the mean over a batch and all actions of the Huber loss between the student's values and the teacher's.
 */
final class ValueCloningLearner extends NetworkLearner {

    private final ValueCloningSettings settings;
    private final VectorEnvironment environments;
    private final Network network;

    private final QValues teacherValues;
    private final ExploringActor teacher;
    private final RandomStream actionRandom;
    private final RandomStream replayRandom;
    private final UpdateCalendar calendar;

    private final Batch seen;
    private final int[] actions;
    private final int[] slots;

    /** What the teacher saw, the last of it, and its values of all actions there. */
    private final ObservationBuffer memory;

    private final float[][] remembered;
    private long collected;

    private final int[] samples;
    private final Batch batchInputs;
    private final Batch gradient;

    ValueCloningLearner(ValueCloning agent, TrainingTask task) {
        super(
                task,
                agent.settings().optimisation(),
                agent.settings().steps(),
                agent.settings().environments());
        settings = agent.settings();
        final int width = settings.environments();
        final Parameters taught = Teachers.require(task, agent);
        environments = TrainingStart.open(agent, task, width, width);
        final boolean binary = environments.observationSpace().isBinary();
        final NetworkSpec spec = agent.networks(environments.observationSpace(), environments.actionSpace())
                .get(0);
        network = new Network(spec, vector(), settings.batch(), binary);
        final NetworkSpec teacherSpec = agent.teacher()
                .networks(environments.observationSpace(), environments.actionSpace())
                .get(0);
        teacherValues = agent.teacher().settings().dueling() ? QValues.DUELING : QValues.PLAIN;
        teacher = new ExploringActor(
                new Network(teacherSpec, new ParameterVector(Mask.dense(taught.layout()), taught), width, binary),
                teacherValues,
                width);
        actionRandom = task.seed().derive("actions").random();
        replayRandom = task.seed().derive("replay").random();
        calendar =
                new UpdateCalendar(steps(), width, settings.learningStarts(), settings.replayRatio(), settings.batch());
        seen = new Batch(spec.inputs(), width);
        actions = new int[width];
        slots = new int[width];
        memory = ObservationBuffer.of(environments.observationSpace(), settings.replaySize());
        remembered = new float[spec.outputs()][settings.replaySize()];
        samples = new int[settings.batch()];
        batchInputs = new Batch(spec.inputs(), settings.batch());
        gradient = new Batch(spec.outputs(), settings.batch());
    }

    @Override
    public void iterate() {
        letTeacherAct();
        final double progress = progress();
        for (int due = calendar.due(steps()); due > 0; due--) {
            learn(progress, computeGradient());
        }
    }

    private void letTeacherAct() {
        final int width = settings.environments();
        for (int e = 0; e < width; e++) {
            slots[e] = (int) ((collected + e) % settings.replaySize());
            memory.put(slots[e], environments, e);
        }
        memory.gather(slots, 0, width, seen);
        final Batch outputs = teacher.actFrom(seen, width, settings.exploration(), actionRandom, actions);
        for (int e = 0; e < width; e++) {
            for (int k = 0; k < remembered.length; k++) {
                remembered[k][slots[e]] = (float) teacherValues.value(outputs, k, e);
            }
        }
        environments.step(actions);
        collected += width;
        countIteration();
    }

    private int filled() {
        return (int) Math.min(collected, settings.replaySize());
    }

    /** Computes the gradient of the Huber loss, the mean over samples of the memory and their actions, and returns the loss. */
    private double computeGradient() {
        final int filled = filled();
        for (int b = 0; b < samples.length; b++) {
            samples[b] = replayRandom.nextInt(filled);
        }
        memory.gather(samples, 0, samples.length, batchInputs);
        final Batch outputs =
                network.forward(batchInputs, samples.length, optimiser().dropout());
        double sum = 0;
        for (int k = 0; k < remembered.length; k++) {
            for (int b = 0; b < samples.length; b++) {
                final double error = outputs.get(k, b) - remembered[k][samples[b]];
                final double slope = QValues.huberSlope(error, settings.huberDelta());
                gradient.set(k, b, (float) (slope / (samples.length * remembered.length)));
                sum += QValues.huber(error, settings.huberDelta());
            }
        }
        network.backward(gradient, samples.length);
        return sum / (samples.length * remembered.length);
    }

    @Override
    public Actor evaluationActor(RandomStream random) {
        return ExploringActor.evaluating(
                network, QValues.PLAIN, settings.evaluation(), settings.evaluationExploration(), random);
    }

    @Override
    protected void saveRest(StateWriter to) {
        to.number(collected);
        calendar.save(to);
        to.random(actionRandom);
        to.random(replayRandom);
        memory.save(to, filled());
        for (float[] row : remembered) {
            to.floats(row, filled());
        }
        OpenEpisodes.save(environments, to);
    }

    @Override
    protected void restoreRest(StateReader from) {
        collected = from.number();
        calendar.restore(from);
        from.random(actionRandom);
        from.random(replayRandom);
        memory.restore(from, filled());
        for (float[] row : remembered) {
            from.floats(row, filled());
        }
        OpenEpisodes.restore(environments, from);
    }

    @Override
    public void close() {
        environments.close();
    }
}

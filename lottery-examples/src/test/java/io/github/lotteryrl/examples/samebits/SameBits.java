// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.samebits;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.Filters;
import io.github.lotteryrl.agent.distill.PolicyCloning;
import io.github.lotteryrl.agent.distill.ValueCloning;
import io.github.lotteryrl.agent.dqn.Dqn;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.agent.ppo.PrunedModules;
import io.github.lotteryrl.agent.supervised.Classifier;
import io.github.lotteryrl.api.Agent;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.Evaluation;
import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.PruningCriterion;
import io.github.lotteryrl.api.PruningSchedule;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TrainingResult;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.ExperimentListener;
import io.github.lotteryrl.experiment.ExperimentRunner.Failure;
import io.github.lotteryrl.experiment.LocalRunner;
import io.github.lotteryrl.experiment.RunKey;
import io.github.lotteryrl.experiment.RunRecord;
import io.github.lotteryrl.experiment.RunStore;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.Adam;
import io.github.lotteryrl.nn.Convolution;
import io.github.lotteryrl.nn.Network;
import io.github.lotteryrl.nn.NetworkSpec;
import io.github.lotteryrl.nn.ParameterVector;
import io.github.lotteryrl.nn.WeightDecay;
import io.github.lotteryrl.ticket.IterativePruning;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/**
 * Trains some agents and prints a line for each: its name and a hash of the results, to be compared between JVMs. The argument
 * says how many runs go at once.
 */
final class SameBits {

    private static final EnvironmentFactory CART_POLE = Environments.find("CartPole-v1");
    private static final EnvironmentFactory ACROBOT = Environments.find("Acrobot-v1");

    private static final EnvironmentFactory BREAKOUT = Environments.find("MinAtar/Breakout-v1");
    private static final EvaluationPlan EVALUATION = new EvaluationPlan(4, 3, 5, 200, false);

    /** Pictures, priorities, several rewards, dropout and weight decay at once. */
    private static final Dqn DQN = Dqn.minAtar().toBuilder()
            .convolutions(Filters.of(6, 3))
            .hidden(20)
            .multiStep(2)
            .scaledTo(3_000)
            .targetInterval(5)
            .batch(33)
            .replaySize(1_000)
            .dropout(0.1)
            .weightDecay(WeightDecay.afterClipping(0.001))
            .evaluation(EVALUATION)
            .build();

    /** The paper's preset in full, and the other ways through the code in short. */
    private static final List<Experiment> CASES = List.of(
            search("cart-pole", CART_POLE, Ppo.cartPole(), PruningSchedule.listed(), 0L),
            shortened("pruned", CART_POLE, Ppo.cartPole().toBuilder().pruned(PrunedModules.ACTOR_AND_CRITIC)),
            shortened("acrobot", ACROBOT, Ppo.acrobot().toBuilder()),
            shortened("acrobot-tanh", ACROBOT, Ppo.acrobot().toBuilder().activation(Activation.TANH)),
            shortened("gaussian", Puck.FACTORY, Ppo.pyBullet().toBuilder().pruned(PrunedModules.ACTOR)),
            pruned("dqn", BREAKOUT, DQN),
            pruned("value-cloning", BREAKOUT, ValueCloning.of(DQN).build()),
            pruned(
                    "policy-cloning",
                    CART_POLE,
                    PolicyCloning.cartPole().toBuilder()
                            .steps(2_560)
                            .critic(20)
                            .evaluation(EVALUATION)
                            .build()),
            pruned(
                    "classifier",
                    Environments.find("StrokeDigits-v0?images=100"),
                    Classifier.mnist().toBuilder()
                            .steps(3_000)
                            .dropout(0.1)
                            .evaluation(EVALUATION)
                            .build()));

    private SameBits() {}

    public static void main(String[] arguments) throws InterruptedException {
        final RunStore store = RunStore.inMemory();
        final int jobs = Integer.parseInt(arguments[0]);
        final List<Failure> failures = new LocalRunner(store, jobs, ExperimentListener.SILENT).run(CASES);
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.toString());
        }
        for (Experiment search : CASES) {
            System.out.println(search.name() + ' ' + hash(search, store));
        }
        System.out.println("convolution " + hash(convolution()));
    }

    /** 400 steps of Adam on binary pictures and random targets, through two convolutions with stride and padding. */
    private static Parameters convolution() {
        final NetworkSpec spec = new NetworkSpec(
                "net",
                200,
                List.of(Convolution.square(2, 10, 10, 8, 3, 2, 1), Convolution.square(8, 5, 5, 6, 2, 1, 0)),
                List.of(20),
                3,
                Activation.RELU);
        final RandomStream random = Seed.of(1).derive("pictures").random();
        final ParameterLayout layout = spec.layout(true);
        final BitSet kept = new BitSet();
        for (int i = 0; i < layout.prunableSize(); i++) {
            kept.set(i, random.nextInt(2) == 0);
        }
        final ParameterVector parameters = new ParameterVector(
                Mask.of(layout, kept), InitScheme.kaimingUniform().initialise(layout, Seed.of(2)));
        final int samples = 40;
        final Network network = new Network(spec, parameters, samples, true);
        final Adam adam = new Adam(parameters, 1e-8);
        final Batch pictures = new Batch(spec.inputs(), samples);
        final Batch slopes = new Batch(spec.outputs(), samples);
        for (int step = 0; step < 400; step++) {
            for (int b = 0; b < samples; b++) {
                for (int k = 0; k < spec.inputs(); k++) {
                    pictures.set(k, b, random.nextInt(8) == 0 ? 1 : 0);
                }
            }
            final Batch outputs = network.forward(pictures, samples);
            for (int b = 0; b < samples; b++) {
                for (int i = 0; i < spec.outputs(); i++) {
                    slopes.set(i, b, (outputs.get(i, b) - (float) random.nextGaussian()) / samples);
                }
            }
            network.backward(slopes, samples);
            adam.step(1e-3, 1);
        }
        return parameters.toParameters();
    }

    private static String hash(Parameters parameters) {
        final MessageDigest digest = sha256();
        try (DataOutputStream out =
                new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
            write(parameters, out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    /** 20 iterations, then as many with a tenth of the weights; minibatches of 33 samples, which end within a vector. */
    private static Experiment shortened(String name, EnvironmentFactory task, Ppo.Builder agent) {
        agent.steps(2_640)
                .environments(3)
                .horizon(44)
                .minibatches(4)
                .evaluation(new EvaluationPlan(4, 3, 5, 200, false));
        return search(name, task, agent.build(), PruningSchedule.listed(0.1), 0L, 1L);
    }

    /** A dense run, then one with a tenth of the weights. */
    private static Experiment pruned(String name, EnvironmentFactory task, Agent agent) {
        return search(name, task, agent, PruningSchedule.listed(0.1), 0L);
    }

    private static Experiment search(
            String name, EnvironmentFactory task, Agent agent, PruningSchedule schedule, Long... seeds) {
        // Kaiming's input layers are so large that the magnitudes of all layers together leave hardly any others.
        final IterativePruning pruning = new IterativePruning(
                InitScheme.xavierUniform(), schedule, PruningCriterion.globalMagnitude(), OptionalLong.empty());
        return new Experiment(name, task, agent, pruning, List.of(), List.of(seeds));
    }

    private static String hash(Experiment search, RunStore store) {
        final MessageDigest digest = sha256();
        try (DataOutputStream out =
                new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
            for (RunKey key : search.keys()) {
                write(((RunRecord.Completed) store.find(key).orElseThrow()).result(), out);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static void write(TrainingResult result, DataOutputStream out) throws IOException {
        write(result.last(), out);
        write(result.best(), out);
        for (Evaluation evaluation : result.evaluations()) {
            out.writeLong(evaluation.step());
            out.writeDouble(evaluation.meanReturn());
            out.writeDouble(evaluation.meanLength());
        }
        for (double episode : result.freshReturns()) {
            out.writeDouble(episode);
        }
    }

    private static void write(Parameters parameters, DataOutputStream out) throws IOException {
        for (int tensor = 0; tensor < parameters.layout().tensors().size(); tensor++) {
            for (float value : parameters.tensor(tensor)) {
                out.writeFloat(value);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.userland;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Agent;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.Evaluation;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.Policy;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.api.TensorSpec.Kind;
import io.github.lotteryrl.api.TrainingResult;
import io.github.lotteryrl.api.TrainingTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A learner as a user writes one: of many random changes of a linear policy's weights, keeps those that do better. One
 * candidate counts as {@value #STEPS_EACH} steps.
 */
final class RandomSearch implements Agent {

    private static final int STEPS_EACH = 50;
    private static final int CANDIDATES = 20;

    @Override
    public String identity() {
        return "random-search(candidates=" + CANDIDATES + ")";
    }

    @Override
    public long steps() {
        return CANDIDATES * STEPS_EACH;
    }

    @Override
    public ParameterLayout layout(ObservationSpace observations, ActionSpace actions) {
        final List<Integer> shape = List.of(actions.outputs(), observations.size());
        return ParameterLayout.of(List.of(new TensorSpec("linear.weight", "linear", Kind.WEIGHT, 0, shape, true)));
    }

    @Override
    public TrainingResult train(TrainingTask task) throws InterruptedException {
        final RandomStream random = task.seed().derive("search").random();
        final List<Evaluation> evaluations = new ArrayList<>();
        Parameters best = task.start().weights();
        Parameters last = best;
        Optional<Parameters> snapshot = Optional.empty();
        double bestReturn = Double.NEGATIVE_INFINITY;
        try (Environment environment = task.environment().create()) {
            for (long step = task.firstStep(); step < steps(); step += STEPS_EACH) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (snapshot.isEmpty() && task.snapshotStep().orElse(Long.MAX_VALUE) <= step) {
                    snapshot = Optional.of(best);
                }
                last = changed(best, random).masked(task.start().mask());
                final double reached = play(environment, last, random.nextLong());
                evaluations.add(new Evaluation(step + STEPS_EACH, reached, reached));
                if (reached >= bestReturn) {
                    bestReturn = reached;
                    best = last;
                }
                task.listener().stepped(STEPS_EACH);
            }
            final double fresh =
                    play(environment, best, task.seed().derive("fresh").value());
            final long steps = steps() - task.firstStep();
            return new TrainingResult(evaluations, best, last, List.of(fresh), snapshot, steps);
        }
    }

    private static Parameters changed(Parameters parameters, RandomStream random) {
        final float[] values = parameters.tensor(0);
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) random.nextGaussian();
        }
        return Parameters.of(parameters.layout(), values);
    }

    private double play(Environment environment, Parameters parameters, long seed) {
        final Policy policy = policy(parameters, environment.observationSpace(), environment.actionSpace());
        final float[] observation = new float[environment.observationSpace().size()];
        double sum = 0;
        environment.reset(seed);
        while (!environment.isDone()) {
            environment.observe(observation, 0);
            sum += environment.step(policy.action(observation));
        }
        return sum;
    }

    @Override
    public Policy policy(Parameters parameters, ObservationSpace observations, ActionSpace actions) {
        return new Policy() {
            @Override
            public int action(float[] observation) {
                int best = 0;
                for (int action = 1; action < actions.outputs(); action++) {
                    best = value(action, observation) > value(best, observation) ? action : best;
                }
                return best;
            }

            private double value(int action, float[] observation) {
                double sum = 0;
                for (int k = 0; k < observation.length; k++) {
                    sum += parameters.value(0, action * observation.length + k) * observation[k];
                }
                return sum;
            }
        };
    }
}

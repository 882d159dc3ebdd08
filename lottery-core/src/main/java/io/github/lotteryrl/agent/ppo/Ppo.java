// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

import io.github.lotteryrl.agent.AgentBuilder;
import io.github.lotteryrl.agent.DiagonalNormal;
import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.Filters;
import io.github.lotteryrl.agent.Learner;
import io.github.lotteryrl.agent.LearningAgent;
import io.github.lotteryrl.agent.NetworkShape;
import io.github.lotteryrl.agent.ObservationStatistics;
import io.github.lotteryrl.agent.Optimisation;
import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.NetworkSpec;
import io.github.lotteryrl.nn.Schedule;
import io.github.lotteryrl.nn.WeightDecay;
import java.util.ArrayList;
import java.util.List;

/**
 * Proximal policy optimisation with a clipped ratio (Schulman et al. 2017) and generalised advantages (Schulman et al.
 * 2016), a separate actor and critic, several environments in parallel. Immutable and thread-safe.
 *
 * <p>Discrete actions have a categorical policy over the actor's outputs as logits. Continuous ones have a normal
 * distribution per dimension with the actor's outputs as means and free parameters as logarithms of the deviations.
 *
 * <table>
 * <caption>Names</caption>
 * <tr><th>setting</th><th>in the papers</th></tr>
 * <tr><td>{@code discount}</td><td>gamma</td></tr>
 * <tr><td>{@code gaeLambda}</td><td>lambda</td></tr>
 * <tr><td>{@code ratioClip}</td><td>epsilon, "likelihood ratio clip"</td></tr>
 * <tr><td>{@code environments}</td><td>N, "number of workers"</td></tr>
 * <tr><td>{@code horizon}</td><td>T, steps per environment and iteration</td></tr>
 * <tr><td>{@code epochs}</td><td>K</td></tr>
 * <tr><td>{@code valueCoefficient}, {@code entropyCoefficient}</td><td>c1, c2; the value loss is (V - R)^2 / 2</td></tr>
 * </table>
 *
 * <p>Where an episode is truncated, its return is bootstrapped from the value of the last observation; {@link
 * Builder#truncationTerminates} treats it as an end instead, as the paper's code base did.
 *
 * <p>Observations may be normalised ({@link Builder#normaliseObservations}). The statistics are part of the parameters: a ticket,
 * a policy and a student have those that their weights were learned with.
 *
 * <pre>{@code
 * Ppo agent = Ppo.cartPole().toBuilder().hidden(128, 128).build();
 * }</pre>
 */
public final class Ppo extends LearningAgent<PpoSettings> {

    static final String ACTOR = "actor";
    static final String CRITIC = "critic";

    Ppo(PpoSettings settings) {
        super(settings);
    }

    /**
     * The paper's table 3: Cart-Pole, 64,64 units, 80 000 steps, the actor pruned.
     *
     * <p>Not in the table: ReLU, Adam's epsilon 1e-8, horizon 32, four minibatches, clipping of the gradient's norm at 0.5,
     * learning rate and ratio clip falling linearly to zero, advantages not normalised. The horizon was calibrated: of 32, 64
     * and 128 the shortest does best, because it makes the most updates of 80 000 steps.
     */
    public static Ppo cartPole() {
        return builder().build();
    }

    /**
     * The paper's table 5: Acrobot, 500 000 steps, the actor pruned; 128,64 units as in table 4. Not in the table: as in
     * {@link #cartPole()}, but a norm of 1, horizon 128 and one minibatch. These two were calibrated: every horizon from 32 to
     * 128 reaches -90, but what tickets keep depends on how many updates 500 000 steps make (guide "Figure 8").
     */
    public static Ppo acrobot() {
        return builder()
                .hidden(128, 64)
                .gaeLambda(0.95)
                .entropyCoefficient(0.01)
                .steps(500_000)
                .horizon(128)
                .minibatches(1)
                .maxGradientNorm(1)
                .build();
    }

    /**
     * The paper's table 7: PyBullet, 64,64 units as in table 6, 1 500 000 steps, actor and critic pruned. Not in the table: tanh,
     * horizon 128, a norm of 1, normalised advantages; the rest as in {@link #cartPole()}. The horizon was calibrated: of 128, 256
     * and 512 the shortest does best, because it makes the most updates.
     */
    public static Ppo pyBullet() {
        return builder()
                .activation(Activation.TANH)
                .gaeLambda(0.98)
                .steps(1_500_000)
                .environments(10)
                .epochs(10)
                .horizon(128)
                .maxGradientNorm(1)
                .normaliseAdvantages(true)
                .pruned(PrunedModules.ACTOR_AND_CRITIC)
                .build();
    }

    /**
     * GridMaze, for figure 12; the paper prints no settings: those of table 5, 512,256 units, 5 000 000 steps of 10 environments,
     * horizon 64, four minibatches, a norm of 1; the rest as in {@link #cartPole()}. Not calibrated.
     */
    public static Ppo gridMaze() {
        return builder()
                .hidden(512, 256)
                .gaeLambda(0.95)
                .entropyCoefficient(0.01)
                .steps(5_000_000)
                .environments(10)
                .horizon(64)
                .maxGradientNorm(1)
                .build();
    }

    /**
     * MinAtar. Not in the paper, whose agents there are of the kind of {@link io.github.lotteryrl.agent.dqn.Dqn#minAtar()}: 16
     * filters of 3 x 3 cells, then 128,64 units, as the networks with convolutions in its table 10; the rest as in {@link
     * #gridMaze()}. Not calibrated.
     */
    public static Ppo minAtar() {
        return gridMaze().toBuilder()
                .convolutions(Filters.of(16, 3))
                .hidden(128, 64)
                .build();
    }

    /** Returns a builder that starts from {@link #cartPole()}. */
    public static Builder builder() {
        return new Builder(Builder.DEFAULT);
    }

    /** Returns a builder that starts from this agent. */
    public Builder toBuilder() {
        return new Builder(settings());
    }

    @Override
    public List<NetworkSpec> networks(ObservationSpace observations, ActionSpace actions) {
        return List.of(
                settings().actor().spec(ACTOR, observations, actions.outputs()),
                settings().critic().spec(CRITIC, observations, 1));
    }

    @Override
    public ParameterLayout layout(ObservationSpace observations, ActionSpace actions) {
        final List<NetworkSpec> networks = networks(observations, actions);
        final List<TensorSpec> tensors =
                new ArrayList<>(networks.get(0).tensors(settings().pruned().prunesActor()));
        if (actions instanceof ActionSpace.Continuous) {
            tensors.add(DiagonalNormal.tensor(ACTOR, actions.outputs()));
        }
        tensors.addAll(networks.get(1).tensors(settings().pruned().prunesCritic()));
        if (settings().normaliseObservations()) {
            tensors.addAll(ObservationStatistics.tensors(observations));
        }
        return ParameterLayout.of(tensors);
    }

    @Override
    public Ppo shortened(long steps) {
        return toBuilder()
                .steps(Math.max(steps, settings().batch()))
                .evaluation(settings().evaluation().shortened())
                .build();
    }

    @Override
    protected Learner learner(TrainingTask task) {
        return new PpoLearner(this, task);
    }

    /**
     * Builds a {@link Ppo}; settings are checked in {@link #build()}. With dropout the likelihood ratio is not exactly 1 in the
     * first epoch either, because actions were taken by the whole network. Weight decay moves the logarithms of the deviations of
     * continuous actions towards their first values. Not thread-safe.
     */
    public static final class Builder extends AgentBuilder<Builder> {

        private static final PpoSettings DEFAULT = new PpoSettings(
                NetworkShape.dense(64, 64),
                NetworkShape.dense(64, 64),
                new Optimisation(5e-4, Schedule.LINEAR, 1e-8, 0.5, WeightDecay.none(), 0),
                0.99,
                0.8,
                0.5,
                0.001,
                0.2,
                Schedule.LINEAR,
                80_000,
                4,
                32,
                4,
                4,
                false,
                false,
                false,
                0,
                PrunedModules.ACTOR,
                EvaluationPlan.DEFAULT);

        private List<Integer> actor;
        private List<Integer> critic;
        private double discount;
        private double gaeLambda;
        private double valueCoefficient;
        private double entropyCoefficient;
        private double ratioClip;
        private Schedule ratioClipSchedule;
        private int horizon;
        private int epochs;
        private int minibatches;
        private boolean normaliseAdvantages;
        private boolean normaliseObservations;
        private boolean truncationTerminates;
        private double initialLogDeviation;
        private PrunedModules pruned;

        private Builder(PpoSettings settings) {
            super(
                    settings.actor().convolutions(),
                    settings.actor().activation(),
                    settings.optimisation(),
                    settings.steps(),
                    settings.environments(),
                    settings.evaluation());
            actor = settings.actor().hidden();
            critic = settings.critic().hidden();
            discount = settings.discount();
            gaeLambda = settings.gaeLambda();
            valueCoefficient = settings.valueCoefficient();
            entropyCoefficient = settings.entropyCoefficient();
            ratioClip = settings.ratioClip();
            ratioClipSchedule = settings.ratioClipSchedule();
            horizon = settings.horizon();
            epochs = settings.epochs();
            minibatches = settings.minibatches();
            normaliseAdvantages = settings.normaliseAdvantages();
            normaliseObservations = settings.normaliseObservations();
            truncationTerminates = settings.truncationTerminates();
            initialLogDeviation = settings.initialLogDeviation();
            pruned = settings.pruned();
        }

        @Override
        protected Builder self() {
            return this;
        }

        /** Sets the hidden units of actor and critic alike, input side first. Default 64, 64. */
        @Override
        public Builder hidden(Integer... units) {
            return actor(units).critic(units);
        }

        /** Sets the hidden units of the actor, input side first. */
        public Builder actor(Integer... units) {
            actor = List.of(units);
            return this;
        }

        /** Sets the hidden units of the critic, input side first. */
        public Builder critic(Integer... units) {
            critic = List.of(units);
            return this;
        }

        /** Sets the discount factor, in [0, 1]. Default 0.99. */
        public Builder discount(double value) {
            discount = value;
            return this;
        }

        /** Sets the decay of generalised advantages, in [0, 1]. Default 0.8. */
        public Builder gaeLambda(double value) {
            gaeLambda = value;
            return this;
        }

        /** Sets the weight of the value loss, at least 0. Default 0.5. */
        public Builder valueCoefficient(double value) {
            valueCoefficient = value;
            return this;
        }

        /** Sets the weight of the entropy bonus, at least 0. Default 0.001. */
        public Builder entropyCoefficient(double value) {
            entropyCoefficient = value;
            return this;
        }

        /** Sets how far the likelihood ratio may leave 1, above 0. Default 0.2. */
        public Builder ratioClip(double value) {
            ratioClip = value;
            return this;
        }

        /** Sets how the clip range moves over the run. Default linear to zero. */
        public Builder ratioClipSchedule(Schedule value) {
            ratioClipSchedule = value;
            return this;
        }

        /** Sets the steps per environment and iteration, at least 1. Default 32. */
        public Builder horizon(int value) {
            horizon = value;
            return this;
        }

        /** Sets how often each iteration's experience is gone through, at least 1. Default 4. */
        public Builder epochs(int value) {
            epochs = value;
            return this;
        }

        /** Sets into how many parts each epoch is divided, at least 1; what is left over is dropped. Default 4. */
        public Builder minibatches(int value) {
            minibatches = value;
            return this;
        }

        /** Sets whether each iteration's advantages are brought to mean 0 and deviation 1. Default no. */
        public Builder normaliseAdvantages(boolean value) {
            normaliseAdvantages = value;
            return this;
        }

        /**
         * Sets whether each dimension of the observation is brought to mean 0 and deviation 1 and clipped to [-10, 10] before the
         * networks read it. Default no, as in the paper.
         *
         * <p>Mean and deviation are those of all observations that the run has acted on while training, evaluations aside, up to
         * the beginning of the current iteration: an iteration's experience is collected and learned from with the same ones. In
         * the first iteration there are none yet, and observations are clipped alone. Tickets begin each level without any, as
         * with initial weights; after late rewinding they go on from those of the step that is rewound to.
         *
         * <p>Tasks whose observations are binary are refused.
         */
        public Builder normaliseObservations(boolean value) {
            normaliseObservations = value;
            return this;
        }

        /** Sets whether a truncated episode counts as terminated instead of being bootstrapped. Default no. */
        public Builder truncationTerminates(boolean value) {
            truncationTerminates = value;
            return this;
        }

        /** Sets the first logarithm of the deviation of continuous actions. Default 0. */
        public Builder initialLogDeviation(double value) {
            initialLogDeviation = value;
            return this;
        }

        /** Sets which networks are pruned. Default the actor. */
        public Builder pruned(PrunedModules value) {
            pruned = value;
            return this;
        }

        /**
         * Returns the agent.
         *
         * @throws IllegalArgumentException if a setting is out of its bounds
         */
        public Ppo build() {
            return new Ppo(new PpoSettings(
                    network(actor),
                    network(critic),
                    optimisation(),
                    discount,
                    gaeLambda,
                    valueCoefficient,
                    entropyCoefficient,
                    ratioClip,
                    ratioClipSchedule,
                    steps(),
                    environments(),
                    horizon,
                    epochs,
                    minibatches,
                    normaliseAdvantages,
                    normaliseObservations,
                    truncationTerminates,
                    initialLogDeviation,
                    pruned,
                    evaluation()));
        }
    }
}

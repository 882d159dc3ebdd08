// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.distill;

import io.github.lotteryrl.agent.AgentBuilder;
import io.github.lotteryrl.agent.DiagonalNormal;
import io.github.lotteryrl.agent.Learner;
import io.github.lotteryrl.agent.LearningAgent;
import io.github.lotteryrl.agent.NetworkShape;
import io.github.lotteryrl.agent.ObservationStatistics;
import io.github.lotteryrl.agent.Optimisation;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.agent.ppo.PrunedModules;
import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.StudentAgent;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.nn.NetworkSpec;
import io.github.lotteryrl.nn.Schedule;
import io.github.lotteryrl.nn.WeightDecay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Behavioural cloning of a {@link Ppo} agent's policy (the paper, section 3.1; Rusu et al. 2016): the teacher acts, drawing
 * from its policy, and the student learns to have the same one. The student never acts while it learns, so what it learns from
 * does not depend on what it has learned.
 *
 * <p>The loss is the cross-entropy between the two policies where actions are numbered, and the divergence of Kullback and
 * Leibler from the teacher's to the student's where they are vectors. A student with a critic learns the teacher's values
 * besides, by their squared error. Where the teacher normalises observations, the student does so by the teacher's statistics,
 * which stay as they are. Immutable and thread-safe.
 *
 * <pre>{@code
 * PolicyCloning student = PolicyCloning.cartPole().toBuilder().hidden(64, 64).build();
 * }</pre>
 */
public final class PolicyCloning extends LearningAgent<PolicyCloningSettings> implements StudentAgent {

    private static final String ACTOR = "actor";
    private static final String CRITIC = "critic";

    private PolicyCloning(PolicyCloningSettings settings) {
        super(settings);
    }

    /**
     * The paper's table 2: Cart-Pole, a student of 128,128 units, 10 000 steps. Not in the table: horizon, epochs, minibatches and
     * what else the teacher's preset {@link Ppo#cartPole()} says, a constant learning rate, no critic.
     */
    public static PolicyCloning cartPole() {
        return of(Ppo.cartPole())
                .hidden(128, 128)
                .learningRate(1e-3)
                .steps(10_000)
                .build();
    }

    /**
     * The paper's table 4: Acrobot, a student of 128,64 units, 200 000 steps. Not in the table: as in {@link #cartPole()}, from
     * {@link Ppo#acrobot()}, but with horizon 32 and four minibatches. The teacher's one minibatch of 512 would make 1 560
     * updates of it, after which the magnitude of a weight still says what was drawn and not what was learned: the hidden layer,
     * drawn smallest, is pruned away as a whole at 7 % of the weights.
     */
    public static PolicyCloning acrobot() {
        return of(Ppo.acrobot())
                .hidden(128, 64)
                .steps(200_000)
                .horizon(32)
                .minibatches(4)
                .build();
    }

    /**
     * The paper's table 6: PyBullet, actor and critic of 64,64 units, both pruned, 500 000 steps. Not in the table: as in {@link
     * #cartPole()}, from {@link Ppo#pyBullet()}.
     */
    public static PolicyCloning pyBullet() {
        return of(Ppo.pyBullet())
                .hidden(64, 64)
                .critic(64, 64)
                .pruned(PrunedModules.ACTOR_AND_CRITIC)
                .steps(500_000)
                .build();
    }

    /**
     * Returns a builder for students of an agent. It starts from the teacher's environments, horizon, epochs, minibatches, network,
     * bound of the gradient and evaluation, from Adam with 5e-4, and from the teacher's steps.
     */
    public static Builder of(Ppo teacher) {
        return new Builder(teacher);
    }

    /** Returns a builder that starts from this agent. */
    public Builder toBuilder() {
        return new Builder(settings());
    }

    @Override
    public Ppo teacher() {
        return settings().teacher();
    }

    @Override
    public List<NetworkSpec> networks(ObservationSpace observations, ActionSpace actions) {
        final List<NetworkSpec> networks = new ArrayList<>();
        networks.add(settings().actor().spec(ACTOR, observations, actions.outputs()));
        settings().critic().ifPresent(shape -> networks.add(shape.spec(CRITIC, observations, 1)));
        return networks;
    }

    @Override
    public ParameterLayout layout(ObservationSpace observations, ActionSpace actions) {
        final List<NetworkSpec> networks = networks(observations, actions);
        final boolean hasCritic = networks.size() > 1;
        final List<TensorSpec> tensors = new ArrayList<>(
                networks.get(0).tensors(!hasCritic || settings().pruned().prunesActor()));
        if (actions instanceof ActionSpace.Continuous) {
            tensors.add(DiagonalNormal.tensor(ACTOR, actions.outputs()));
        }
        if (hasCritic) {
            tensors.addAll(networks.get(1).tensors(settings().pruned().prunesCritic()));
        }
        if (teacher().settings().normaliseObservations()) {
            tensors.addAll(ObservationStatistics.tensors(observations));
        }
        return ParameterLayout.of(tensors);
    }

    @Override
    public PolicyCloning shortened(long steps) {
        return toBuilder()
                .steps(Math.max(
                        steps, (long) settings().environments() * settings().horizon()))
                .evaluation(settings().evaluation().shortened())
                .build();
    }

    @Override
    protected Learner learner(TrainingTask task) {
        return new PolicyCloningLearner(this, task);
    }

    /** Builds a {@link PolicyCloning}; settings are checked in {@link #build()}. Not thread-safe. */
    public static final class Builder extends AgentBuilder<Builder> {

        private Ppo teacher;
        private List<Integer> actor;
        private Optional<List<Integer>> critic;
        private double valueCoefficient;
        private PrunedModules pruned;
        private int horizon;
        private int epochs;
        private int minibatches;

        private Builder(Ppo teacher) {
            this(new PolicyCloningSettings(
                    teacher,
                    teacher.settings().actor(),
                    Optional.empty(),
                    0.5,
                    PrunedModules.ACTOR,
                    new Optimisation(
                            5e-4,
                            Schedule.CONSTANT,
                            1e-8,
                            teacher.settings().optimisation().maxGradientNorm(),
                            WeightDecay.none(),
                            0),
                    teacher.settings().steps(),
                    teacher.settings().environments(),
                    teacher.settings().horizon(),
                    teacher.settings().epochs(),
                    teacher.settings().minibatches(),
                    teacher.settings().evaluation()));
        }

        private Builder(PolicyCloningSettings settings) {
            super(
                    settings.actor().convolutions(),
                    settings.actor().activation(),
                    settings.optimisation(),
                    settings.steps(),
                    settings.environments(),
                    settings.evaluation());
            teacher = settings.teacher();
            actor = settings.actor().hidden();
            critic = settings.critic().map(NetworkShape::hidden);
            valueCoefficient = settings.valueCoefficient();
            pruned = settings.pruned();
            horizon = settings.horizon();
            epochs = settings.epochs();
            minibatches = settings.minibatches();
        }

        @Override
        protected Builder self() {
            return this;
        }

        /** Sets the hidden units of the actor, input side first, and of the critic if there is one. */
        @Override
        public Builder hidden(Integer... units) {
            actor = List.of(units);
            critic = critic.map(old -> actor);
            return this;
        }

        /** Sets the agent to learn from, and nothing else. */
        public Builder teacher(Ppo value) {
            teacher = value;
            return this;
        }

        /** Gives the student a critic with such hidden units, which learns the teacher's values. Default none. */
        public Builder critic(Integer... units) {
            critic = Optional.of(List.of(units));
            return this;
        }

        /** Sets the weight of the critic's loss, at least 0. Default 0.5. */
        public Builder valueCoefficient(double value) {
            valueCoefficient = value;
            return this;
        }

        /** Sets which networks are pruned, where there is a critic. Default the actor. */
        public Builder pruned(PrunedModules value) {
            pruned = value;
            return this;
        }

        /** Sets the steps per environment and iteration, at least 1. Default the teacher's. */
        public Builder horizon(int value) {
            horizon = value;
            return this;
        }

        /** Sets how often each iteration's observations are gone through, at least 1. Default the teacher's. */
        public Builder epochs(int value) {
            epochs = value;
            return this;
        }

        /** Sets into how many parts each epoch is divided, at least 1; what is left over is dropped. Default the teacher's. */
        public Builder minibatches(int value) {
            minibatches = value;
            return this;
        }

        /**
         * Returns the agent.
         *
         * @throws IllegalArgumentException if a setting is out of its bounds
         */
        public PolicyCloning build() {
            return new PolicyCloning(new PolicyCloningSettings(
                    teacher,
                    network(actor),
                    critic.map(this::network),
                    valueCoefficient,
                    pruned,
                    optimisation(),
                    steps(),
                    environments(),
                    horizon,
                    epochs,
                    minibatches,
                    evaluation()));
        }
    }
}

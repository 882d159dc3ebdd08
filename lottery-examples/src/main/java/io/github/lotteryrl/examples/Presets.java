// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.agent.NeuralAgent;
import io.github.lotteryrl.agent.distill.PolicyCloning;
import io.github.lotteryrl.agent.distill.ValueCloning;
import io.github.lotteryrl.agent.dqn.Dqn;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.agent.supervised.Classifier;
import io.github.lotteryrl.api.ClassificationTask;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.internal.Check;

/** The agents that the paper trains on each task, and the others that one may want there. */
public final class Presets {

    private Presets() {}

    /** The tasks of the paper that share their settings. Any other task is treated as Cart-Pole. */
    private enum Kin {
        CART_POLE,
        ACROBOT,
        PY_BULLET,
        GRID_MAZE,
        MIN_ATAR;

        static Kin of(EnvironmentFactory task) {
            final String name = task.name();
            if (name.startsWith("Acrobot-")) {
                return ACROBOT;
            }
            if (name.contains("PyBulletEnv-")) {
                return PY_BULLET;
            }
            if (name.startsWith("GridMaze-")) {
                return GRID_MAZE;
            }
            return name.startsWith("MinAtar/") ? MIN_ATAR : CART_POLE;
        }
    }

    /** Returns the paper's agent for a task. */
    static NeuralAgent agentFor(EnvironmentFactory task) {
        return agentFor(task, kindFor(task), false);
    }

    /** Returns which learner the paper has for a task. */
    static AgentKind kindFor(EnvironmentFactory task) {
        if (task instanceof ClassificationTask) {
            return AgentKind.CLASSIFIER;
        }
        return switch (Kin.of(task)) {
            case CART_POLE, ACROBOT, PY_BULLET -> AgentKind.PPO;
            case GRID_MAZE, MIN_ATAR -> AgentKind.DQN;
        };
    }

    /**
     * Returns an agent for a task.
     *
     * @param convolutions whether it is to have some, where the paper has agents of both kinds
     * @throws IllegalArgumentException if such a learner cannot learn that
     */
    public static NeuralAgent agentFor(EnvironmentFactory task, AgentKind kind, boolean convolutions) {
        final boolean labelled = task instanceof ClassificationTask;
        Check.that(
                labelled == (kind == AgentKind.CLASSIFIER),
                labelled
                        ? "%s has labelled data to learn from: its agent is classifier"
                        : "%s has no labelled data for a classifier to learn from",
                task.name());
        return switch (kind) {
            case PPO -> ppo(Kin.of(task));
            case DQN -> dqn(Kin.of(task), convolutions);
            case CLONE -> student(Kin.of(task), convolutions);
            case CLASSIFIER -> Classifier.mnist();
        };
    }

    private static Ppo ppo(Kin task) {
        return switch (task) {
            case CART_POLE -> Ppo.cartPole();
            case ACROBOT -> Ppo.acrobot();
            case PY_BULLET -> Ppo.pyBullet();
            case GRID_MAZE -> Ppo.gridMaze();
            case MIN_ATAR -> Ppo.minAtar();
        };
    }

    private static Dqn dqn(Kin task, boolean convolutions) {
        return switch (task) {
            case CART_POLE, ACROBOT, PY_BULLET -> Dqn.cartPole();
            case GRID_MAZE -> Dqn.gridMaze();
            case MIN_ATAR -> convolutions ? Dqn.minAtarCnn() : Dqn.minAtar();
        };
    }

    private static NeuralAgent student(Kin task, boolean convolutions) {
        return switch (task) {
            case CART_POLE -> PolicyCloning.cartPole();
            case ACROBOT -> PolicyCloning.acrobot();
            case PY_BULLET -> PolicyCloning.pyBullet();
            case GRID_MAZE -> ValueCloning.of(Dqn.gridMaze()).build();
            case MIN_ATAR -> convolutions ? ValueCloning.minAtarCnn() : ValueCloning.minAtar();
        };
    }
}

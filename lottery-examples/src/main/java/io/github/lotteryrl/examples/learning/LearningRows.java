// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.learning;

import io.github.lotteryrl.agent.distill.PolicyCloning;
import io.github.lotteryrl.agent.distill.ValueCloning;
import io.github.lotteryrl.agent.dqn.Dqn;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.agent.supervised.Classifier;
import io.github.lotteryrl.api.Agent;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.envs.mnist.Mnist;
import io.github.lotteryrl.examples.learning.Budget.Steps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which learner is trained on which task, how long, and what others report. The agents are the presets of the paper; DQN on
 * MinAtar is brought from the paper's 15 000 000 steps to the 5 000 000 of the published returns.
 */
final class LearningRows {

    // Smoke, quick, full.
    private static final Steps CART_POLE_PPO = new Steps(1_024, 80_000, 80_000);
    private static final Steps CART_POLE_DQN = new Steps(256, 100_000, 100_000);
    private static final Steps CART_POLE_STUDENT = new Steps(512, 10_000, 10_000);
    private static final Steps ACROBOT_PPO = new Steps(1_024, 500_000, 500_000);
    private static final Steps ACROBOT_STUDENT = new Steps(1_024, 200_000, 200_000);
    private static final Steps ROBOT_PPO = new Steps(5_120, 1_500_000, 1_500_000);
    private static final Steps ROBOT_STUDENT = new Steps(5_120, 500_000, 500_000);
    private static final Steps GRID_MAZE = new Steps(1_280, 750_000, 5_000_000);
    private static final Steps MIN_ATAR = new Steps(640, 750_000, 5_000_000);
    private static final Steps DIGITS = new Steps(600, 600_000, 600_000);

    private static final String CLEAN_RL = "CleanRL";
    private static final String ZOO = "rl-baselines3-zoo, tuned";
    private static final String STABLE_BASELINES = "Stable-Baselines3, 256,256 units";
    private static final String MIN_ATAR_AUTHORS = "MinAtar's authors";
    private static final String SCRIPTED = "a scripted policy; no return is higher";

    /** From here on Gym counts Cart-Pole as solved. */
    private static final double CART_POLE_SOLVED = 475;
    /** From here on Gym counts Acrobot as solved. */
    private static final double ACROBOT_SOLVED = -100;

    private LearningRows() {}

    /**
     * Returns the rows in the order of the table.
     *
     * @param mnist where the files of MNIST are; without it there is no row for them
     */
    static List<LearningRow> all(Optional<Path> mnist) {
        final List<LearningRow> rows = new ArrayList<>(List.of(
                row("CartPole-v1", "PPO", LearningRows::cartPole)
                        .seeds(10, 10)
                        .solvedAt(CART_POLE_SOLVED)
                        .against(Published.of(490, 6, 500_000, CLEAN_RL))
                        .against(Published.of(500, 100_000, ZOO)),
                row("CartPole-v1", "DQN", budget -> budget.fit(Dqn.cartPole(), CART_POLE_DQN))
                        .seeds(5, 10)
                        .solvedAt(CART_POLE_SOLVED)
                        .against(Published.of(500, 50_000, ZOO)),
                row("CartPole-v1", "cloning", LearningRows::cartPoleStudent)
                        .seeds(10, 10)
                        .solvedAt(CART_POLE_SOLVED),
                row("Acrobot-v1", "PPO", LearningRows::acrobot)
                        .seeds(5, 10)
                        .solvedAt(ACROBOT_SOLVED)
                        .against(Published.of(-86.4, 1.3, 500_000, CLEAN_RL))
                        .against(Published.of(-80, 500_000, "gymnax, a preset like the paper's")),
                row("Acrobot-v1", "cloning", LearningRows::acrobotStudent)
                        .seeds(5, 10)
                        .solvedAt(ACROBOT_SOLVED),
                robot("HopperPyBulletEnv-v0", 1_567),
                robot("Walker2DPyBulletEnv-v0", 1_230),
                robot("HalfCheetahPyBulletEnv-v0", 1_976),
                robot("AntPyBulletEnv-v0", 2_364),
                row("HalfCheetahPyBulletEnv-v0", "cloning", LearningRows::robotStudent)
                        .seeds(2, 10),
                row("AntPyBulletEnv-v0", "cloning", LearningRows::robotStudent).seeds(2, 10),
                row("GridMaze-v0", "DQN", budget -> budget.fit(Dqn.gridMaze(), GRID_MAZE))
                        .seeds(3, 5)
                        .against(Published.scripted(42, SCRIPTED)),
                row("GridMaze-v0", "PPO", budget -> budget.fit(Ppo.gridMaze(), GRID_MAZE))
                        .seeds(3, 5)
                        .against(Published.scripted(42, SCRIPTED)),
                minAtar("MinAtar/Breakout-v1", 10),
                minAtar("MinAtar/Asterix-v1", 17),
                minAtar("MinAtar/Freeway-v1", 50),
                minAtar("MinAtar/SpaceInvaders-v1", 44),
                minAtar("MinAtar/Seaquest-v1", 20),
                row("MinAtar/Breakout-v1", "cloning", LearningRows::breakoutStudent)
                        .seeds(3, 5),
                row("StrokeDigits-v0", "classifier", LearningRows::digits).seeds(3, 5)));
        mnist.ifPresent(folder -> rows.add(LearningRow.of(Mnist.read(folder), "classifier", LearningRows::digits)
                .seeds(3, 5)));
        return rows;
    }

    private static LearningRow row(String task, String learner, Function<Budget, Agent> agent) {
        return LearningRow.of(Environments.find(task), learner, agent);
    }

    private static LearningRow robot(String task, double published) {
        return row(task, "PPO", LearningRows::robot)
                .seeds(2, 10)
                .against(Published.of(published, 2_000_000, STABLE_BASELINES));
    }

    private static LearningRow minAtar(String game, double published) {
        return row(game, "DQN", budget -> budget.fit(Dqn.minAtarCnn(), MIN_ATAR))
                .seeds(3, 5)
                .against(Published.inTraining(published, 5_000_000, MIN_ATAR_AUTHORS));
    }

    private static Ppo cartPole(Budget budget) {
        return budget.fit(Ppo.cartPole(), CART_POLE_PPO);
    }

    /** {@link PolicyCloning#cartPole()} of a teacher that has the same budget. */
    private static PolicyCloning cartPoleStudent(Budget budget) {
        return budget.fit(PolicyCloning.of(cartPole(budget)).hidden(128, 128).learningRate(1e-3), CART_POLE_STUDENT);
    }

    private static Ppo acrobot(Budget budget) {
        return budget.fit(Ppo.acrobot(), ACROBOT_PPO);
    }

    /** {@link PolicyCloning#acrobot()} of a teacher that has the same budget. */
    private static PolicyCloning acrobotStudent(Budget budget) {
        return budget.fit(
                PolicyCloning.of(acrobot(budget)).hidden(128, 64).horizon(32).minibatches(4), ACROBOT_STUDENT);
    }

    private static Ppo robot(Budget budget) {
        return budget.fit(Ppo.pyBullet(), ROBOT_PPO);
    }

    /** {@link PolicyCloning#pyBullet()} of a teacher that has the same budget. */
    private static PolicyCloning robotStudent(Budget budget) {
        final Ppo teacher = robot(budget);
        return budget.fit(
                PolicyCloning.pyBullet().toBuilder()
                        .teacher(teacher)
                        .evaluation(teacher.settings().evaluation()),
                ROBOT_STUDENT);
    }

    /** {@link ValueCloning#minAtarCnn()} of a teacher that has the same budget. */
    private static ValueCloning breakoutStudent(Budget budget) {
        return budget.fit(ValueCloning.of(budget.fit(Dqn.minAtarCnn(), MIN_ATAR)), MIN_ATAR);
    }

    private static Classifier digits(Budget budget) {
        return budget.fit(Classifier.mnist(), DIGITS);
    }
}

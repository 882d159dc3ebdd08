// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figures;

import io.github.lotteryrl.agent.NeuralAgent;
import io.github.lotteryrl.agent.distill.PolicyCloning;
import io.github.lotteryrl.agent.distill.ValueCloning;
import io.github.lotteryrl.agent.dqn.Dqn;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.examples.AgentKind;
import io.github.lotteryrl.examples.Presets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tasks of the figures, as the paper calls them. */
public enum Task {
    /** Cart-Pole. */
    CART_POLE("Cart-Pole", "CartPole-v1"),
    /** Acrobot. */
    ACROBOT("Acrobot", "Acrobot-v1"),
    /** One leg that hops, in Bullet. */
    HOPPER("Hopper", "HopperPyBulletEnv-v0"),
    /** Two legs that walk, in Bullet. */
    WALKER_2D("Walker2D", "Walker2DPyBulletEnv-v0"),
    /** Half a cheetah that runs, in Bullet. */
    HALF_CHEETAH("HalfCheetah", "HalfCheetahPyBulletEnv-v0"),
    /** Four legs that run, in Bullet. */
    ANT("Ant", "AntPyBulletEnv-v0"),
    /** GridMaze, a channel for each kind of object. */
    GRID_MAZE("GridMaze", "GridMaze-v0"),
    /** GridMaze in colours. */
    GRID_MAZE_RGB("GridMaze RGB", "GridMaze-v0?encoding=rgb"),
    /** GridMaze, all cells mixed by a random matrix. */
    GRID_MAZE_ENTANGLED("GridMaze entangled", "GridMaze-v0?encoding=entangled"),
    /** MinAtar's Asterix. */
    ASTERIX("Asterix", "MinAtar/Asterix-v1"),
    /** MinAtar's Breakout. */
    BREAKOUT("Breakout", "MinAtar/Breakout-v1"),
    /** MinAtar's Freeway. */
    FREEWAY("Freeway", "MinAtar/Freeway-v1"),
    /** MinAtar's Space Invaders. */
    SPACE_INVADERS("SpaceInvaders", "MinAtar/SpaceInvaders-v1"),
    /** Pictures of digits to classify: without the files of MNIST, drawn here. */
    DIGITS("Digits", "StrokeDigits-v0");

    private final String paperName;
    private final String environment;

    Task(String paperName, String environment) {
        this.paperName = paperName;
        this.environment = environment;
    }

    /** Tasks that cost about as much. */
    public enum Family {
        /** Cart-Pole and Acrobot. */
        CONTROL,
        /** The robots of PyBullet. */
        PY_BULLET,
        /** GridMaze in any encoding. */
        GRID_MAZE,
        /** The games. */
        MIN_ATAR,
        /** Classification of digits. */
        DIGITS
    }

    /** Returns what the task costs as much as. */
    public Family family() {
        return switch (this) {
            case CART_POLE, ACROBOT -> Family.CONTROL;
            case HOPPER, WALKER_2D, HALF_CHEETAH, ANT -> Family.PY_BULLET;
            case GRID_MAZE, GRID_MAZE_RGB, GRID_MAZE_ENTANGLED -> Family.GRID_MAZE;
            case ASTERIX, BREAKOUT, FREEWAY, SPACE_INVADERS -> Family.MIN_ATAR;
            case DIGITS -> Family.DIGITS;
        };
    }

    /** Returns the name in titles and tables. */
    public String paperName() {
        return paperName;
    }

    /**
     * Checks the tasks that a figure is asked for.
     *
     * @param wanted as the paper calls them
     * @param known the figure's tasks
     * @throws IllegalArgumentException if one of them is none of the figure's
     */
    public static void check(List<String> wanted, Stream<Task> known) {
        final Set<String> names = known.map(Task::paperName).collect(Collectors.toCollection(TreeSet::new));
        wanted.forEach(task ->
                Check.that(names.contains(task), "task '%s' unknown; known: %s", task, String.join(", ", names)));
    }

    /**
     * Returns the tasks of a figure that it is asked for, in the figure's order.
     *
     * @param wanted as the paper calls them; all if there are none
     * @param known the figure's tasks
     * @throws IllegalArgumentException as {@link #check}
     */
    public static List<Task> chosen(List<String> wanted, List<Task> known) {
        check(wanted, known.stream());
        return known.stream()
                .filter(task -> wanted.isEmpty() || wanted.contains(task.paperName()))
                .toList();
    }

    /** Returns what makes the environments. */
    public EnvironmentFactory environment() {
        return Environments.find(environment);
    }

    /** Returns the paper's agent, with the paper's steps. */
    public Ppo ppo() {
        return (Ppo) agent(AgentKind.PPO, Architecture.MLP);
    }

    /** Returns the paper's agent, with the paper's steps. */
    public Dqn dqn(Architecture architecture) {
        return (Dqn) agent(AgentKind.DQN, architecture);
    }

    /** Returns the paper's student of {@link #ppo()}, with the paper's steps. */
    public PolicyCloning policyStudent() {
        return (PolicyCloning) agent(AgentKind.CLONE, Architecture.MLP);
    }

    /** Returns the paper's student of a DQN agent, with the paper's steps. */
    public ValueCloning valueStudent(Architecture architecture) {
        return (ValueCloning) agent(AgentKind.CLONE, architecture);
    }

    private NeuralAgent agent(AgentKind kind, Architecture architecture) {
        return Presets.agentFor(environment(), kind, architecture == Architecture.CNN);
    }

    /** What a value network begins with. */
    public enum Architecture {
        /** Dense layers alone. */
        MLP,
        /** A convolution, then dense layers. */
        CNN
    }
}

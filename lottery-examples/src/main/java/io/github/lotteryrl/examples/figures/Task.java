// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figures;

import io.github.lotteryrl.agent.distill.PolicyCloning;
import io.github.lotteryrl.agent.distill.ValueCloning;
import io.github.lotteryrl.agent.dqn.Dqn;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Environments;

/** The tasks of the figures, as the paper calls them. */
public enum Task {
    /** Cart-Pole. */
    CART_POLE("Cart-Pole", "CartPole-v1"),
    /** Acrobot. */
    ACROBOT("Acrobot", "Acrobot-v1"),
    /** GridMaze, a channel for each kind of object. */
    GRID_MAZE("GridMaze", "GridMaze-v0"),
    /** GridMaze in colours. */
    GRID_MAZE_RGB("GridMaze, RGB", "GridMaze-v0?encoding=rgb"),
    /** GridMaze, all cells mixed by a random matrix. */
    GRID_MAZE_ENTANGLED("GridMaze, entangled", "GridMaze-v0?encoding=entangled"),
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
            case GRID_MAZE, GRID_MAZE_RGB, GRID_MAZE_ENTANGLED -> Family.GRID_MAZE;
            case ASTERIX, BREAKOUT, FREEWAY, SPACE_INVADERS -> Family.MIN_ATAR;
            case DIGITS -> Family.DIGITS;
        };
    }

    /** Returns the name in titles and tables. */
    public String paperName() {
        return paperName;
    }

    /** Returns what makes the environments. */
    public EnvironmentFactory environment() {
        return Environments.find(environment);
    }

    /** Returns the paper's agent, with the paper's steps. */
    public Ppo ppo() {
        return switch (this) {
            case CART_POLE -> Ppo.cartPole();
            case ACROBOT -> Ppo.acrobot();
            case GRID_MAZE, GRID_MAZE_RGB, GRID_MAZE_ENTANGLED -> Ppo.gridMaze();
            case ASTERIX, BREAKOUT, FREEWAY, SPACE_INVADERS -> Ppo.minAtar();
            case DIGITS -> throw labelled();
        };
    }

    private IllegalArgumentException labelled() {
        return new IllegalArgumentException(paperName + " has labelled data to learn from: its agent is a classifier");
    }

    /** Returns the paper's agent, with the paper's steps. */
    public Dqn dqn(Architecture architecture) {
        return switch (family()) {
            case CONTROL -> Dqn.cartPole();
            case GRID_MAZE -> Dqn.gridMaze();
            case MIN_ATAR -> architecture == Architecture.CNN ? Dqn.minAtarCnn() : Dqn.minAtar();
            case DIGITS -> throw labelled();
        };
    }

    /** Returns the paper's student of {@link #ppo()}, with the paper's steps. */
    public PolicyCloning policyStudent() {
        return this == ACROBOT ? PolicyCloning.acrobot() : PolicyCloning.cartPole();
    }

    /** Returns the paper's student of a DQN agent, with the paper's steps. */
    public ValueCloning valueStudent(Architecture architecture) {
        return architecture == Architecture.CNN ? ValueCloning.minAtarCnn() : ValueCloning.minAtar();
    }

    /** What a value network begins with. */
    public enum Architecture {
        /** Dense layers alone. */
        MLP,
        /** A convolution, then dense layers. */
        CNN
    }
}

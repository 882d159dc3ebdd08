// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

/** Which networks of an actor-critic agent are pruned (the paper, section 3.3: "AP" and "ACP"). */
public enum PrunedModules {
    /** The actor alone; the critic stays dense. The paper's choice for Cart-Pole, Acrobot and ATARI. */
    ACTOR,
    /** The critic alone. */
    CRITIC,
    /** Both, ranked together. The paper's choice for PyBullet. */
    ACTOR_AND_CRITIC;

    boolean prunesActor() {
        return this != CRITIC;
    }

    boolean prunesCritic() {
        return this != ACTOR;
    }
}

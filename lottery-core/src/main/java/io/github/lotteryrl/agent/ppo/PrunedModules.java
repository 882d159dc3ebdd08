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

    /** Returns whether the actor is pruned. */
    public boolean prunesActor() {
        return this != CRITIC;
    }

    /** Returns whether the critic is pruned. */
    public boolean prunesCritic() {
        return this != ACTOR;
    }
}

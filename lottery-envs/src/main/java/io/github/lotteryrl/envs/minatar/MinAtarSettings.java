// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

import io.github.lotteryrl.api.internal.Check;

/**
 * How a MinAtar game is played. Immutable.
 *
 * @param sticky the probability, in [0, 1], that a step repeats the action carried out last instead of the one asked for
 * @param ramping whether Asterix, Seaquest and Space Invaders become harder with time; without effect in the other two
 * @param actions which actions there are
 */
public record MinAtarSettings(double sticky, boolean ramping, ActionSet actions) {

    /** Sticky actions with probability 0.1, ramping, minimal action set: the variant "v1" of the games. */
    public static final MinAtarSettings DEFAULT = new MinAtarSettings(0.1, true, ActionSet.MINIMAL);

    /** Checks the bounds. */
    public MinAtarSettings {
        Check.fraction("sticky", sticky);
    }

    /** Which actions there are. */
    public enum ActionSet {
        /** All six, in the order nothing, left, up, right, down, fire. A game takes those it has no use for as nothing. */
        FULL,
        /** Only those that the game has a use for, in the same order. */
        MINIMAL
    }

    /** Returns these settings with another probability of sticky actions. */
    public MinAtarSettings withSticky(double newSticky) {
        return new MinAtarSettings(newSticky, ramping, actions);
    }

    /** Returns these settings with or without ramping. */
    public MinAtarSettings withRamping(boolean newRamping) {
        return new MinAtarSettings(sticky, newRamping, actions);
    }

    /** Returns these settings with another action set. */
    public MinAtarSettings withActions(ActionSet newActions) {
        return new MinAtarSettings(sticky, ramping, newActions);
    }
}

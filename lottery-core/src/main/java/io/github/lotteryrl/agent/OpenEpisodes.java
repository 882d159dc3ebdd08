// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.OpenEpisode;
import io.github.lotteryrl.api.VectorEnvironment;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;
import java.util.ArrayList;
import java.util.List;

/** Keeps where environments are: not their state, which only they know, but what was done in each open episode. */
public final class OpenEpisodes {

    /** No episode has more actions, so that a damaged file asks for no more memory than this many numbers. */
    private static final int LONGEST = 1 << 28;

    private OpenEpisodes() {}

    /** Writes the open episodes. */
    public static void save(VectorEnvironment environments, StateWriter to) {
        to.section("open episodes");
        for (OpenEpisode episode : environments.openEpisodes()) {
            to.number(episode.number());
            to.number(episode.numbered().length);
            to.ints(episode.numbered(), episode.numbered().length);
            to.number(episode.vectors().length);
            to.floats(episode.vectors(), episode.vectors().length);
        }
    }

    /** Plays the episodes again that {@link #save} wrote. */
    public static void restore(VectorEnvironment environments, StateReader from) {
        from.section("open episodes");
        final boolean discrete = environments.actionSpace() instanceof ActionSpace.Discrete;
        final List<OpenEpisode> episodes = new ArrayList<>();
        for (int i = 0; i < environments.count(); i++) {
            final long number = from.number();
            final int[] numbered = new int[from.number("actions", 0, discrete ? LONGEST : 0)];
            from.ints(
                    "action",
                    numbered,
                    numbered.length,
                    0,
                    environments.actionSpace().outputs() - 1);
            final float[] vectors = new float[from.number("numbers of actions", 0, discrete ? 0 : LONGEST)];
            from.floats(vectors, vectors.length);
            episodes.add(new OpenEpisode(number, numbered, vectors));
        }
        try {
            environments.resume(episodes);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw from.corrupt("an open episode cannot be played again: " + e.getMessage());
        }
    }
}

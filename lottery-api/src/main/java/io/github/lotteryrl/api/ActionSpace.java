// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Check;
import java.util.List;

/** What an agent may do in an {@link Environment}: choose one of several actions, or set some numbers. */
public sealed interface ActionSpace {

    /** Returns the space of the actions 0 to {@code count - 1}. */
    static Discrete discrete(int count) {
        return new Discrete(count);
    }

    /** Returns the space of vectors with one number per name, each within [-1, 1]. */
    static Continuous continuous(String... names) {
        return new Continuous(List.of(names), -1, 1);
    }

    /** Returns how many outputs a policy network needs: a logit per action, or a mean per dimension. */
    int outputs();

    /**
     * The actions 0 to {@code count - 1}.
     *
     * @param count at least 1
     */
    record Discrete(int count) implements ActionSpace {
        /** Checks the bounds. */
        public Discrete {
            Check.atLeast("count of actions", count, 1);
        }

        @Override
        public int outputs() {
            return count;
        }
    }

    /**
     * Vectors of numbers with common bounds. An environment clips what lies outside, as {@link Environment#step(float[])} says.
     *
     * @param names the dimensions, at least one
     * @param low lower bound
     * @param high upper bound, above {@code low}
     */
    record Continuous(List<String> names, double low, double high) implements ActionSpace {
        /** Checks the bounds. */
        public Continuous {
            names = List.copyOf(names);
            Check.atLeast("count of action dimensions", names.size(), 1);
            Check.that(low < high, "low %s is not below high %s", low, high);
        }

        @Override
        public int outputs() {
            return names.size();
        }
    }
}

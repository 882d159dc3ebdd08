// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.report;

import io.github.lotteryrl.agent.RandomReturn;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.internal.Check;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is known here of the task that a stored identity names. Not thread-safe. */
final class Task {

    private final String identity;
    private Optional<EnvironmentFactory> factory = Optional.empty();
    private Optional<ObservationSpace> observations = Optional.empty();
    private String unknown = "";
    private OptionalDouble randomReturn = OptionalDouble.empty();

    /** Looks for the task among those that have an id. */
    Task(String identity) {
        this.identity = identity;
        try {
            final EnvironmentFactory found = Environments.find(name());
            Check.that(
                    found.identity().equals(identity),
                    "the runs are of %s, and %s is what there is here",
                    identity,
                    found.identity());
            try (Environment probe = found.create()) {
                observations = Optional.of(probe.observationSpace());
            }
            factory = Optional.of(found);
        } catch (RuntimeException e) {
            // A provider may be anyone's, and the page has more to say than this.
            unknown = String.valueOf(e.getMessage());
        }
    }

    /** Returns the task's id, without the version of its implementation. */
    String name() {
        return name(identity);
    }

    static String name(String identity) {
        return identity.replaceFirst("@\\d+$", "");
    }

    /** Returns what the task shows, if it is known. */
    Optional<ObservationSpace> observations() {
        return observations;
    }

    /** Returns why the task is not known; empty if it is. */
    String unknown() {
        return unknown;
    }

    /**
     * Returns the mean return of random actions over {@link RandomReturn#DEFAULT_EPISODES} episodes, if
     * the task is known: every time the same.
     */
    OptionalDouble randomReturn() {
        if (randomReturn.isEmpty() && factory.isPresent()) {
            randomReturn = OptionalDouble.of(RandomReturn.of(factory.get()));
        }
        return randomReturn;
    }
}

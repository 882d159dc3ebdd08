// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.report;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.Policy;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.examples.RandomPolicy;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is known here of the task that a stored identity names. Not thread-safe. */
final class Task {

    static final int RANDOM_EPISODES = 100;
    static final int MOST_STEPS = 5_000;

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
     * Returns the mean return of random actions over {@value #RANDOM_EPISODES} episodes of at most {@value #MOST_STEPS} steps, if
     * the task is known: every time the same.
     */
    OptionalDouble randomReturn() {
        if (randomReturn.isEmpty() && factory.isPresent()) {
            randomReturn = OptionalDouble.of(playAtRandom(factory.get()));
        }
        return randomReturn;
    }

    private double playAtRandom(EnvironmentFactory known) {
        final Seed seed = Seed.of(0).derive("random policy").derive(identity);
        double sum = 0;
        try (Environment task = known.create()) {
            final Policy policy =
                    new RandomPolicy(task.actionSpace(), seed.derive("actions").random());
            for (int episode = 0; episode < RANDOM_EPISODES; episode++) {
                task.reset(seed.derive("episode", episode).value());
                sum += play(task, policy);
            }
        }
        return sum / RANDOM_EPISODES;
    }

    private static double play(Environment task, Policy policy) {
        // A random policy does not look.
        final float[] observation = new float[0];
        final float[] action = new float[task.actionSpace().outputs()];
        double undiscounted = 0;
        for (int step = 0; step < MOST_STEPS && !task.isDone(); step++) {
            if (task.actionSpace() instanceof ActionSpace.Discrete) {
                undiscounted += task.step(policy.action(observation));
            } else {
                policy.action(observation, action);
                undiscounted += task.step(action);
            }
        }
        return undiscounted;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment.spark;

import io.github.lotteryrl.api.Agent;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.ticket.BinaryReader;
import io.github.lotteryrl.ticket.BinaryWriter;
import java.io.IOException;

/**
 * How environments and agents come to an executor. An environment that is found by its id is looked up there again; any other
 * is serialised, and so are agents. What arrives must have the identity that it had.
 */
final class Travel {

    private static final int BY_ID = 0;
    private static final int SERIALISED = 1;

    private Travel() {}

    /**
     * Checks that what an experiment needs can be sent and rebuilt.
     *
     * @throws IllegalArgumentException if not; says what to do
     */
    static void check(Experiment experiment) {
        final BinaryWriter out = new BinaryWriter("");
        write(experiment.environment(), out);
        write(experiment.agent(), out);
        final BinaryReader in = new BinaryReader(out.toBytes(), "");
        try {
            readEnvironment(in);
            readAgent(in);
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        experiment.teacher().ifPresent(Travel::check);
    }

    static void write(EnvironmentFactory environment, BinaryWriter out) {
        final String identity = environment.identity();
        out.text(identity);
        if (isFoundById(environment)) {
            out.number(BY_ID);
            out.text(environment.name());
            return;
        }
        out.number(SERIALISED);
        try {
            out.bytes(Serialised.write(environment));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "environment '" + identity + "' cannot be sent to Spark's executors: no provider finds '"
                            + environment.name() + "', and its factory is not Serializable (" + e + ")",
                    e);
        }
    }

    private static boolean isFoundById(EnvironmentFactory environment) {
        try {
            return Environments.find(environment.name()).identity().equals(environment.identity());
        } catch (IllegalArgumentException e) {
            // Somebody's own, which no provider knows.
            return false;
        }
    }

    static EnvironmentFactory readEnvironment(BinaryReader in) {
        final String identity = in.text();
        final EnvironmentFactory environment = in.number() == BY_ID
                ? found(in.text(), identity)
                : rebuilt(in.bytes(), EnvironmentFactory.class, "environment", identity);
        checkSame("environment", identity, environment.identity());
        return environment;
    }

    private static EnvironmentFactory found(String id, String identity) {
        try {
            return Environments.find(id);
        } catch (IllegalArgumentException e) {
            throw failure("environment", identity, e);
        }
    }

    static void write(Agent agent, BinaryWriter out) {
        final String identity = agent.identity();
        out.text(identity);
        try {
            out.bytes(Serialised.write(agent));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "agent '" + identity + "' cannot be sent to Spark's executors: "
                            + agent.getClass().getName() + " and all that it holds must be Serializable (" + e + ")",
                    e);
        }
    }

    static Agent readAgent(BinaryReader in) {
        final String identity = in.text();
        final Agent agent = rebuilt(in.bytes(), Agent.class, "agent", identity);
        checkSame("agent", identity, agent.identity());
        return agent;
    }

    private static <T> T rebuilt(byte[] bytes, Class<T> type, String what, String identity) {
        try {
            return Serialised.read(bytes, type);
        } catch (IOException | ClassNotFoundException | IllegalArgumentException e) {
            throw failure(what, identity, e);
        }
    }

    private static IllegalStateException failure(String what, String identity, Exception cause) {
        return new IllegalStateException(
                what + " '" + identity + "' cannot be rebuilt on an executor: " + cause, cause);
    }

    private static void checkSame(String what, String sent, String rebuilt) {
        if (!rebuilt.equals(sent)) {
            throw new IllegalStateException(what + " '" + sent + "' is '" + rebuilt + "' on an executor");
        }
    }
}

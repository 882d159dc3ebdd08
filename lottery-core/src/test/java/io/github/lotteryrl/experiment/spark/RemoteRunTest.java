// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.agent.distill.PolicyCloning;
import io.github.lotteryrl.agent.distill.ValueCloning;
import io.github.lotteryrl.agent.dqn.Dqn;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.agent.supervised.Classifier;
import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Agent;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.EnvironmentId;
import io.github.lotteryrl.api.EnvironmentProvider;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.Policy;
import io.github.lotteryrl.api.TrainingResult;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.ticket.BinaryReader;
import io.github.lotteryrl.ticket.BinaryWriter;
import java.io.Serializable;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent to executors, and what they make of it. */
class RemoteRunTest {

    static List<Agent> agents() {
        return List.of(
                Ppo.cartPole().toBuilder().dropout(0.1).build(),
                Ppo.minAtar(),
                Dqn.minAtarCnn(),
                PolicyCloning.of(Ppo.cartPole()).build(),
                PolicyCloning.of(Ppo.cartPole()).critic(8).build(),
                ValueCloning.minAtarCnn(),
                Classifier.builder().build());
    }

    @ParameterizedTest
    @MethodSource("agents")
    void agentsArriveAsTheyWere(Agent agent) {
        final BinaryWriter out = new BinaryWriter("");
        Travel.write(agent, out);
        assertThat(Travel.readAgent(new BinaryReader(out.toBytes(), ""))).isEqualTo(agent);
    }

    @Test
    void anExecutorOfAnotherVersionRefuses() {
        assertThatThrownBy(() -> new RemoteRun("0.0.7", new byte[0]).call(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Lottery development on an executor, 0.0.7 on the driver");
    }

    /** Found by the class path of the thread, as Spark sets it. */
    public static final class Provider implements EnvironmentProvider {

        static int version = 1;

        @Override
        public List<String> names() {
            return List.of("Bandit");
        }

        @Override
        public Optional<EnvironmentFactory> find(EnvironmentId id) {
            return Optional.of(EnvironmentFactory.of("Bandit", version, Tasks.BANDIT::create));
        }
    }

    @Test
    void whatHasAnIdIsLookedUpAndMustBeTheSame(@TempDir Path folder) throws Exception {
        final Path services = Files.createDirectories(folder.resolve("META-INF").resolve("services"));
        Files.writeString(services.resolve(EnvironmentProvider.class.getName()), Provider.class.getName());
        final Thread thread = Thread.currentThread();
        final ClassLoader usual = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, usual)) {
            thread.setContextClassLoader(loader);
            final BinaryWriter out = new BinaryWriter("");
            Travel.write(Tasks.BANDIT, out);
            final byte[] sent = out.toBytes();
            assertThat(Travel.readEnvironment(new BinaryReader(sent, "")).identity())
                    .isEqualTo("Bandit@1");

            Provider.version = 2;
            assertThatThrownBy(() -> Travel.readEnvironment(new BinaryReader(sent, "")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("environment 'Bandit@1' is 'Bandit@2' on an executor");
        } finally {
            Provider.version = 1;
            thread.setContextClassLoader(usual);
        }
    }

    /** An agent that holds something. */
    private record Holder(Optional<Object> thing) implements Agent, Serializable {

        @Override
        public String identity() {
            return "holder";
        }

        @Override
        public ParameterLayout layout(ObservationSpace observations, ActionSpace actions) {
            return SparkExperiments.PPO.layout(observations, actions);
        }

        @Override
        public long steps() {
            return 1;
        }

        @Override
        public TrainingResult train(TrainingTask task) {
            throw new AssertionError("not called");
        }

        @Override
        public Policy policy(Parameters parameters, ObservationSpace observations, ActionSpace actions) {
            throw new AssertionError("not called");
        }
    }

    @Test
    void anAgentThatCannotBeSentIsNamed() {
        final Experiment experiment =
                SparkExperiments.tickets(SparkExperiments.BANDIT, new Holder(Optional.of(new Object())), 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Travel.check(experiment))
                .withMessage("agent 'holder' cannot be sent to Spark's executors: " + Holder.class.getName()
                        + " and all that it holds must be Serializable"
                        + " (java.io.NotSerializableException: java.lang.Object)");
        Travel.check(SparkExperiments.tickets(SparkExperiments.BANDIT, new Holder(Optional.of("text")), 0));
    }
}

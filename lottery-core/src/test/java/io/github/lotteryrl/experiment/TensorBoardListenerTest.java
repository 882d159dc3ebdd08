// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.agent.distill.PolicyCloning;
import io.github.lotteryrl.agent.supervised.Classifier;
import io.github.lotteryrl.api.Agent;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Evaluation;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.experiment.EventRecord.Scalar;
import io.github.lotteryrl.experiment.ExperimentListener.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class TensorBoardListenerTest {

    @TempDir
    private Path folder;

    private List<Path> filesBelow(Path where) throws IOException {
        try (Stream<Path> files = Files.walk(where)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** CRC-32C's published check value is E3069283; the mask is that of TensorFlow's crc32c.h. */
    @Test
    void checksumsAreMaskedAsTensorFlowMasksThem() {
        assertThat(EventRecord.maskedCrc("123456789".getBytes(US_ASCII)))
                .isEqualTo(((0xE3069283 >>> 15) | (0xE3069283 << 17)) + 0xa282ead8)
                .isEqualTo(0xC78AB0E5);
    }

    /** Written by TensorBoard 2.21.0: its {@code event_pb2} and {@code RecordWriter}, the same times and numbers. */
    @Test
    void recordsAreTensorBoardsToTheByte() {
        final double wallTime = 1795379999.25;
        assertThat(EventRecord.fileVersion(wallTime))
                .asHexString()
                .isEqualToIgnoringCase(
                        "1800000000000000a37f4b22090000d0c7d4c0da411a0d627261696e2e4576656e743a32" + "59b2ba16");
        assertThat(EventRecord.scalars(
                        wallTime, 5_000_000, List.of(new Scalar("return", -81.3), new Scalar("sparsity", 0.2))))
                .asHexString()
                .isEqualToIgnoringCase("300000000000000095f5d05f090000d0c7d4c0da4110c096b1022a200a0d0a067265747572"
                        + "6e159a99a2c20a0f0a08737061727369747915cdcc4c3e9cccc0f6");
    }

    @Test
    void writesTheLearningCurveOfEveryRun() throws IOException, InterruptedException {
        final FolderStore store = FolderStore.open(folder.resolve("store"));
        final Experiment experiment = SmallExperiments.full(2, 0L, 1L);
        final Path events = folder.resolve("new").resolve("events");
        final long before = System.currentTimeMillis();
        final ExperimentListener listener =
                ExperimentListener.both(ExperimentListener.SILENT, TensorBoardListener.into(events));
        assertThat(new LocalRunner(store, 4, listener).run(List.of(experiment))).isEmpty();

        assertThat(store.hash()).isEqualTo(LocalRunnerTest.GOLDEN);
        assertThat(filesBelow(events)).hasSize(22);
        for (RunKey key : experiment.keys()) {
            final Path place = events.resolve("full")
                    .resolve(key.condition().replace('/', '-'))
                    .resolve("seed-" + key.seed())
                    .resolve("level-" + key.level());
            final Path file = filesBelow(place).get(0);
            assertThat(file.getFileName().toString()).matches("events\\.out\\.tfevents\\.\\d{10}\\.[A-Za-z0-9._=-]+");
            final EventFile read = EventFile.read(file);
            assertThat(read.version()).isEqualTo("brain.Event:2");
            final RunRecord.Completed run =
                    (RunRecord.Completed) store.find(key).orElseThrow();
            final double remaining = (double) run.start().mask().survivors()
                    / experiment.layout().prunableSize();
            assertThat(read.evaluations()).hasSameSizeAs(run.result().evaluations());
            assertThat(read.losses())
                    .extracting(EventFile.Point::step)
                    .isEqualTo(run.result().evaluations().stream()
                            .map(Evaluation::step)
                            .toList());
            assertThat(read.losses())
                    .allSatisfy(point -> assertThat(point.scalars().get("loss")).isFinite());
            for (int i = 0; i < read.evaluations().size(); i++) {
                final Evaluation evaluation = run.result().evaluations().get(i);
                final EventFile.Point point = read.evaluations().get(i);
                assertThat(point.step()).isEqualTo(evaluation.step());
                assertThat(point.wallTime() * 1e3).isBetween(before - 1.0, System.currentTimeMillis() + 1.0);
                assertThat(point.scalars())
                        .containsOnlyKeys("return", "episode_length", "sparsity", "remaining", "steps_per_second")
                        .containsEntry("return", (float) evaluation.meanReturn())
                        .containsEntry("episode_length", (float) evaluation.meanLength())
                        .containsEntry("sparsity", (float) (1 - remaining))
                        .containsEntry("remaining", (float) remaining);
                assertThat(point.scalars().get("steps_per_second")).isPositive().isFinite();
            }
        }
    }

    static Stream<Arguments> learners() {
        final EvaluationPlan evaluation = new EvaluationPlan(4, 2, 4, 50, false);
        return Stream.of(
                Arguments.of(
                        Classifier.builder()
                                .hidden(8)
                                .steps(8_000)
                                .learningRate(0.01)
                                .evaluation(evaluation)
                                .build(),
                        Tasks.QUADRANTS),
                Arguments.of(
                        PolicyCloning.of(SmallExperiments.AGENT)
                                .hidden(8)
                                .steps(4_096)
                                .learningRate(0.001)
                                .evaluation(evaluation)
                                .build(),
                        Tasks.LINE));
    }

    /** A cross-entropy with labels and a divergence, which are 0 at best. */
    @ParameterizedTest
    @MethodSource("learners")
    void theLossFalls(Agent agent, EnvironmentFactory task) throws IOException, InterruptedException {
        final Path events = folder.resolve("events");
        final Experiment experiment = SmallExperiments.tickets(task, agent, 0, 0L);
        new LocalRunner(RunStore.inMemory(), 1, TensorBoardListener.into(events)).run(List.of(experiment));
        final Path file = filesBelow(events.resolve(experiment.name())).get(0);
        final List<Float> losses = EventFile.read(file).losses().stream()
                .map(point -> point.scalars().get("loss"))
                .toList();
        assertThat(losses).hasSize(4).allMatch(loss -> loss > 0);
        assertThat(losses.get(3)).isLessThan(losses.get(0) / 2);
    }

    /** A run on a cluster says all its steps at once, when they are done. */
    @Test
    void stepsOfUnknownTimeHaveNoSpeed() throws IOException {
        final Experiment experiment = SmallExperiments.tickets(Tasks.BANDIT, SmallExperiments.AGENT, 0, 0L);
        final RunKey key = experiment.ticketKey(0, 0);
        final ExperimentListener listener = TensorBoardListener.into(folder);
        listener.stepped(experiment, key, 1_000_000);
        listener.evaluated(experiment, key, new Evaluation(1_000_000, 1, 1));
        assertThat(EventFile.read(filesBelow(folder).get(0)).points())
                .singleElement()
                .satisfies(point -> assertThat(point.scalars()).doesNotContainKey("steps_per_second"));
    }

    /** What the store holds is not trained; a run that is trained again beside an earlier file does not touch it. */
    @Test
    void filesAreNeverOverwritten() throws IOException, InterruptedException {
        final Experiment experiment = SmallExperiments.tickets(Tasks.BANDIT, SmallExperiments.AGENT, 0, 0L);
        final Path events = folder.resolve("events");
        final ExperimentListener listener = TensorBoardListener.into(events);
        final RunStore store = RunStore.inMemory();
        new LocalRunner(store, 1, listener).run(List.of(experiment));
        final Path first = filesBelow(events).get(0);
        final byte[] bytes = Files.readAllBytes(first);

        new LocalRunner(store, 1, listener).run(List.of(experiment));
        assertThat(filesBelow(events)).containsExactly(first);

        new LocalRunner(RunStore.inMemory(), 1, listener).run(List.of(experiment));
        assertThat(first).hasBinaryContent(bytes);
        assertThat(filesBelow(events))
                .hasSize(2)
                .allSatisfy(
                        file -> assertThat(EventFile.read(file).evaluations()).hasSize(2));
    }

    @Test
    void aNameIsOneStepOfThePath() throws IOException, InterruptedException {
        for (String name : new String[] {"MinAtar/Breakout-v1?sticky=0.1, teacher", "..", "../../a", "x".repeat(300)}) {
            final Experiment plain = SmallExperiments.tickets(Tasks.BANDIT, SmallExperiments.AGENT, 0, 0L);
            final Experiment named =
                    new Experiment(name, plain.environment(), plain.agent(), plain.pruning(), List.of(), plain.seeds());
            new LocalRunner(RunStore.inMemory(), 1, TensorBoardListener.into(folder)).run(List.of(named));
        }
        try (Stream<Path> made = Files.list(folder)) {
            assertThat(made.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "MinAtar-Breakout-v1-sticky=0.1-teacher", "unnamed", "a", "x".repeat(100));
        }
    }

    @Test
    void whatCannotBeWrittenIsSaidAtOnce() throws IOException {
        final Path file = Files.writeString(folder.resolve("file"), "in the way");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TensorBoardListener.into(file))
                .withMessage("folder " + file + " is not writable: FileAlreadyExistsException: " + file);
    }

    /** Stands for a full disk: pictures of a run are no reason to lose it. */
    @Test
    void aRunGoesOnWithoutItsFile() throws IOException, InterruptedException {
        final Path events = folder.resolve("events");
        final ExperimentListener obstacle = new ExperimentListener() {
            @Override
            public void planned(Experiment experiment, int runs) {
                try {
                    Files.delete(events);
                    Files.writeString(events, "in the way");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        final Outcomes outcomes = new Outcomes();
        final ExperimentListener all =
                ExperimentListener.both(ExperimentListener.both(TensorBoardListener.into(events), obstacle), outcomes);
        new LocalRunner(RunStore.inMemory(), 2, all)
                .run(List.of(SmallExperiments.full(List.of(MaskBaseline.MASK_PERMUTED), 1, 0L)));
        assertThat(outcomes.all()).hasSize(3).containsOnly(Outcome.COMPLETED);
        assertThat(events).hasContent("in the way");
    }
}

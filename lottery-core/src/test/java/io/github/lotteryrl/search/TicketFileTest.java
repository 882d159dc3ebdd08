// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import com.google.common.primitives.Bytes;
import com.sun.management.ThreadMXBean;
import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.PruningSchedule;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TicketStart;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.Convolution;
import io.github.lotteryrl.nn.Fixtures;
import io.github.lotteryrl.nn.NetworkSpec;
import io.github.lotteryrl.ticket.CorruptFileException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketFileTest {

    private static final int CHECKSUM = 32;
    private static final int MUTATIONS = 2_000;

    /** What a few hundred bytes may ask for: 16 MiB of numbers each for weights and trained weights, and their copies. */
    private static final long MOST_BYTES = 160L << 20;

    /** Of a task with numbered actions, and of one with vectors; both of level 1, so that something is pruned. */
    private static final Map<String, Ticket> TICKETS = new HashMap<>();

    @TempDir
    private Path folder;

    @BeforeAll
    static void search() throws InterruptedException {
        TICKETS.put("numbered", search(Tasks.BANDIT));
        TICKETS.put("vectors", search(Tasks.LINE));
        TICKETS.put("pictures", ofPictures());
    }

    private static Ticket ofPictures() {
        final NetworkSpec spec = new NetworkSpec(
                "actor", 50, List.of(Convolution.square(2, 5, 5, 3, 3, 2, 1)), List.of(4), 2, Activation.RELU);
        final RandomStream random = Seed.of(1).random();
        final Mask mask = Fixtures.mask(spec.layout(true), 0.4, random);
        return new Ticket(
                "pictures",
                1,
                2,
                ObservationSpace.maps(5, 5, "a", "b"),
                ActionSpace.discrete(2),
                List.of(spec),
                new TicketStart(mask, Fixtures.parameters(spec.layout(true), random)),
                Fixtures.parameters(spec.layout(true), random).masked(mask),
                0.5);
    }

    private static Ticket search(EnvironmentFactory task) throws InterruptedException {
        return TicketSearch.builder()
                .environment(task)
                .agent(Ppo.builder()
                        .hidden(4, 3)
                        .activation(Activation.TANH)
                        .steps(256)
                        .evaluation(new EvaluationPlan(1, 2, 4, 50, false))
                        .build())
                .schedule(PruningSchedule.geometric(0.5, 1))
                .seeds(5)
                .parallelism(1)
                .build()
                .run()
                .ticket(5, 1);
    }

    private byte[] bytes(Ticket ticket) throws IOException {
        final Path file = folder.resolve("written");
        ticket.write(file);
        return Files.readAllBytes(file);
    }

    private Ticket read(byte[] bytes) throws IOException {
        final Path file = folder.resolve("read");
        Files.write(file, bytes);
        return Ticket.read(file);
    }

    private static byte[] withChecksum(byte[] content) {
        return Bytes.concat(content, Hashing.sha256().hashBytes(content).asBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"numbered", "vectors", "pictures"})
    void givesBackWhatWasWritten(String kind) throws IOException {
        final Ticket ticket = TICKETS.get(kind);
        final byte[] bytes = bytes(ticket);
        final Ticket read = read(bytes);
        assertThat(read).isEqualTo(ticket);
        assertThat(read.remaining()).isLessThan(1);
        assertThat(read.inputRelevance()).isEqualTo(ticket.inputRelevance());
        assertThat(bytes(read)).as("equal tickets give equal bytes").isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"numbered", "vectors"})
    void aFlippedBitOrAnotherLengthIsFound(String kind) throws IOException {
        final byte[] bytes = bytes(TICKETS.get(kind));
        for (int position = 0; position < bytes.length; position += 13) {
            final byte[] flipped = bytes.clone();
            flipped[position] ^= (byte) (1 << position % 8);
            assertThatThrownBy(() -> read(flipped)).as("byte %d", position).isInstanceOf(CorruptFileException.class);
            final byte[] cut = Arrays.copyOf(bytes, position);
            assertThatThrownBy(() -> read(cut)).as("%d bytes", position).isInstanceOf(CorruptFileException.class);
        }
        assertThatExceptionOfType(CorruptFileException.class)
                .isThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length + 1)))
                .withMessage("checksum does not match");
    }

    @Test
    void whatIsNoTicketIsRefused() {
        final String[] others = {"", "LOTTERY", "LOTTERY RUN 1\n" + "x".repeat(100), "PK\u0003\u0004" + "x".repeat(100)
        };
        for (String other : others) {
            assertThatExceptionOfType(CorruptFileException.class)
                    .isThrownBy(() -> read(other.getBytes(StandardCharsets.UTF_8)))
                    .withMessage("does not start as a file 'LOTTERY TICKET 2' should");
        }
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> Ticket.read(folder.resolve("nothing")));
    }

    /** Whoever writes a file with a valid checksum can lie about everything, but not crash us or fill the memory. */
    @ParameterizedTest
    @ValueSource(strings = {"numbered", "vectors"})
    void mutationsWithAValidChecksumAreReadOrRefused(String kind) throws IOException {
        final byte[] bytes = bytes(TICKETS.get(kind));
        final byte[] content = Arrays.copyOf(bytes, bytes.length - CHECKSUM);
        final SplittableRandom random = new SplittableRandom(7);
        int refused = 0;
        for (int i = 0; i < MUTATIONS / TICKETS.size(); i++) {
            byte[] mutated = content.clone();
            for (int count = 1 + random.nextInt(3); count > 0; count--) {
                mutated = mutate(mutated, random);
            }
            final long before = allocated();
            try {
                read(withChecksum(mutated)).layerSparsity();
            } catch (CorruptFileException e) {
                assertThat(e.getMessage()).isNotBlank();
                refused++;
            }
            assertThat(allocated() - before).as("bytes for mutation %d", i).isLessThan(MOST_BYTES);
        }
        assertThat(refused).as("refused").isBetween(1, MUTATIONS / TICKETS.size() - 1);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static byte[] mutate(byte[] bytes, SplittableRandom random) {
        // Most of a file is weights, where every value is a valid one: every other time, aim before them.
        final int position = random.nextInt(random.nextBoolean() ? bytes.length : bytes.length / 2);
        final byte[] changed = bytes.clone();
        switch (random.nextInt(5)) {
            case 0 -> changed[position] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[position] = (byte) random.nextInt(256);
            case 2 -> putLong(changed, position, random);
            case 3 -> {
                return Bytes.concat(
                        Arrays.copyOf(bytes, position),
                        Arrays.copyOfRange(bytes, position + random.nextInt(bytes.length - position), bytes.length));
            }
            default -> {
                final int end = position + random.nextInt(Math.min(64, bytes.length - position));
                return Bytes.concat(
                        Arrays.copyOf(bytes, end),
                        Arrays.copyOfRange(bytes, position, end),
                        Arrays.copyOfRange(bytes, end, bytes.length));
            }
        }
        return changed;
    }

    /** Over a number that stands there, if there is one: numbers are preceded by zeros. */
    private static void putLong(byte[] bytes, int position, SplittableRandom random) {
        final long[] values = {
            -1,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            Integer.MAX_VALUE,
            1L << 32,
            1 << 27,
            1 << 22,
            1 << 16,
            0,
            1,
            random.nextLong()
        };
        int start = position;
        while (start + Long.BYTES < bytes.length
                && !(bytes[start] == 0 && bytes[start + 1] == 0 && bytes[start + 6] == 0)) {
            start++;
        }
        if (start + Long.BYTES <= bytes.length) {
            ByteBuffer.wrap(bytes).putLong(start, values[random.nextInt(values.length)]);
        }
    }

    @Test
    void networksMustBeThoseOfTheWeights() {
        final Ticket ticket = TICKETS.get("numbered");
        final NetworkSpec other = new NetworkSpec("actor", 3, List.of(4), 2, Activation.TANH);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ticket(
                        ticket.identity(),
                        ticket.seed(),
                        ticket.level(),
                        ticket.observations(),
                        ticket.actions(),
                        List.of(other),
                        ticket.start(),
                        ticket.trained(),
                        ticket.freshReturn()))
                .withMessageStartingWith("actor.1.weight of network NetworkSpec[");
    }
}

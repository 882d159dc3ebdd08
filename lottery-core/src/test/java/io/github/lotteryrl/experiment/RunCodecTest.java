// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.api.TensorSpec.Kind;
import io.github.lotteryrl.ticket.BinaryWriter;
import io.github.lotteryrl.ticket.CorruptFileException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files with a valid checksum that nobody of ours wrote: they are refused, and cannot ask for memory. */
class RunCodecTest {

    private static final String MAGIC = "LOTTERY RUN 1\n";
    private static final long MOST_BYTES = 1 << 20;
    private static final long HUGE = Long.MAX_VALUE / 8;

    private static BinaryWriter completed() {
        final BinaryWriter out = new BinaryWriter(MAGIC);
        out.text("identity");
        out.number(0);
        return out;
    }

    private static void tensor(BinaryWriter out, String name, String kind, List<Integer> shape, long prunable) {
        out.text(name);
        out.text("actor");
        out.text(kind);
        out.number(0);
        out.numbers(shape);
        out.number(prunable);
    }

    /** A completed run of two weights, up to the count of evaluations. */
    private static BinaryWriter untilEvaluations() {
        final ParameterLayout layout =
                ParameterLayout.of(List.of(new TensorSpec("w", "actor", Kind.WEIGHT, 0, List.of(1, 2), true)));
        final Mask mask = Mask.dense(layout);
        final Parameters weights = Parameters.of(layout, new float[] {1, 2});
        final BinaryWriter out = completed();
        out.layout(layout);
        out.mask(mask);
        out.parameters(weights, mask);
        out.number(0);
        out.parameters(weights, mask);
        out.parameters(weights, mask);
        out.number(0);
        out.number(512);
        return out;
    }

    private static byte[] evaluations(long evaluations, long freshReturns) {
        final BinaryWriter out = untilEvaluations();
        out.number(evaluations);
        out.number(freshReturns);
        return out.toBytes();
    }

    private static Arguments file(String what, String message, Consumer<BinaryWriter> rest) {
        final BinaryWriter out = completed();
        rest.accept(out);
        return Arguments.of(what, message, out.toBytes());
    }

    static List<Arguments> files() {
        return List.of(
                Arguments.of("no text", "ends too early", new BinaryWriter(MAGIC).toBytes()),
                file("count of tensors", "count " + HUGE, out -> out.number(HUGE)),
                file("negative count", "count -1", out -> out.number(-1)),
                file("no tensor", "count of tensors 0", out -> out.number(0)),
                file("length of a name", "count " + HUGE, out -> {
                    out.number(1);
                    out.number(HUGE);
                }),
                file("kind", "KERNEL", out -> {
                    out.number(1);
                    tensor(out, "w", "KERNEL", List.of(1, 2), 1);
                }),
                file("axis of zero", "axis of w 0", out -> {
                    out.number(1);
                    tensor(out, "w", "WEIGHT", List.of(0, 2), 1);
                }),
                file("one tensor twice", "not distinct", out -> {
                    out.number(2);
                    tensor(out, "w", "WEIGHT", List.of(1, 2), 1);
                    tensor(out, "w", "WEIGHT", List.of(1, 2), 1);
                }),
                file("prunable entries that no int holds", "overflow", out -> {
                    out.number(1);
                    tensor(out, "w", "WEIGHT", List.of(Integer.MAX_VALUE, Integer.MAX_VALUE), 1);
                }),
                file("other entries that no int holds", "overflow", out -> {
                    out.number(1);
                    tensor(out, "b", "BIAS", List.of(Integer.MAX_VALUE, Integer.MAX_VALUE), 0);
                }),
                file("entries that are all pruned", "tensors of 134217728 entries", out -> {
                    out.number(1);
                    tensor(out, "w", "WEIGHT", List.of(1, 1 << 27), 1);
                    out.number(0);
                }),
                file("length of the mask", "count " + HUGE, out -> {
                    out.number(1);
                    tensor(out, "w", "WEIGHT", List.of(1, 2), 1);
                    out.number(HUGE);
                }),
                file("mask of another network", "mask of length 3 for 2 prunable weights", out -> {
                    out.number(1);
                    tensor(out, "w", "WEIGHT", List.of(1, 2), 1);
                    out.number(1);
                    out.number(0b110);
                }),
                file("weights that are not there", "ends too early", out -> {
                    out.number(1);
                    tensor(out, "b", "BIAS", List.of(1 << 20), 0);
                    out.number(0);
                }),
                Arguments.of("no evaluation", "count of evaluations 0", evaluations(0, 0)),
                Arguments.of("count of evaluations", "count " + HUGE, evaluations(HUGE, 1)),
                Arguments.of("status", "unknown status 7", status(7)),
                Arguments.of("bytes after the end", "8 bytes too many", failedAndMore()));
    }

    private static byte[] status(long status) {
        final BinaryWriter out = new BinaryWriter(MAGIC);
        out.text("identity");
        out.number(status);
        return out.toBytes();
    }

    private static byte[] failedAndMore() {
        final BinaryWriter out = new BinaryWriter(MAGIC);
        out.text("identity");
        out.number(1);
        out.text("reason");
        out.number(0);
        return out.toBytes();
    }

    /** What the first refusal of a process allocates are classes, its own and AssertJ's. */
    @BeforeAll
    static void refuseOnce() {
        assertThatThrownBy(() -> RunCodec.decode(new BinaryWriter(MAGIC).toBytes()))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("ends too early");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void refusesWithoutAllocating(String what, String message, byte[] file) {
        final long before = allocated();
        assertThatThrownBy(() -> RunCodec.decode(file))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining(message);
        assertThat(allocated() - before).as("bytes allocated").isLessThan(MOST_BYTES);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}

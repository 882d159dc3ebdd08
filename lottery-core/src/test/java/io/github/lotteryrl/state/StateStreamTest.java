// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateStreamTest {

    private static byte[] written(Consumer<StateWriter> state) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        state.accept(new StateWriter(out));
        return out.toByteArray();
    }

    private static StateReader reader(byte[] bytes) {
        return new StateReader(new ByteArrayInputStream(bytes));
    }

    private static void everything(StateWriter to) {
        to.section("first");
        to.number(-2);
        to.real(1.5);
        to.text("\u00e9");
        to.section("second");
        to.floats(new float[] {1, 2}, 2);
        to.doubles(new double[] {-0.5}, 1);
        to.ints(new int[] {7, 8, 9}, 1);
        to.longs(new long[0], 0);
        to.flags(new boolean[] {true, false}, 2);
    }

    private static void readEverything(StateReader from) {
        from.section("first");
        from.number();
        from.real();
        from.text();
        from.section("second");
        from.floats(new float[2], 2);
        from.doubles(new double[1], 1);
        from.ints(new int[1], 1);
        from.longs(new long[0], 0);
        from.flags(new boolean[2], 2);
    }

    /** By hand: 8 bytes for each number and length, IEEE 754 for real numbers, UTF-8, all big-endian. */
    @Test
    void theFormatIsThis() {
        assertThat(HexFormat.of().formatHex(written(StateStreamTest::everything)))
                .isEqualTo("0000000000000005" + "6669727374" + "fffffffffffffffe" + "3ff8000000000000"
                        + "0000000000000002" + "c3a9"
                        + "0000000000000006" + "7365636f6e64"
                        + "0000000000000002" + "3f800000" + "40000000"
                        + "0000000000000001" + "bfe0000000000000"
                        + "0000000000000001" + "00000007"
                        + "0000000000000000"
                        + "0000000000000002" + "0100");
    }

    /** A piece has 65 536 bytes: 65 536 flags, 16 384 floats and ints, 8 192 doubles and longs. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8_191, 8_192, 8_193, 16_384, 16_385, 65_536, 65_537, 200_000})
    void arraysComeBackToTheBit(int count) {
        final RandomStream random = Seed.of(count).random();
        final float[] floats = new float[count + 1];
        final double[] doubles = new double[count + 1];
        final int[] ints = new int[count + 1];
        final long[] longs = new long[count + 1];
        final boolean[] flags = new boolean[count + 1];
        for (int i = 0; i < count; i++) {
            ints[i] = random.nextInt();
            longs[i] = random.nextLong();
            flags[i] = random.nextBoolean();
            // NaNs of all kinds among them.
            floats[i] = Float.intBitsToFloat(random.nextInt());
            doubles[i] = Double.longBitsToDouble(random.nextLong() | (random.nextBoolean() ? 0x7ffL << 52 : 0));
        }
        final byte[] bytes = written(to -> {
            to.floats(floats, count);
            to.doubles(doubles, count);
            to.ints(ints, count);
            to.longs(longs, count);
            to.flags(flags, count);
            to.random(random);
        });
        final float[] floatsBack = new float[count + 1];
        final double[] doublesBack = new double[count + 1];
        final int[] intsBack = new int[count + 1];
        final long[] longsBack = new long[count + 1];
        final boolean[] flagsBack = new boolean[count + 1];
        final RandomStream randomBack = Seed.of(-1).random();
        // Read as from a socket, and with a byte behind that is nobody's.
        final byte[] more = Arrays.copyOf(bytes, bytes.length + 1);
        final InputStream in = new Trickle(new ByteArrayInputStream(more));
        final StateReader from = new StateReader(in);
        from.floats(floatsBack, count);
        from.doubles(doublesBack, count);
        from.ints(intsBack, count);
        from.longs(longsBack, count);
        from.flags(flagsBack, count);
        from.random(randomBack);
        for (int i = 0; i <= count; i++) {
            final boolean same = Float.floatToRawIntBits(floats[i]) == Float.floatToRawIntBits(floatsBack[i])
                    && Double.doubleToRawLongBits(doubles[i]) == Double.doubleToRawLongBits(doublesBack[i])
                    && ints[i] == intsBack[i]
                    && longs[i] == longsBack[i]
                    && flags[i] == flagsBack[i];
            assertThat(same).as("element %d", i).isTrue();
        }
        assertThat(randomBack.state()).isEqualTo(random.state());
        assertThatThrownBy(from::expectEnd)
                .isInstanceOf(CorruptStateException.class)
                .hasMessage("the state goes on where it should end");
        from.expectEnd();
    }

    @Test
    void aStateThatWasCutOffIsRefused() {
        final byte[] bytes = written(StateStreamTest::everything);
        for (int length = 0; length < bytes.length; length++) {
            final StateReader from = reader(Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> readEverything(from))
                    .as("%d bytes", length)
                    .isInstanceOf(CorruptStateException.class)
                    .hasMessageStartingWith("the state ends too early");
        }
        final StateReader from = reader(Arrays.copyOf(bytes, bytes.length - 1));
        assertThatThrownBy(() -> readEverything(from)).hasMessage("the state ends too early, in section 'second'");
    }

    @Test
    void whatIsNotExpectedIsRefused() {
        final byte[] section = written(to -> {
            to.section("critic");
            to.number(3);
        });
        refused(section, from -> from.section("actor"), "section 'actor' does not begin here");
        refused(section, from -> from.section("cynics"), "section 'cynics' does not begin here");
        refused(
                section,
                from -> {
                    from.section("critic");
                    from.expect("capacity", 4);
                },
                "capacity 3 is not 4, in section 'critic'");
        final byte[] three = written(to -> to.ints(new int[] {5, -1, 9}, 3));
        refused(three, from -> from.ints(new int[9], 2), "length of an array 3 is not 2");
        refused(three, from -> from.ints("slot", new int[3], 3, 0, 9), "slot -1 not in [0, 9]");
        refused(three, from -> from.ints("slot", new int[3], 3, -1, 8), "slot 9 not in [-1, 8]");
        final byte[] huge = written(to -> to.number(1L << 40));
        refused(huge, from -> from.floats(new float[2], 2), "length of an array 1099511627776 is not 2");
        refused(huge, StateReader::text, "bytes of a text 1099511627776 not in [0, 65536]");
        refused(huge, from -> from.number("count", 0, 5), "count 1099511627776 not in [0, 5]");
        final byte[] flag = {0, 0, 0, 0, 0, 0, 0, 1, 2};
        refused(flag, from -> from.flags(new boolean[1], 1), "flag 2 is neither 0 nor 1");
        refused(new byte[32], from -> from.random(Seed.of(0).random()), "state must not be all zero");
    }

    private static void refused(byte[] bytes, Consumer<StateReader> read, String message) {
        assertThatExceptionOfType(CorruptStateException.class)
                .isThrownBy(() -> read.accept(reader(bytes)))
                .withMessage(message);
    }

    @Test
    void moreThanThereIsCannotBeWrittenOrRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> written(to -> to.floats(new float[2], 3)))
                .withMessage("count 3 not in [0, 2]");
        final byte[] three = written(to -> to.floats(new float[3], 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader(three).floats(new float[2], 3))
                .withMessage("count 3 not in [0, 2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> written(to -> to.text("x".repeat(65_537))))
                .withMessage("bytes of a text 65537 not in [0, 65536]");
    }

    @Test
    void failingStreamsAreUnchecked() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new StateWriter(new PipedOutputStream()).number(1))
                .withMessageContaining("Pipe not connected");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new StateReader(new PipedInputStream()).number())
                .withMessageContaining("Pipe not connected");
    }

    /** Gives at most 1 000 bytes at a time. */
    private static final class Trickle extends InputStream {

        private final InputStream in;

        Trickle(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            return in.read(target, from, Math.min(length, 1_000));
        }
    }
}

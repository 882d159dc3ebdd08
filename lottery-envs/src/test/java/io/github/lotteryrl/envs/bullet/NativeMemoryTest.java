// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.bullet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.Environments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each test runs in a JVM of its own: with a small heap, so that what grows is not Java's, and whose end would not be ours. */
class NativeMemoryTest {

    private static final List<String> SMALL_HEAP =
            List.of("-Xms32m", "-Xmx32m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");
    private static final long MEGABYTE = 1 << 20;

    /** What those JVMs run. */
    static final class Main {

        private Main() {}

        public static void main(String[] arguments) {
            final int count = Integer.parseInt(arguments[1]);
            switch (arguments[0]) {
                case "reset" -> {
                    try (BulletLocomotion ant = BulletLocomotion.ant()) {
                        ant.reset(0);
                        printGrowth(count, () -> {
                            ant.reset();
                            ant.step(new float[8]);
                        });
                    }
                }
                case "close" ->
                    printGrowth(count, () -> {
                        try (BulletLocomotion ant = BulletLocomotion.ant()) {
                            ant.reset(0);
                            ant.step(new float[8]);
                        }
                    });
                case "drop" ->
                    printGrowth(count, () -> {
                        final BulletLocomotion ant = BulletLocomotion.ant();
                        ant.reset(0);
                        ant.step(new float[8]);
                    });
                default -> tryTwice();
            }
        }

        /** The first tenth fills Bullet's pools and has Java compile. */
        private static void printGrowth(int count, Runnable action) {
            for (int i = 0; i < count / 10; i++) {
                action.run();
            }
            final long before = Pointer.physicalBytes();
            for (int i = 0; i < count; i++) {
                action.run();
            }
            System.out.printf(Locale.ROOT, "%d%n", Pointer.physicalBytes() - before);
        }

        private static void tryTwice() {
            for (int i = 0; i < 2; i++) {
                try (Environment hopper =
                        Environments.find("HopperPyBulletEnv-v0").create()) {
                    System.out.println("no exception");
                } catch (UnsupportedOperationException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }

    /** An allocation of 400 bytes that is lost at each reset would show. */
    @Test
    @Timeout(120)
    void resetsLeaveNothing() throws Exception {
        assertThat(growth("reset", 20_000)).isLessThan(8 * MEGABYTE);
    }

    @Test
    @Tag("long")
    void aMillionResetsLeaveNothing() throws Exception {
        assertThat(growth("reset", 1_000_000)).isLessThan(8 * MEGABYTE);
    }

    /** One holds about 200 KB. */
    @Test
    @Timeout(120)
    void closedEnvironmentsLeaveNothing() throws Exception {
        assertThat(growth("close", 500)).isLessThan(16 * MEGABYTE);
    }

    @Test
    @Timeout(120)
    void droppedEnvironmentsAreFreed() throws Exception {
        assertThat(growth("drop", 1_000)).isLessThan(64 * MEGABYTE);
    }

    /** JavaCPP takes the platform from this property; there is no Bullet for it. */
    @Test
    @Timeout(120)
    void withoutALibraryTheBridgeIsNamed() throws Exception {
        final String output = run(List.of("-Dorg.bytedeco.javacpp.platform=linux-arm64"), "load", 0);
        assertThat(output.lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("Bullet's native library cannot be loaded on linux-arm64 ")
                        .contains("through the Gymnasium bridge, gymnasium:ID. java.lang.UnsatisfiedLinkError: "));
    }

    private static long growth(String what, int count) throws IOException, InterruptedException {
        return Long.parseLong(run(SMALL_HEAP, what, count).strip());
    }

    private static String run(List<String> options, String what, int count) throws IOException, InterruptedException {
        final ProcessBuilder builder = new ProcessBuilder(Stream.of(
                        List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        options,
                        List.of(Main.class.getName(), what, String.valueOf(count)))
                .flatMap(List::stream)
                .toList());
        // Not as an argument: on Windows the whole path would be too long for one.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        final Process process =
                builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("exit value").isZero();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}

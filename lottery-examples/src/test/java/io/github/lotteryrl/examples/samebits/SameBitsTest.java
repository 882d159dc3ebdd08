// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.samebits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes show that neither kernels nor lanes, memory layout, jobs or the JDK change a result. The system property
 * {@code lottery.test.jdk}, or the environment variable {@code LOTTERY_TEST_JDK}, names the home of another JDK to try.
 */
@Timeout(300)
class SameBitsTest {

    /**
     * What {@link SameBits} prints. Made by this library at results version 1, OpenJDK 17 and 25, Linux on x86-64. Another line
     * is another result: it needs an entry under "Results changed" in the changelog, and a higher {@code
     * RunKey.RESULTS_VERSION}.
     */
    private static final List<String> GOLDEN = List.of(
            "cart-pole acf937d88b6c9428",
            "pruned e94d6b0e61085752",
            "acrobot 3111bde43b637b0c",
            "acrobot-tanh 574fd020a90cb4b9",
            "gaussian 7d513b701e9cfa16",
            "dqn abce3b68fb0f057c",
            "value-cloning 79eb2b14b9f87ff1",
            "policy-cloning 2b1de047fbd7d7c0",
            "classifier d11a0e10744f0812",
            "convolution 4dc33212580857f3");

    private static final Path THIS_JDK = Path.of(System.getProperty("java.home"));

    @TempDir
    private Path folder;

    /**
     * A way to start a JVM.
     *
     * @param name for messages
     * @param home of the JDK
     * @param jobs how many runs go at once
     */
    private record Jvm(String name, Path home, int jobs, List<String> flags) {

        static Jvm scalar(Path home) {
            return new Jvm("scalar on " + home, home, 1, List.of("-Dlottery.kernels=scalar"));
        }

        static Jvm vector(Path home, int jobs, String... more) {
            final List<String> flags =
                    new ArrayList<>(List.of("-Dlottery.kernels=vector", "--add-modules", "jdk.incubator.vector"));
            flags.addAll(List.of(more));
            return new Jvm("vector " + List.of(more) + ", jobs " + jobs + " on " + home, home, jobs, flags);
        }

        static List<Jvm> all() {
            // The slowest first.
            final List<Jvm> all = new ArrayList<>(List.of(scalar(THIS_JDK)));
            otherJdk().ifPresent(home -> all.addAll(List.of(scalar(home), vector(home, 1))));
            all.addAll(List.of(
                    vector(THIS_JDK, 1, "-XX:MaxVectorSize=16"),
                    vector(THIS_JDK, 1, "-XX:MaxVectorSize=32"),
                    vector(THIS_JDK, 1, "-XX:MaxVectorSize=64"),
                    vector(THIS_JDK, 1, "-XX:ObjectAlignmentInBytes=64"),
                    vector(THIS_JDK, 2)));
            return all;
        }

        private static Optional<Path> otherJdk() {
            return Optional.ofNullable(System.getProperty("lottery.test.jdk", System.getenv("LOTTERY_TEST_JDK")))
                    .filter(home -> !home.isBlank())
                    .map(Path::of);
        }
    }

    @Test
    void everyJvmGivesTheGoldenLines() throws Exception {
        final List<Jvm> all = Jvm.all();
        final ExecutorService two = Executors.newFixedThreadPool(2);
        final List<Future<List<String>>> lines;
        try {
            lines = two.invokeAll(all.stream()
                    .<Callable<List<String>>>map(jvm -> () -> lines(jvm))
                    .toList());
        } finally {
            two.shutdownNow();
        }
        assertSoftly(softly -> {
            for (int i = 0; i < all.size(); i++) {
                softly.assertThat(lines.get(i))
                        .as(all.get(i).name())
                        .succeedsWithin(0, TimeUnit.SECONDS)
                        .isEqualTo(GOLDEN);
            }
        });
    }

    private List<String> lines(Jvm jvm) throws IOException, InterruptedException {
        final Path out = Files.createTempFile(folder, "out", ".txt");
        final Path err = Files.createTempFile(folder, "err", ".txt");
        final List<String> command = new ArrayList<>();
        command.add(jvm.home().resolve("bin").resolve("java").toString());
        // The JVM's own warnings, of lanes that the processor does not have for example, are none of the lines.
        command.add("-XX:+DisplayVMOutputToStderr");
        command.addAll(jvm.flags());
        command.addAll(List.of(SameBits.class.getName(), String.valueOf(jvm.jobs())));
        final ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        final Process process = builder.start();
        try {
            final int status = process.waitFor();
            assertThat(status).as("%s: %s", jvm.name(), Files.readString(err)).isZero();
            return Files.readAllLines(out);
        } finally {
            process.destroyForcibly();
        }
    }
}

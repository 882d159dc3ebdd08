// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.Environments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J and Bullet bring native libraries through one JavaCPP, which warns where their versions do not fit together. */
class NativeLibrariesTest {

    /** What a JVM of its own runs, in which nothing is loaded yet. */
    static final class Main {

        private Main() {}

        public static void main(String[] arguments) {
            try (Environment ant = Environments.find("AntPyBulletEnv-v0").create()) {
                ant.reset(0);
                ant.step(new float[8]);
                System.out.println(
                        "ones " + Nd4j.ones(2, 2).mmul(Nd4j.ones(2, 2)).sumNumber());
                ant.step(new float[8]);
                System.out.println("done " + ant.isDone());
            }
        }
    }

    @Test
    @Timeout(180)
    void nd4jAndBulletLiveInOneJvm() throws IOException, InterruptedException {
        final ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), Main.class.getName());
        // Not as an argument: on Windows the whole path would be too long for one.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        final Process process = builder.redirectErrorStream(true).start();
        try {
            final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            // In the words of JavaCPP, with a logger and without; later JDKs have warnings of their own.
            assertThat(output).contains("ones 8.0", "done false").doesNotContain("do not match", "WARN ", "Warning: ");
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.NetworkSpec;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A JVM of its own whose class path holds no backend, as a user has it who depends on the core alone. */
class MissingBackendTest {

    /** What that JVM runs. */
    static final class Main {

        private Main() {}

        public static void main(String[] arguments) {
            final NetworkSpec spec = new NetworkSpec("actor", 1, List.of(), 1, Activation.RELU);
            final Parameters parameters = Parameters.of(spec.layout(true), new float[1], new float[1]);
            for (int touch = 1; touch <= 2; touch++) {
                try {
                    Dl4jNetworks.toMultiLayerNetwork(spec, parameters);
                    System.out.println("touch " + touch + ": no exception");
                } catch (MissingBackendException e) {
                    System.out.println("touch " + touch + ": " + e.getMessage());
                }
            }
        }
    }

    @Test
    @Timeout(120)
    void saysWhichLinesToAddAtEachTouch() throws IOException, InterruptedException, URISyntaxException {
        final String output = run(Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("nd4j-native"))
                .collect(Collectors.joining(File.pathSeparator)));
        assertThat(output.split("touch ")).hasSize(3);
        for (int touch = 1; touch <= 2; touch++) {
            assertThat(output)
                    .contains("touch " + touch + ": There is no ND4J backend on the class path. Add one to the POM");
        }
        assertThat(output).contains(lines());
    }

    /** The version is that of the Deeplearning4j that we are built with. */
    private static String lines() throws URISyntaxException {
        final Path jar = Path.of(MultiLayerNetwork.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        final String version = jar.getFileName().toString().replaceAll("deeplearning4j-nn-(.*)\\.jar", "$1");
        return """
              <dependency>
                <groupId>org.nd4j</groupId>
                <artifactId>nd4j-native</artifactId>
                <version>%s</version>
              </dependency>
            """.formatted(version);
    }

    private static String run(String classPath) throws IOException, InterruptedException {
        final ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), Main.class.getName());
        // Not as an argument: on Windows the whole path would be too long for one.
        builder.environment().put("CLASSPATH", classPath);
        final Process process = builder.redirectErrorStream(true).start();
        try {
            final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}

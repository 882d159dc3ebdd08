// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Needs {@code --add-modules jdk.incubator.vector}, as the build gives it to all tests of this module. */
class VectorKernelsTest extends KernelContract {

    @Override
    Kernels kernels() {
        return KernelProvider.choose("vector");
    }

    @Test
    void givesTheSameBitsWithAnyWidth() throws Exception {
        final List<Process> children = new ArrayList<>();
        for (int bytes = 16; bytes <= 64; bytes *= 2) {
            children.add(child(bytes));
        }
        final String expected = KernelHash.of(new ScalarKernels());
        for (Process child : children) {
            final String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(child.waitFor()).as(printed).isZero();
            assertThat(printed).contains(expected);
        }
    }

    private static Process child(int bytes) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-XX:MaxVectorSize=" + bytes,
                        "-cp",
                        System.getProperty("java.class.path"),
                        KernelHash.class.getName())
                .redirectErrorStream(true)
                .start();
    }
}

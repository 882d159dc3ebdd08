// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.dl4j;

import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;

/**
 * Starts ND4J, before anything else here touches it. The class initialiser of {@link Nd4j} looks for a backend; without
 * one it fails with an error that does not say what to do, and each later touch with a {@link NoClassDefFoundError} that
 * does not even say what failed.
 */
final class Backend {

    private static final String HOW_TO_ADD = """
            Add one to the POM, for the CPU:

              <dependency>
                <groupId>org.nd4j</groupId>
                <artifactId>nd4j-native</artifactId>
                <version>1.0.0-M2.1</version>
              </dependency>
            """;

    private Backend() {}

    /**
     * Starts ND4J, at the first call.
     *
     * @throws MissingBackendException if it does not start; at each call
     */
    static void require() {
        try {
            Nd4j.getBackend();
        } catch (LinkageError | RuntimeException e) {
            final String backend = onClassPath();
            throw new MissingBackendException(
                    backend.isEmpty()
                            ? "There is no ND4J backend on the class path. " + HOW_TO_ADD
                            : "The ND4J backend " + backend
                                    + " does not start on this machine. If its native libraries "
                                    + "are not on the class path, or it is for other hardware: " + HOW_TO_ADD,
                    e);
        }
    }

    /** Returns the class of a backend; empty if there is none. Does not start it. */
    private static String onClassPath() {
        final Iterator<ServiceLoader.Provider<Nd4jBackend>> backends =
                ServiceLoader.load(Nd4jBackend.class).stream().iterator();
        try {
            return backends.hasNext() ? backends.next().type().getName() : "";
        } catch (ServiceConfigurationError e) {
            return String.valueOf(e.getMessage());
        }
    }
}

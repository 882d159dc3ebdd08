// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the kernels once, at start, and logs which. Which ones are in use never changes a result.
 *
 * <p>The vector kernels are chosen where the JVM was started with {@code --add-modules jdk.incubator.vector}; the system
 * property {@code lottery.kernels}, {@code scalar} or {@code vector}, decides otherwise.
 *
 * <p>Every multiply-add is fused. Without hardware for that, Java computes it in software, several hundred times slower: then
 * the first use fails with a message, unless the system property {@code lottery.slowFma} is {@code true}.
 */
public final class KernelProvider {

    private static final Logger LOG = LoggerFactory.getLogger(KernelProvider.class);
    private static final String CHOICE = "lottery.kernels";
    private static final String MODULE = "jdk.incubator.vector";
    private static final String FLAG = "--add-modules " + MODULE;
    /** What {@link Batch} says about the alignment of objects holds for all kernels, but matters for these. */
    private static final String QUICKEST = FLAG + " -XX:ObjectAlignmentInBytes=64";

    private static final String SLOW_FMA = "lottery.slowFma";
    private static final int CALLS = 100;
    private static final int BATCHES = 20;
    /** Nanoseconds per call: hardware takes some 10 in the interpreter, software over 1 000. */
    private static final double SLOW = 300;

    private static final Kernels KERNELS = choose(System.getProperty(CHOICE));

    static {
        if (!Boolean.getBoolean(SLOW_FMA) && quickestFma() > SLOW) {
            throw new IllegalStateException(
                    "this processor or JVM has no hardware fused multiply-add, so training would be"
                            + " several hundred times slower; -D" + SLOW_FMA + "=true goes on all the same");
        }
        if (KERNELS instanceof ScalarKernels) {
            LOG.info("Kernels: {}; the JVM flags {} give quicker ones, to the same bits", KERNELS.name(), QUICKEST);
        } else {
            LOG.info("Kernels: {}", KERNELS.name());
        }
    }

    private KernelProvider() {}

    /** Returns the kernels of this JVM. Stateless and thread-safe. */
    public static Kernels kernels() {
        return KERNELS;
    }

    /**
     * Returns the kernels of a name.
     *
     * @param choice null for the quickest that this JVM can run
     */
    static Kernels choose(@Nullable String choice) {
        if (choice == null) {
            return hasModule() ? vector() : new ScalarKernels();
        }
        return switch (choice) {
            case "scalar" -> new ScalarKernels();
            case "vector" -> {
                if (!hasModule()) {
                    throw new IllegalArgumentException(CHOICE + " vector needs the JVM flag " + FLAG);
                }
                yield vector();
            }
            default -> throw new IllegalArgumentException(CHOICE + " " + choice + " is neither scalar nor vector");
        };
    }

    private static boolean hasModule() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }

    /** By name, because the class needs a module that is not there by default: it is compiled apart. */
    private static Kernels vector() {
        try {
            return Class.forName(KernelProvider.class.getPackageName() + ".VectorKernels")
                    .asSubclass(Kernels.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the vector kernels cannot be loaded; -D" + CHOICE + "=scalar goes on", e);
        }
    }

    /** Returns nanoseconds per fused multiply-add, the best of several batches, so that a pause does not count. */
    private static double quickestFma() {
        float x = 1;
        long best = Long.MAX_VALUE;
        for (int batch = 0; batch < BATCHES; batch++) {
            final long started = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                x = Math.fma(x, 0.5f, 1f);
            }
            best = Math.min(best, System.nanoTime() - started);
        }
        // Uses x, so that no compiler leaves the loop out.
        return x > 3 ? 0 : (double) best / CALLS;
    }
}

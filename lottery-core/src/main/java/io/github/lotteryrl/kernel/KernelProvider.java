// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

/**
 * Chooses the kernels once, at start. Which ones are in use never changes a result.
 *
 * <p>Every multiply-add is fused. Without hardware for that, Java computes it in software, several hundred times slower: then
 * the first use fails with a message, unless the system property {@code lottery.slowFma} is {@code true}.
 */
public final class KernelProvider {

    private static final String SLOW_FMA = "lottery.slowFma";
    private static final int CALLS = 100;
    private static final int BATCHES = 20;
    /** Nanoseconds per call: hardware takes some 10 in the interpreter, software over 1 000. */
    private static final double SLOW = 300;

    private static final Kernels KERNELS = new ScalarKernels();

    static {
        if (!Boolean.getBoolean(SLOW_FMA) && quickestFma() > SLOW) {
            throw new IllegalStateException(
                    "this processor or JVM has no hardware fused multiply-add, so training would be"
                            + " several hundred times slower; -D" + SLOW_FMA + "=true goes on all the same");
        }
    }

    private KernelProvider() {}

    /** Returns the kernels of this JVM. Stateless and thread-safe. */
    public static Kernels kernels() {
        return KERNELS;
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

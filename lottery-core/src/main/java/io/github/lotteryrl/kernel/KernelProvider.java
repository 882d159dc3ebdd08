// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

/** Chooses the kernels once, at start. Which ones are in use never changes a result. */
public final class KernelProvider {

    private static final Kernels KERNELS = new ScalarKernels();

    private KernelProvider() {}

    /** Returns the kernels of this JVM. Stateless and thread-safe. */
    public static Kernels kernels() {
        return KERNELS;
    }
}

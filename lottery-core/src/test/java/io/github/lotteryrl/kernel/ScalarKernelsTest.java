// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

class ScalarKernelsTest extends KernelContract {

    @Override
    Kernels kernels() {
        return new ScalarKernels();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KernelProviderTest {

    @Test
    void takesTheVectorKernelsWhereTheModuleIsThere() {
        assertThat(KernelProvider.choose(null).name()).startsWith("vector");
        assertThat(KernelProvider.choose("vector").name())
                .isEqualTo(KernelProvider.choose(null).name());
        assertThat(KernelProvider.choose("scalar")).isInstanceOf(ScalarKernels.class);
    }

    @Test
    void namesAnUnknownChoice() {
        assertThatThrownBy(() -> KernelProvider.choose("gpu"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lottery.kernels gpu is neither scalar nor vector");
    }
}

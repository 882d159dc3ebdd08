// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

import io.github.lotteryrl.kernel.Kernels;

/** The function after each hidden layer. */
public enum Activation {
    /** max(x, 0); its derivative at 0 is 0. */
    RELU {
        @Override
        void apply(Kernels kernels, float[] y, int n) {
            kernels.relu(y, n);
        }

        @Override
        void gradient(Kernels kernels, float[] y, float[] dy, int n) {
            kernels.reluGradient(y, dy, n);
        }
    },
    /** The hyperbolic tangent. */
    TANH {
        @Override
        void apply(Kernels kernels, float[] y, int n) {
            kernels.tanh(y, n);
        }

        @Override
        void gradient(Kernels kernels, float[] y, float[] dy, int n) {
            kernels.tanhGradient(y, dy, n);
        }
    };

    abstract void apply(Kernels kernels, float[] y, int n);

    abstract void gradient(Kernels kernels, float[] y, float[] dy, int n);
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

import io.github.lotteryrl.kernel.Kernels;

/** The function after each hidden layer. */
public enum Activation {
    /** max(x, 0); its derivative at 0 is 0. */
    RELU {
        @Override
        void apply(Kernels kernels, float[] y, int from, int n) {
            kernels.relu(y, from, n);
        }

        @Override
        void gradient(Kernels kernels, float[] y, float[] dy, int from, int n) {
            kernels.reluGradient(y, dy, from, n);
        }
    },
    /** The hyperbolic tangent. */
    TANH {
        @Override
        void apply(Kernels kernels, float[] y, int from, int n) {
            kernels.tanh(y, from, n);
        }

        @Override
        void gradient(Kernels kernels, float[] y, float[] dy, int from, int n) {
            kernels.tanhGradient(y, dy, from, n);
        }
    };

    abstract void apply(Kernels kernels, float[] y, int from, int n);

    abstract void gradient(Kernels kernels, float[] y, float[] dy, int from, int n);
}

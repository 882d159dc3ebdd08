// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

/**
 * The hyperbolic tangent as x P(x^2) / Q(x^2), P of degree 6 and Q of degree 3: no branch, so that loops over it are
 * vectorised, and nothing but fused operations, so that it is the same everywhere.
 *
 * <p>The coefficients are our fit: weighted least squares on 4 000 Chebyshev nodes of (0, 9.02], weights raised by the
 * error until the largest relative error was 6.8e-9. In float the result is within 6 ulp of the true value, and never
 * outside [-1, 1].
 */
final class Tanh {

    /** From here on, tanh rounds to 1. */
    static final float SATURATED = 9.02f;

    static final float P6 = -0x1.7bed9p-44f;
    static final float P5 = 0x1.ce7b1cp-35f;
    static final float P4 = -0x1.5ac238p-26f;
    static final float P3 = 0x1.75f086p-17f;
    static final float P2 = 0x1.96b77cp-9f;
    static final float P1 = 0x1.0bf16ep-3f;
    static final float Q3 = 0x1.0ad62ep-12f;
    static final float Q2 = 0x1.91445p-6f;
    static final float Q1 = 0x1.db4e08p-2f;

    private Tanh() {}

    static float of(float value) {
        final float x = Math.max(-SATURATED, Math.min(SATURATED, value));
        final float u = x * x;
        float p = P6;
        p = Math.fma(p, u, P5);
        p = Math.fma(p, u, P4);
        p = Math.fma(p, u, P3);
        p = Math.fma(p, u, P2);
        p = Math.fma(p, u, P1);
        p = Math.fma(p, u, 1f);
        float q = Q3;
        q = Math.fma(q, u, Q2);
        q = Math.fma(q, u, Q1);
        q = Math.fma(q, u, 1f);
        return Math.max(-1f, Math.min(1f, x * p / q));
    }
}

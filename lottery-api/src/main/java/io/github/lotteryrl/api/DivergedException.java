// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

/** Training left the finite numbers. The run is recorded as failed; other runs go on. */
public final class DivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is no finite number any more, and when.
     *
     * @param what the quantity, such as {@code gradient norm}
     * @param value its value
     * @param step environment steps trained
     */
    public DivergedException(String what, double value, long step) {
        super("diverged: " + what + " is " + Decimal.format(value) + " after " + step + " steps");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

/**
 * Something whose settings help to determine a result. Results are stored and found again under a hash of the identities of
 * all that determined them, so an identity must change when, and only when, the behaviour does.
 */
public interface Identified {

    /**
     * Returns one line of text that names the kind and every setting that determines behaviour, as in {@code
     * geometric(fraction=0.2, levels=20)}. Numbers are written with {@link Decimal}. Two objects with equal identity
     * behave alike to the bit.
     */
    String identity();
}

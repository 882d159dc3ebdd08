// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.state;

/** A state is not what it should be: cut off, changed, or that of something else. */
public final class CorruptStateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says in one line what is wrong. */
    public CorruptStateException(String message) {
        super(message);
    }
}

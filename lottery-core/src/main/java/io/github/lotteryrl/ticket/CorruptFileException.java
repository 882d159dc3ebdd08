// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.ticket;

/** A file is not what it should be: cut off, changed, or something else altogether. */
public final class CorruptFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says in one line what is wrong. */
    public CorruptFileException(String message) {
        super(message);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.traces;

/** A file cannot be replayed: it is not there, cut off, of an unknown kind, or not what its kind should be. */
public final class TraceException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** Says in one line which file it is, where in it, and what is wrong. */
    public TraceException(String message) {
        super(message);
    }

    /** Says so for a file that the system does not let be read. */
    public TraceException(String message, Throwable cause) {
        super(message, cause);
    }
}

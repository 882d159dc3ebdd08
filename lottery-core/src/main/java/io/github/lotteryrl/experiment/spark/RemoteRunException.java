// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment.spark;

/** What went wrong where a run was trained. Reads as that, and not as where the driver heard of it. */
final class RemoteRunException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RemoteRunException(String message) {
        super(message);
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // the message says which exception it was there
    public String toString() {
        return String.valueOf(getMessage());
    }
}

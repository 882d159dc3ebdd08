// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.dl4j;

import org.jspecify.annotations.Nullable;

/** ND4J has nothing to compute with. The message holds the lines that the POM needs. */
public final class MissingBackendException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MissingBackendException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

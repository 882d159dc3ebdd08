// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.internal.Check;
import java.io.Serializable;

/**
 * The filters of a convolution layer, whatever the size of the picture they are laid over.
 *
 * @param count of filters, at least 1
 * @param size rows and columns of a filter, at least 1
 * @param stride cells between one position and the next, at least 1
 * @param padding rows and columns of zeros on each side, in [0, size - 1]
 */
public record Filters(int count, int size, int stride, int padding) implements Serializable {

    /** Checks the bounds. */
    public Filters {
        Check.atLeast("count of filters", count, 1);
        Check.atLeast("size of filters", size, 1);
        Check.atLeast("stride of filters", stride, 1);
        Check.in("padding of filters", padding, 0, size - 1);
    }

    /** Filters at every cell, without padding: the paper's {@code Conv2D-16x3} is {@code Filters.of(16, 3)}. */
    public static Filters of(int count, int size) {
        return new Filters(count, size, 1, 0);
    }

    @Override
    public String toString() {
        return count + "x" + size + "/" + stride + "+" + padding;
    }
}

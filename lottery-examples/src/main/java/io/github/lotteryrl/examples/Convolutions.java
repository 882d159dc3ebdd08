// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.agent.Filters;
import io.github.lotteryrl.api.internal.Check;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Convolution layers as they are given on the command line: {@code 16x3} for 16 filters of 3 x 3 cells, {@code 16x3,32x4/2} for
 * a second layer with a stride of 2, {@code none} for none.
 *
 * @param layers input side first; may be empty
 */
record Convolutions(List<Filters> layers) {

    private static final String NONE = "none";
    private static final String LAYER = "\\d{1,6}x\\d{1,6}(/\\d{1,6})?";

    Convolutions {
        layers = List.copyOf(layers);
    }

    static Convolutions parse(String text) {
        return new Convolutions(
                text.equals(NONE)
                        ? List.of()
                        : Arrays.stream(text.split(",", -1))
                                .map(Convolutions::layer)
                                .toList());
    }

    private static Filters layer(String text) {
        Check.that(text.matches(LAYER), "filters '%s' are not COUNTxSIZE or COUNTxSIZE/STRIDE, as in 16x3", text);
        final int[] numbers =
                Arrays.stream(text.split("[x/]")).mapToInt(Integer::parseInt).toArray();
        return new Filters(numbers[0], numbers[1], numbers.length == 2 ? 1 : numbers[2], 0);
    }

    /** Converts for picocli. */
    static final class Converter implements ITypeConverter<Convolutions> {
        @Override
        public Convolutions convert(String text) {
            try {
                return parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}

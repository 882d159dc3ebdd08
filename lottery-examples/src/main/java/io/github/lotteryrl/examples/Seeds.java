// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.api.internal.Check;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Seeds as they are given on the command line: {@code 5} for the seeds 0 to 4, {@code 3-7} for a range, {@code 2,3,5} for a
 * list.
 *
 * @param values at least one
 */
public record Seeds(List<Long> values) {

    /** What the option means, for usage messages. */
    static final String USAGE = "how many seeds (5), a range (0-4) or a list (0,3,7)";

    private static final int MOST = 100_000;

    /** Copies. */
    public Seeds {
        values = List.copyOf(values);
        Check.atLeast("seeds", values.size(), 1);
    }

    /** Returns the seeds 0 to {@code count - 1}. */
    public static Seeds count(int count) {
        Check.in("seeds", count, 1, MOST);
        return new Seeds(LongStream.range(0, count).boxed().toList());
    }

    static Seeds parse(String text) {
        if (text.matches("-?\\d{1,9}")) {
            return count(Integer.parseInt(text));
        }
        if (text.matches("\\d{1,9}-\\d{1,9}")) {
            final long first = Long.parseLong(text.substring(0, text.indexOf('-')));
            final long last = Long.parseLong(text.substring(text.indexOf('-') + 1));
            Check.that(first <= last && last - first < MOST, "seeds %s is no rising range of at most %d", text, MOST);
            return new Seeds(LongStream.rangeClosed(first, last).boxed().toList());
        }
        Check.that(text.matches("\\d{1,18}(,\\d{1,18})*,?"), "seeds %s is not " + USAGE, text);
        return new Seeds(Arrays.stream(text.split(",")).map(Long::valueOf).toList());
    }

    /** Converts for picocli. */
    static final class Converter implements ITypeConverter<Seeds> {
        @Override
        public Seeds convert(String text) {
            try {
                return parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}

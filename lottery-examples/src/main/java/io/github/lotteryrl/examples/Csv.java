// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.lotteryrl.api.Decimal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes a table, numbers in the same digits on every JDK. */
public final class Csv implements AutoCloseable {

    private final CsvWriter writer;

    /** Starts a file with a header; a file that is there is replaced. */
    public Csv(Path file, String... header) throws IOException {
        writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file);
        writer.writeRecord(header);
    }

    /** Writes a row of texts and numbers. */
    public void row(Object... cells) {
        writer.writeRecord(Arrays.stream(cells)
                .map(cell -> cell instanceof Double number ? Decimal.format(number) : String.valueOf(cell))
                .toArray(String[]::new));
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}

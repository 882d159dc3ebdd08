// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.internal;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recorded game line by line: words separated by single spaces, compressed with gzip or not. Lines that begin with
 * {@code #} are comments; words {@code name=value} of the comments before the first line are the header. The first
 * word of a line says what it is; a line {@code RUN name=value ...} starts a run.
 *
 * <p>Everything that is wrong with a file is an {@link IllegalArgumentException} with a message of one line: the file's
 * name, the line, what is wrong. Of the file only the current line is kept, and a line has its limit, so nothing in a
 * file makes the reader take much memory.
 *
 * <pre>{@code
 * try (TraceReader trace = TraceReader.open(path)) {
 *     while (trace.next()) {
 *         if (trace.is("RUN")) {
 *             long seed = trace.setting("seed", 0, Integer.MAX_VALUE);
 *         } else {
 *             long action = trace.number(0, "action", 0, 5);
 *         }
 *     }
 * }
 * }</pre>
 */
public final class TraceReader implements AutoCloseable {

    private static final int LONGEST_LINE = 1 << 16;
    private static final int MOST_HEADERS = 64;
    private static final int LONGEST_QUOTE = 40;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{8}");

    private final String name;
    private final BufferedReader reader;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> header = new HashMap<>();
    private String[] words = {};
    private long line;
    private boolean headerEnded;

    private TraceReader(String name, BufferedReader reader) {
        this.name = name;
        this.reader = reader;
    }

    /**
     * Opens a file.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public static TraceReader open(Path file) {
        final String name = String.valueOf(file.getFileName());
        InputStream stream = null;
        try {
            stream = Files.newInputStream(file);
            return of(name, stream);
        } catch (IOException e) {
            close(stream);
            throw unreadable(name, e);
        }
    }

    /**
     * Reads a stream, which the reader then owns and closes.
     *
     * @param name stands in messages
     */
    public static TraceReader of(String name, InputStream stream) throws IOException {
        final InputStream bytes = new BufferedInputStream(stream);
        bytes.mark(2);
        final boolean compressed = (bytes.read() << 8 | bytes.read()) == GZIP_MAGIC;
        bytes.reset();
        return new TraceReader(
                name,
                new BufferedReader(new InputStreamReader(
                        compressed ? new GZIPInputStream(bytes, 1 << 13) : bytes, StandardCharsets.UTF_8)));
    }

    private static IllegalArgumentException unreadable(String name, IOException cause) {
        final String why = cause instanceof NoSuchFileException ? "no such file" : String.valueOf(cause.getMessage());
        return new IllegalArgumentException(name + ": not readable: " + oneLine(why), cause);
    }

    /** Moves to the next line that is not a comment and returns whether there is one. */
    public boolean next() {
        try {
            while (readLine()) {
                if (!text.isEmpty() && text.charAt(0) == '#') {
                    readHeader();
                } else {
                    headerEnded = true;
                    words = text.toString().split(" ", -1);
                    return true;
                }
            }
        } catch (IOException e) {
            throw error("not readable: %s", oneLine(String.valueOf(e.getMessage())));
        }
        words = new String[0];
        return false;
    }

    private boolean readLine() throws IOException {
        text.setLength(0);
        int c = reader.read();
        if (c < 0) {
            return false;
        }
        line++;
        for (; c >= 0 && c != '\n'; c = reader.read()) {
            if (text.length() == LONGEST_LINE) {
                throw error("longer than %d characters", LONGEST_LINE);
            }
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return true;
    }

    private void readHeader() {
        if (headerEnded) {
            return;
        }
        for (String word : text.toString().split(" ", -1)) {
            final int equals = word.indexOf('=');
            if (equals > 0) {
                if (header.size() == MOST_HEADERS) {
                    throw error("more than %d settings in the header", MOST_HEADERS);
                }
                header.put(word.substring(0, equals), word.substring(equals + 1).replaceFirst("[;,]$", ""));
            }
        }
    }

    /** Returns a setting of the header, which is complete once {@link #next} was called. */
    public String header(String setting) {
        final String value = header.get(setting);
        if (value == null) {
            throw new IllegalArgumentException(name + ": no " + setting + "= in the header");
        }
        return value;
    }

    /** Returns the number of the current line, from 1. */
    public long line() {
        return line;
    }

    /** Returns how many words the current line has. */
    public int words() {
        return words.length;
    }

    /** Returns a word of the current line, or "" past its end. */
    public String word(int index) {
        return index < words.length ? words[index] : "";
    }

    /** Returns whether the current line begins with a word. */
    public boolean is(String first) {
        return word(0).equals(first);
    }

    /** Checks how many words the current line has. */
    public void requireWords(int count) {
        if (words.length != count) {
            throw error("%d words, not %d", words.length, count);
        }
    }

    /** Returns an integer of the current line. */
    public long number(int index, String what, long low, long high) {
        return parse(word(index), what, low, high);
    }

    /** Returns 32 bits of the current line, written as eight hexadecimal digits in lower case. */
    public int bits(int index, String what) {
        final String word = word(index);
        if (!HEX.matcher(word).matches()) {
            throw error("%s '%s' is not eight hexadecimal digits", what, quote(word));
        }
        return Integer.parseUnsignedInt(word, 16);
    }

    /** Returns the integer in a word {@code setting=...} of the current line. */
    public long setting(String setting, long low, long high) {
        final String start = setting + '=';
        for (String word : words) {
            if (word.startsWith(start)) {
                return parse(word.substring(start.length()), setting, low, high);
            }
        }
        throw error("no %s=", setting);
    }

    private long parse(String word, String what, long low, long high) {
        if (!INTEGER.matcher(word).matches()) {
            throw error("%s '%s' is not an integer", what, quote(word));
        }
        final long value = Long.parseLong(word);
        if (value < low || value > high) {
            throw error("%s %d not in [%d, %d]", what, value, low, high);
        }
        return value;
    }

    /** Returns the exception that says what is wrong with the current line. */
    public IllegalArgumentException error(String message, Object... arguments) {
        return new IllegalArgumentException(message(message, arguments));
    }

    /** Returns a message about the current line: the file's name, the line's number, then a {@link String#format} pattern. */
    public String message(String message, Object... arguments) {
        return name + ": line " + line + ": " + String.format(Locale.ROOT, message, arguments);
    }

    /** Returns a word of a file as it may stand in a message: short, and without what a terminal would act on. */
    public static String quote(String word) {
        final String start = word.length() > LONGEST_QUOTE ? word.substring(0, LONGEST_QUOTE) + "..." : word;
        return oneLine(start);
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\p{Cntrl}", "?");
    }

    @Override
    public void close() {
        close(reader);
    }

    private static void close(@Nullable AutoCloseable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException("a file that was only read cannot be closed", e);
        }
    }
}

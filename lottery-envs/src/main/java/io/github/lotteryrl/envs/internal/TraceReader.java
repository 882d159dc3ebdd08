// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.internal;

import io.github.lotteryrl.envs.traces.TraceException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recorded game line by line: words separated by single spaces, compressed with gzip or not. Lines that begin with
 * {@code #} are comments, and empty lines mean nothing. Of the comments before the first line the first one is the
 * title, and words {@code name=value} are the header. The first word of a line says what it is; a line {@code RUN
 * name=value ...} starts a run.
 *
 * <p>Everything that is wrong with a file is a {@link TraceException} with a message of one line: the file, the line,
 * what is wrong. Of the file only the current line is kept, and a line has its limit, so nothing in a
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
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,3})?");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{8}");

    private final String name;
    private final BufferedReader reader;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> header = new HashMap<>();
    private String title = "";
    private String[] words = {};
    private long line;
    private boolean headerEnded;
    private boolean readAhead;

    private TraceReader(String name, BufferedReader reader) {
        this.name = name;
        this.reader = reader;
    }

    /**
     * Opens a file.
     *
     * @throws TraceException if it cannot be read
     */
    public static TraceReader open(Path file) {
        final String name = file.toString();
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

    private static TraceException unreadable(String where, IOException cause) {
        return new TraceException(where + ": not readable: " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such file";
        }
        if (cause instanceof AccessDeniedException) {
            return "access denied";
        }
        if (cause instanceof EOFException) {
            return "cut off";
        }
        return oneLine(String.valueOf(cause.getMessage()));
    }

    /** Moves to the next line that is neither empty nor a comment and returns whether there is one. */
    public boolean next() {
        if (readAhead) {
            readAhead = false;
        } else {
            advance();
        }
        return words.length > 0;
    }

    private void advance() {
        try {
            while (readLine()) {
                if (text.isEmpty()) {
                    continue;
                }
                if (text.charAt(0) != '#') {
                    headerEnded = true;
                    words = text.toString().split(" ", -1);
                    return;
                }
                readHeader();
            }
        } catch (IOException e) {
            throw unreadable(name + ": line " + line, e);
        }
        words = new String[0];
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
            text.append((char) c);
        }
        final int last = text.length() - 1;
        if (last >= 0 && text.charAt(last) == '\r') {
            text.setLength(last);
        }
        return true;
    }

    private void readHeader() {
        if (headerEnded) {
            return;
        }
        if (title.isEmpty()) {
            title = text.substring(1).strip();
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

    /** Returns the title, or "" if there is none. Does not move to the next line. */
    public String title() {
        completeHeader();
        return title;
    }

    /** Returns a setting of the header. Does not move to the next line. */
    public String header(String setting) {
        completeHeader();
        final String value = header.get(setting);
        if (value == null) {
            throw fileError("no %s= in the header", setting);
        }
        return value;
    }

    private void completeHeader() {
        if (line == 0) {
            advance();
            readAhead = true;
        }
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

    /** Returns a finite number of the current line. */
    public double decimal(int index, String what) {
        final String word = word(index);
        final double value = NUMBER.matcher(word).matches() ? Double.parseDouble(word) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw error("%s '%s' is not a finite number", what, quote(word));
        }
        return value;
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
        return parse(text(setting), setting, low, high);
    }

    /** Returns what follows in a word {@code setting=...} of the current line. */
    public String text(String setting) {
        final String start = setting + '=';
        for (String word : words) {
            if (word.startsWith(start)) {
                return word.substring(start.length());
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

    /** Returns the words of the current line after the first, as they may stand in a message. */
    public String settings() {
        return quote(Arrays.stream(words).skip(1).collect(Collectors.joining(" ")));
    }

    /**
     * Returns the exception that says what is wrong with the current line.
     *
     * @param message a {@link String#format} pattern
     */
    public TraceException error(String message, Object... arguments) {
        return fileError("line " + line + ": " + message, arguments);
    }

    /**
     * Returns the exception that says what is wrong with the whole file.
     *
     * @param message a {@link String#format} pattern
     */
    public TraceException fileError(String message, Object... arguments) {
        return new TraceException(name + ": " + String.format(Locale.ROOT, message, arguments));
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

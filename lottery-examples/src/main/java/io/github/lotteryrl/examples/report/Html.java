// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.report;

import java.util.Set;

/**
 * A page in the making, element by element. What is given as text or as the value of an attribute is escaped; every element is
 * closed, so the page is XML too. Not thread-safe.
 */
final class Html {

    /** A line's end after one of these would be a blank that is seen. */
    private static final Set<String> INLINE = Set.of("a", "strong");

    private final StringBuilder page = new StringBuilder(1 << 16);

    /** Starts an element; attributes are names and values in turn. */
    Html open(String tag, String... attributes) {
        page.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            page.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escape(attributes[i + 1]))
                    .append('"');
        }
        page.append('>');
        return this;
    }

    Html close(String tag) {
        page.append("</").append(tag).append('>').append(INLINE.contains(tag) ? "" : "\n");
        return this;
    }

    Html text(String text) {
        page.append(escape(text));
        return this;
    }

    /** Adds a whole element that holds nothing but text. */
    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /** Adds what is markup already. */
    Html markup(String markup) {
        page.append(markup);
        return this;
    }

    /** Returns a text that stands for itself in markup; characters that XML does not know become blanks. */
    static String escape(String text) {
        final StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isXml(c) ? c : ' ');
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int c) {
        return c == '\n' || c >= ' ' && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }

    @Override
    public String toString() {
        return page.toString();
    }
}

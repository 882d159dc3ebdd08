// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * This machine cannot draw text into an image. The message is one line that names the packages to install; {@link
 * Figure#write} throws it after the SVG, which needs no fonts, is written.
 */
public final class MissingFontsException extends IOException {

    private static final long serialVersionUID = 1;
    private static final Pattern LIBRARY = Pattern.compile("lib(freetype|fontconfig|harfbuzz)\\b");

    private MissingFontsException(String message, Throwable cause) {
        super(message, cause);
    }

    static MissingFontsException because(Throwable cause) {
        return new MissingFontsException(
                "cannot draw text into a PNG: install " + missing(cause) + " (Debian's names)", cause);
    }

    private static String missing(Throwable top) {
        for (Throwable t = top; t != null; t = t.getCause()) {
            Matcher library = LIBRARY.matcher(String.valueOf(t.getMessage()));
            if (t instanceof LinkageError && library.find()) {
                return switch (library.group(1)) {
                    case "freetype" -> "the package libfreetype6";
                    case "harfbuzz" -> "the package libharfbuzz0b";
                    default -> "the package fontconfig";
                };
            }
        }
        return "the packages fontconfig, libfreetype6 and fonts-dejavu-core";
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import java.util.Locale;

/**
 * An opaque sRGB colour, each part in [0, 255]. Not {@code java.awt.Color}, because loading that class loads native
 * libraries, and an SVG must not depend on them.
 */
public record Rgb(int red, int green, int blue) {

    /** Refuses parts outside [0, 255]. */
    public Rgb {
        check("red", red);
        check("green", green);
        check("blue", blue);
    }

    /** Returns the colour of six hexadecimal digits, red first: {@code Rgb.of(0x0072B2)}. */
    public static Rgb of(int hex) {
        if (hex < 0 || hex > 0xFFFFFF) {
            throw new IllegalArgumentException("colour " + hex + " not in [0, 0xFFFFFF]");
        }
        return new Rgb(hex >> 16, hex >> 8 & 0xFF, hex & 0xFF);
    }

    String toHex() {
        return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }

    private static void check(String name, int part) {
        if (part < 0 || part > 255) {
            throw new IllegalArgumentException(name + " " + part + " not in [0, 255]");
        }
    }
}

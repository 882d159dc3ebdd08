// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

/**
 * The colours of things in the games' pictures: for a dark board those of M. Okabe and K. Ito, "Color Universal Design"
 * (2008), which colour-blind people can tell apart, without their black, and with greys and a dark red. In every game the
 * player is sky blue, the enemy that kills it vermillion, its own bullet white, and trails are grey. Where several things
 * meet in a cell, an earlier colour of this list goes around a later one.
 */
enum Hue {
    SKY_BLUE(0x56b4e9),
    BLUE(0x0072b2),
    VERMILLION(0xd55e00),
    ORANGE(0xe69f00),
    YELLOW(0xf0e442),
    GREEN(0x009e73),
    DARK_RED(0x7a1800),
    WHITE(0xffffff),
    PURPLE(0xcc79a7),
    GREY_1(0xd8d8d8),
    GREY_2(0xb0b0b0),
    GREY_3(0x8a8a8a),
    GREY_4(0x666666),
    GREY_5(0x484848);

    /** An empty cell. */
    static final int BOARD = 0x161616;

    private final int rgb;

    Hue(int rgb) {
        this.rgb = rgb;
    }

    /** Returns red, green and blue in one number. */
    int rgb() {
        return rgb;
    }
}

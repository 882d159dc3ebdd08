// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.bullet;

/** The four robots, and when each has fallen. */
enum Task {
    HOPPER("hopper"),
    WALKER_2D("walker2d"),
    HALF_CHEETAH("half_cheetah"),
    ANT("ant");

    private static final double STANDING = 0.8;
    private static final double CRAWLING = 0.26;
    private static final double LEANING = 1;

    /** HalfCheetah's feet proper, among its six "feet"; the others are shins and thighs. */
    private static final int FRONT_FOOT = 0;

    private static final int BACK_FOOT = 3;

    private final String title;
    private final Robot robot;

    Task(String title) {
        this.title = title;
        robot = RobotFile.read(title + ".txt");
    }

    /** Returns the name by which recorded games call it. */
    String title() {
        return title;
    }

    Robot robot() {
        return robot;
    }

    /**
     * Returns whether the robot goes on.
     *
     * @param height of the torso in m
     * @param pitch of the torso in rad
     * @param touching which of its feet touched the floor; not modified
     */
    boolean isAlive(double height, double pitch, boolean[] touching) {
        return switch (this) {
            case HOPPER, WALKER_2D -> height > STANDING && Math.abs(pitch) < LEANING;
            case HALF_CHEETAH -> Math.abs(pitch) < LEANING && !onItsKnees(touching);
            case ANT -> height > CRAWLING;
        };
    }

    private static boolean onItsKnees(boolean[] touching) {
        for (int i = 0; i < touching.length; i++) {
            if (touching[i] && i != FRONT_FOOT && i != BACK_FOOT) {
                return true;
            }
        }
        return false;
    }
}

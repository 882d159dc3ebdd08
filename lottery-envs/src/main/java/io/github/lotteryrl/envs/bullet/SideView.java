// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.bullet;

import io.github.lotteryrl.envs.internal.Sketch;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Draws a robot from its right side, x to the right and z up, with the torso in the middle of the width. Each limb has a colour of
 * its own, and what is nearer hides what is farther.
 */
final class SideView {

    /** Metres to each side of the torso, below the floor and above it; pixels to the metre. */
    private static final double HALF_WIDTH = 2;

    private static final double BELOW = 0.25;
    private static final double ABOVE = 1.75;
    private static final double SCALE = 100;

    private static final int FLOOR = 0x808080;
    private static final int TORSO = 0x404040;

    /** Those of M. Okabe and K. Ito, which colour-blind people can tell apart. */
    private static final int[] LIMBS = {0xe69f00, 0x0072b2, 0x009e73, 0xcc79a7};

    private record Stroke(int colour, double radius, Vec first, Vec second) {

        double depth() {
            return first.y() + second.y();
        }
    }

    private SideView() {}

    static BufferedImage draw(Robot robot, Multibody body) {
        final double middle = body.place(robot.torso(), 0);
        final double left = middle - HALF_WIDTH;
        final double right = middle + HALF_WIDTH;
        final Sketch sketch = new Sketch(left, -BELOW, right, ABOVE, SCALE);
        sketch.line(FLOOR, 0.02, left, -0.01, right, -0.01);
        for (double mark = Math.floor(left); mark <= right; mark++) {
            sketch.line(FLOOR, 0.02, mark, -0.02, mark, -0.1);
        }
        for (Stroke stroke : strokes(robot, body)) {
            sketch.line(
                    stroke.colour,
                    2 * stroke.radius,
                    stroke.first.x(),
                    stroke.first.z(),
                    stroke.second.x(),
                    stroke.second.z());
        }
        return sketch.finish();
    }

    /** Farther ones first. */
    private static List<Stroke> strokes(Robot robot, Multibody body) {
        final List<Stroke> strokes = new ArrayList<>();
        final int[] limbs = limbs(robot);
        for (int link = Robot.BASE; link < limbs.length; link++) {
            final Robot.Body part =
                    link == Robot.BASE ? robot.base() : robot.links().get(link).body();
            final int colour = link <= robot.torso() ? TORSO : LIMBS[limbs[link] % LIMBS.length];
            final Vec joint = part.centre().times(-1);
            for (Shape shape : part.shapes()) {
                strokes.add(new Stroke(
                        colour,
                        shape.radius(),
                        body.toWorld(link, joint.plus(shape.first())),
                        body.toWorld(link, joint.plus(shape.second()))));
            }
        }
        strokes.sort(Comparator.comparingDouble(Stroke::depth).reversed());
        return strokes;
    }

    /** Returns for each link the number of the limb that it is part of: what hangs together below the torso. */
    private static int[] limbs(Robot robot) {
        final int[] limbs = new int[robot.links().size()];
        int next = 0;
        for (int link = robot.torso() + 1; link < limbs.length; link++) {
            final int parent = robot.links().get(link).parent();
            limbs[link] = parent == robot.torso() ? next++ : limbs[parent];
        }
        return limbs;
    }
}

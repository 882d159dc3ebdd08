// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.bullet;

/**
 * Where a robot is and how its torso is turned and moves, in the way of pybullet-gym: the place is the mean over all parts, frames
 * without mass among them, and the floor, which counts as a part at the origin.
 */
final class Pose {

    /** Beyond this sine of the pitch, roll and yaw cannot be told apart. */
    private static final double UPRIGHT = 0.99999;

    private final int links;
    private final int torso;
    private final double[] parts;
    private final double[] quaternion = new double[4];

    private double x;
    private double y;
    private double height;
    private double roll;
    private double pitch;
    private double yaw;
    private double forward;
    private double sideways;
    private double upwards;

    Pose(Robot robot) {
        links = robot.links().size();
        torso = robot.torso();
        parts = new double[links + 2];
    }

    /**
     * Reads the current pose.
     *
     * @param floor whether the floor counts
     */
    void read(Multibody robot, boolean floor) {
        x = mean(robot, 0, floor);
        y = mean(robot, 1, floor);
        height = robot.place(torso, 2);
        robot.quaternion(torso, quaternion);
        turn(quaternion[0], quaternion[1], quaternion[2], quaternion[3]);
        final double vx = robot.velocity(torso, 0);
        final double vy = robot.velocity(torso, 1);
        final double sin = StrictMath.sin(-yaw);
        final double cos = StrictMath.cos(-yaw);
        forward = cos * vx - sin * vy;
        sideways = sin * vx + cos * vy;
        upwards = robot.velocity(torso, 2);
    }

    /** The order of the parts is pybullet-gym's: the first link, the torso, the other links, the floor. */
    private double mean(Multibody robot, int axis, boolean floor) {
        int count = 0;
        parts[count++] = robot.place(0, axis);
        parts[count++] = robot.place(torso, axis);
        for (int i = 1; i < links; i++) {
            if (i != torso) {
                parts[count++] = robot.place(i, axis);
            }
        }
        if (floor) {
            parts[count++] = 0;
        }
        return PairwiseSum.mean(parts, count);
    }

    private void turn(double qx, double qy, double qz, double qw) {
        final double sine = -2 * (qx * qz - qw * qy);
        if (sine <= -UPRIGHT) {
            roll = 0;
            pitch = -0.5 * Math.PI;
            yaw = 2 * StrictMath.atan2(qx, -qy);
        } else if (sine >= UPRIGHT) {
            roll = 0;
            pitch = 0.5 * Math.PI;
            yaw = 2 * StrictMath.atan2(-qx, qy);
        } else {
            roll = StrictMath.atan2(2 * (qy * qz + qw * qx), qw * qw - qx * qx - qy * qy + qz * qz);
            pitch = StrictMath.asin(sine);
            yaw = StrictMath.atan2(2 * (qx * qy + qw * qz), qw * qw + qx * qx - qy * qy - qz * qz);
        }
    }

    /** Returns the direction of a place on the floor, against where the torso looks, in rad. */
    double angleTo(double targetX, double targetY) {
        return StrictMath.atan2(targetY - y, targetX - x) - yaw;
    }

    /** Returns the distance of a place on the floor in m, rounded as numpy rounds it: the square of x is fused with the sum. */
    double distanceTo(double targetX, double targetY) {
        final double dx = targetX - x;
        final double dy = targetY - y;
        return Math.sqrt(Math.fma(dx, dx, dy * dy));
    }

    /** Returns the height of the torso's centre of mass in m. */
    double height() {
        return height;
    }

    /** Returns how far the torso leans to its right, in rad. */
    double roll() {
        return roll;
    }

    /** Returns how far the torso leans forward, in rad. */
    double pitch() {
        return pitch;
    }

    /** Returns the torso's velocity to where it looks, in m/s. */
    double forward() {
        return forward;
    }

    /** Returns the torso's velocity to its left, in m/s. */
    double sideways() {
        return sideways;
    }

    /** Returns the torso's velocity upwards, in m/s. */
    double upwards() {
        return upwards;
    }
}

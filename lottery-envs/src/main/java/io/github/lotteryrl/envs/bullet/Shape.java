// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.bullet;

/** A part of a body's surface, seen from the joint that the body hangs on. */
sealed interface Shape {

    double radius();

    /** Returns the middle of the first end sphere. */
    Vec first();

    /** Returns the middle of the second end sphere. */
    Vec second();

    /** A sphere. */
    record Ball(double radius, Vec centre) implements Shape {
        @Override
        public Vec first() {
            return centre;
        }

        @Override
        public Vec second() {
            return centre;
        }
    }

    /** A capsule given by its ends. */
    record Rod(double radius, Vec first, Vec second) implements Shape {}

    /** A capsule given by its middle: parallel to z, then turned by an angle in radians about an axis of length 1. */
    record Turned(double radius, double length, Vec centre, double angle, Vec axis) implements Shape {
        @Override
        public Vec first() {
            return centre.plus(direction().times(-length / 2));
        }

        @Override
        public Vec second() {
            return centre.plus(direction().times(length / 2));
        }

        /** The z axis turned, by the formula of Rodrigues. */
        private Vec direction() {
            final double sin = StrictMath.sin(angle);
            final double cos = StrictMath.cos(angle);
            return new Vec(axis.y() * sin, -axis.x() * sin, cos).plus(axis.times(axis.z() * (1 - cos)));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.bullet;

/** Three numbers: a place, a direction, or the principal moments of inertia. */
record Vec(double x, double y, double z) {

    static final Vec ZERO = new Vec(0, 0, 0);

    Vec plus(Vec other) {
        return new Vec(x + other.x, y + other.y, z + other.z);
    }

    Vec times(double factor) {
        return new Vec(factor * x, factor * y, factor * z);
    }
}

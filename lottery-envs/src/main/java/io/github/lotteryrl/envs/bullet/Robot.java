// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.bullet;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A robot as Bullet's multibody takes it: a base and links, each joined to the base or to an earlier link. Immutable.
 *
 * @param group the bits of its bodies' collision group
 * @param mask the groups that its bodies collide with
 * @param friction of its bodies, without unit
 * @param free whether the base moves freely; otherwise it is fixed
 * @param start where the base stands at the start, in m
 * @param base the body of the base; a fixed base has mass 0
 * @param links in Bullet's order
 * @param feet the links whose contacts with the floor are observed, in that order
 */
record Robot(int group, int mask, double friction, boolean free, Vec start, Body base, List<Link> links, int[] feet) {

    /** The index of the base among links. */
    static final int BASE = -1;

    /**
     * What moves as one.
     *
     * @param mass in kg; 0 for a frame between two joints
     * @param inertia principal moments about the centre of mass in kg m², axes parallel to those of the joint
     * @param centre the centre of mass, seen from the joint, in m
     * @param shapes seen from the joint
     */
    record Body(String name, double mass, Vec inertia, Vec centre, List<Shape> shapes) {}

    /** How a link moves against its parent. */
    enum Motion {
        FIXED,
        SLIDE,
        HINGE
    }

    /**
     * A body with the joint that it hangs on.
     *
     * @param parent index of an earlier link, or {@link #BASE}
     * @param axis of the motion; Bullet takes its length too
     * @param at the joint, seen from the parent's centre of mass
     * @param low lower limit in rad; above {@code high} if there is none
     * @param high upper limit in rad
     * @param torque in N m for an action of 1; 0 if nothing drives the joint
     */
    record Link(Body body, int parent, Motion motion, Vec axis, Vec at, double low, double high, double torque) {

        boolean isLimited() {
            return low <= high;
        }

        boolean isDriven() {
            return torque != 0;
        }

        /** Returns a position between the limits: -1 at the lower one, 1 at the upper one. */
        double scaled(double position) {
            final double middle = 0.5 * (low + high);
            return 2 * (position - middle) / (high - low);
        }
    }

    /** Returns the name of a link, or of the base. */
    String nameOf(int link) {
        return link == BASE ? base.name() : links.get(link).body().name();
    }

    /** Returns the links whose joints are driven. */
    int[] driven() {
        return IntStream.range(0, links.size())
                .filter(link -> links.get(link).isDriven())
                .toArray();
    }

    /** Returns the index of the torso: the base, or the first link with mass. */
    int torso() {
        return free
                ? BASE
                : IntStream.range(0, links.size())
                        .filter(link -> links.get(link).body().mass() > 0)
                        .findFirst()
                        .orElseThrow();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.bullet;

import io.github.lotteryrl.envs.bullet.Robot.Body;
import io.github.lotteryrl.envs.bullet.Robot.Link;
import io.github.lotteryrl.envs.bullet.Robot.Motion;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.bullet.BulletCollision.btCapsuleShapeZ;
import org.bytedeco.bullet.BulletCollision.btCollisionObject;
import org.bytedeco.bullet.BulletCollision.btCollisionShape;
import org.bytedeco.bullet.BulletCollision.btCompoundShape;
import org.bytedeco.bullet.BulletCollision.btMultiSphereShape;
import org.bytedeco.bullet.BulletCollision.btSphereShape;
import org.bytedeco.bullet.BulletDynamics.btMultiBody;
import org.bytedeco.bullet.BulletDynamics.btMultiBodyConstraint;
import org.bytedeco.bullet.BulletDynamics.btMultiBodyJointLimitConstraint;
import org.bytedeco.bullet.BulletDynamics.btMultiBodyJointMotor;
import org.bytedeco.bullet.BulletDynamics.btMultiBodyLinkCollider;
import org.bytedeco.bullet.BulletDynamics.btMultibodyLink;
import org.bytedeco.bullet.LinearMath.btQuaternion;
import org.bytedeco.bullet.LinearMath.btQuaternionArray;
import org.bytedeco.bullet.LinearMath.btTransform;
import org.bytedeco.bullet.LinearMath.btVector3;
import org.bytedeco.bullet.LinearMath.btVector3Array;
import org.bytedeco.bullet.global.BulletDynamics;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A {@link Robot} as Bullet's multibody, set up as PyBullet's importer does it, quirks included: they decide the dynamics. Its
 * state is read from Bullet's memory without a native call.
 *
 * <p>Links are numbered as in the robot; {@link Robot#BASE} is the base. Vectors are indexed 0 to 2 for x, y and z, in the
 * world's axes where nothing else is said.
 */
final class Multibody {

    /** Collision groups of what never moves, and of frames, which have no shape. */
    private static final int STATIC_GROUP = 2;

    private static final int FRAME_GROUP = 4;

    private static final double FRAME_FRICTION = 0.5;
    private static final double MOTOR_GAIN = 0.1;
    private static final int[] NEXT = {1, 2, 0};

    private final NativeMemory memory;
    private final Robot robot;
    private final btMultiBody body;
    private final btTransform start;
    private final List<Collider> colliders = new ArrayList<>();
    private final List<btMultiBodyConstraint> constraints = new ArrayList<>();

    /** Room for Bullet's intermediate results. */
    private final btQuaternionArray rotations;

    private final btVector3Array offsets;
    private final btVector3 angular;
    private final btVector3 linear;

    private final DoubleBuffer basePlace;
    private final DoubleBuffer baseRotation;
    private final DoubleBuffer velocities;
    private final DoubleBuffer localVelocities;
    private final DoubleBuffer[] positions;
    private final DoubleBuffer[] transforms;

    /** Where the velocity of a link's joint stands among the velocities. */
    private final int[] velocityIndex;

    /**
     * What collides.
     *
     * @param group the bits of its group
     * @param mask the groups that it collides with
     */
    record Collider(btMultiBodyLinkCollider object, int group, int mask) {

        /** Returns a collider that never moves and meets only what does. */
        static Collider fixed(btMultiBodyLinkCollider object) {
            object.setCollisionFlags(btCollisionObject.CF_STATIC_OBJECT);
            return new Collider(object, STATIC_GROUP, ~STATIC_GROUP);
        }
    }

    Multibody(Robot robot, NativeMemory memory) {
        this.robot = robot;
        this.memory = memory;
        final int links = robot.links().size();
        rotations = memory.own(new btQuaternionArray());
        offsets = memory.own(new btVector3Array());
        angular = memory.own(new btVector3(links + 1L));
        linear = memory.own(new btVector3(links + 1L));
        start = transform(robot.start());
        body = memory.own(
                new btMultiBody(links, robot.base().mass(), vector(robot.base().inertia()), !robot.free(), false));
        body.setBaseWorldTransform(start);
        for (int i = 0; i < links; i++) {
            join(i, robot.links().get(i));
        }
        body.finalizeMultiDof();
        body.setHasSelfCollision(true);
        addColliders();
        addConstraints();

        basePlace = buffer(body.getBasePos(), 3);
        baseRotation = buffer(body.getWorldToBaseRot(), 4);
        velocities = buffer(body.getVelocityVector(), 6 + body.getNumDofs());
        localVelocities = buffer(linear, 4 * (links + 1));
        positions = new DoubleBuffer[links];
        transforms = new DoubleBuffer[links];
        velocityIndex = new int[links];
        for (int i = 0; i < links; i++) {
            final btMultibodyLink link = body.getLink(i);
            positions[i] = buffer(link.m_jointPos(), 1);
            transforms[i] = buffer(link.m_cachedWorldTransform(), 16);
            velocityIndex[i] = 6 + link.m_dofOffset();
        }
    }

    private static DoubleBuffer buffer(Pointer memory, int numbers) {
        return new DoublePointer(memory).capacity(numbers).asBuffer();
    }

    private btVector3 vector(Vec v) {
        return memory.own(new btVector3(v.x(), v.y(), v.z()));
    }

    private btTransform transform(Vec origin) {
        final btTransform transform = memory.own(new btTransform());
        transform.setIdentity();
        transform.setOrigin(vector(origin));
        return transform;
    }

    private void join(int index, Link link) {
        final btQuaternion unturned = memory.own(new btQuaternion(0, 0, 0, 1));
        final double mass = link.body().mass();
        final btVector3 inertia = vector(link.body().inertia());
        final btVector3 axis = vector(link.axis());
        final btVector3 at = vector(link.at());
        final btVector3 centre = vector(link.body().centre());
        switch (link.motion()) {
            case FIXED -> body.setupFixed(index, mass, inertia, link.parent(), unturned, at, centre);
            case SLIDE -> body.setupPrismatic(index, mass, inertia, link.parent(), unturned, axis, at, centre, true);
            case HINGE -> body.setupRevolute(index, mass, inertia, link.parent(), unturned, axis, at, centre, true);
        }
        final btMultibodyLink joined = body.getLink(index);
        joined.m_flags(joined.m_flags() | BulletDynamics.BT_MULTIBODYLINKFLAGS_DISABLE_ALL_PARENT_COLLISION);
    }

    private void addColliders() {
        final btMultiBodyLinkCollider base = collider(Robot.BASE, robot.base());
        body.setBaseCollider(base);
        colliders.add(robot.free() ? new Collider(base, robot.group(), robot.mask()) : Collider.fixed(base));
        for (int i = 0; i < robot.links().size(); i++) {
            final Body part = robot.links().get(i).body();
            final btMultiBodyLinkCollider collider = collider(i, part);
            body.getLink(i).m_collider(collider);
            colliders.add(
                    part.shapes().isEmpty()
                            ? new Collider(collider, FRAME_GROUP, -1)
                            : new Collider(collider, robot.group(), robot.mask()));
        }
    }

    private btMultiBodyLinkCollider collider(int link, Body part) {
        final btCompoundShape whole = memory.own(new btCompoundShape());
        for (Shape shape : part.shapes()) {
            add(shape, part.centre().times(-1), whole);
        }
        final btMultiBodyLinkCollider collider = memory.own(new btMultiBodyLinkCollider(body, link));
        collider.setCollisionShape(whole);
        collider.setFriction(part.mass() > 0 ? robot.friction() : FRAME_FRICTION);
        collider.setRestitution(0);
        return collider;
    }

    /** Adds a shape, seen from the joint, to a whole, seen from the centre of mass. */
    private void add(Shape shape, Vec joint, btCompoundShape whole) {
        final btTransform place;
        final btCollisionShape made;
        if (shape instanceof Shape.Rod rod) {
            place = transform(joint);
            final btVector3 ends = memory.own(new btVector3(2));
            ends.getPointer(0)
                    .setValue(rod.first().x(), rod.first().y(), rod.first().z());
            ends.getPointer(1)
                    .setValue(rod.second().x(), rod.second().y(), rod.second().z());
            made = memory.own(new btMultiSphereShape(ends, new double[] {rod.radius(), rod.radius()}, 2));
        } else if (shape instanceof Shape.Turned turned) {
            place = transform(joint.plus(turned.centre()));
            place.setRotation(memory.own(new btQuaternion(vector(turned.axis()), turned.angle())));
            made = memory.own(new btCapsuleShapeZ(turned.radius(), turned.length()));
        } else {
            place = transform(joint.plus(shape.first()));
            made = memory.own(new btSphereShape(shape.radius()));
        }
        whole.addChildShape(place, made);
    }

    /** The motors have no force: they stand for PyBullet's, which decide where its unstable sort puts the limits. */
    private void addConstraints() {
        for (int i = 0; i < robot.links().size(); i++) {
            final Link link = robot.links().get(i);
            if (link.isLimited()) {
                constraints.add(memory.own(new btMultiBodyJointLimitConstraint(body, i, link.low(), link.high())));
            }
        }
        for (int i = 0; i < robot.links().size(); i++) {
            if (robot.links().get(i).motion() != Motion.FIXED) {
                final btMultiBodyJointMotor motor = memory.own(new btMultiBodyJointMotor(body, i, 0, 0, 0));
                motor.setPositionTarget(0, MOTOR_GAIN);
                motor.setVelocityTarget(0, MOTOR_GAIN);
                constraints.add(motor);
            }
        }
        constraints.forEach(btMultiBodyConstraint::finalizeMultiDof);
    }

    btMultiBody body() {
        return body;
    }

    /** Returns the colliders: that of the base, then those of the links. */
    List<Collider> colliders() {
        return colliders;
    }

    /** Returns the constraints in the order in which Bullet is to have them. */
    List<btMultiBodyConstraint> constraints() {
        return constraints;
    }

    /**
     * Stands the robot at its start, at rest.
     *
     * @param driven positions of the driven joints in rad; not modified
     */
    void reset(double[] driven) {
        body.setBaseWorldTransform(start);
        body.clearVelocities();
        int next = 0;
        for (int i = 0; i < positions.length; i++) {
            final Link link = robot.links().get(i);
            if (link.motion() != Motion.FIXED) {
                body.setJointPos(i, link.isDriven() ? driven[next++] : 0);
            }
        }
        update();
    }

    /** Brings the places of links and colliders, and the velocities of links, up to the state of base and joints. */
    void update() {
        body.forwardKinematics(rotations, offsets);
        body.updateCollisionObjectWorldTransforms(rotations, offsets);
        readVelocities();
    }

    /** Adds to the torque that acts on a joint until the next step is over, in N m. */
    void addTorque(int link, double torque) {
        body.addJointTorque(link, torque);
    }

    /** Computes what {@link #velocity} returns. */
    void readVelocities() {
        body.compTreeLinkVelocities(angular, linear);
    }

    /** Returns the position of a joint, in m or rad. */
    double jointPosition(int link) {
        return positions[link].get(0);
    }

    /** Returns the velocity of a joint, in m/s or rad/s. */
    double jointVelocity(int link) {
        return velocities.get(velocityIndex[link]);
    }

    /** Returns a coordinate of a centre of mass, in m. That of a link is as it was before the last substep. */
    double place(int link, int axis) {
        return link == Robot.BASE ? basePlace.get(axis) : transforms[link].get(12 + axis);
    }

    /**
     * Returns a component of the velocity of a centre of mass, in m/s. It is known in the link's own axes, and put into those of
     * the world as they were before the last substep.
     */
    double velocity(int link, int axis) {
        if (link == Robot.BASE) {
            return velocities.get(3 + axis);
        }
        final int first = 4 * (link + 1);
        return rotation(link, axis, 0) * localVelocities.get(first)
                + rotation(link, axis, 1) * localVelocities.get(first + 1)
                + rotation(link, axis, 2) * localVelocities.get(first + 2);
    }

    /** Returns an element of the matrix that turns a link's axes into the world's. */
    private double rotation(int link, int row, int column) {
        return transforms[link].get(4 * row + column);
    }

    /** Returns a place given in the axes of a link, seen from its centre of mass, in the world. The base counts as unturned. */
    Vec toWorld(int link, Vec v) {
        final Vec centre = new Vec(place(link, 0), place(link, 1), place(link, 2));
        return link == Robot.BASE
                ? centre.plus(v)
                : centre.plus(new Vec(turned(link, 0, v), turned(link, 1, v), turned(link, 2, v)));
    }

    private double turned(int link, int axis, Vec v) {
        return rotation(link, axis, 0) * v.x() + rotation(link, axis, 1) * v.y() + rotation(link, axis, 2) * v.z();
    }

    /**
     * Writes how a link is turned, as a unit quaternion x, y, z, w: for a link computed from its matrix, by Shepperd's method.
     *
     * @param target modified, 4 numbers
     */
    void quaternion(int link, double[] target) {
        if (link == Robot.BASE) {
            for (int axis = 0; axis < 3; axis++) {
                target[axis] = -baseRotation.get(axis);
            }
            target[3] = baseRotation.get(3);
            return;
        }
        final double trace = rotation(link, 0, 0) + rotation(link, 1, 1) + rotation(link, 2, 2);
        if (trace > 0) {
            final double root = Math.sqrt(trace + 1);
            final double half = 0.5 / root;
            for (int i = 0; i < 3; i++) {
                target[i] = (rotation(link, NEXT[NEXT[i]], NEXT[i]) - rotation(link, NEXT[i], NEXT[NEXT[i]])) * half;
            }
            target[3] = 0.5 * root;
            return;
        }
        final int i = largestOnDiagonal(link);
        final int j = NEXT[i];
        final int k = NEXT[j];
        final double root = Math.sqrt(rotation(link, i, i) - rotation(link, j, j) - rotation(link, k, k) + 1);
        final double half = 0.5 / root;
        target[i] = 0.5 * root;
        target[j] = (rotation(link, j, i) + rotation(link, i, j)) * half;
        target[k] = (rotation(link, k, i) + rotation(link, i, k)) * half;
        target[3] = (rotation(link, k, j) - rotation(link, j, k)) * half;
    }

    private int largestOnDiagonal(int link) {
        final int i = rotation(link, 0, 0) < rotation(link, 1, 1) ? 1 : 0;
        return rotation(link, i, i) < rotation(link, 2, 2) ? 2 : i;
    }
}

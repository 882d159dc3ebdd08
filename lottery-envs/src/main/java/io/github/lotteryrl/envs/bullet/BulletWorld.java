// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.bullet;

import io.github.lotteryrl.envs.bullet.Multibody.Collider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.bullet.BulletCollision.btCollisionConfiguration;
import org.bytedeco.bullet.BulletCollision.btCollisionDispatcher;
import org.bytedeco.bullet.BulletCollision.btDbvtBroadphase;
import org.bytedeco.bullet.BulletCollision.btDefaultCollisionConfiguration;
import org.bytedeco.bullet.BulletCollision.btDefaultCollisionConstructionInfo;
import org.bytedeco.bullet.BulletCollision.btPersistentManifold;
import org.bytedeco.bullet.BulletCollision.btStaticPlaneShape;
import org.bytedeco.bullet.BulletDynamics.btContactSolverInfo;
import org.bytedeco.bullet.BulletDynamics.btMultiBody;
import org.bytedeco.bullet.BulletDynamics.btMultiBodyConstraint;
import org.bytedeco.bullet.BulletDynamics.btMultiBodyConstraintSolver;
import org.bytedeco.bullet.BulletDynamics.btMultiBodyDynamicsWorld;
import org.bytedeco.bullet.BulletDynamics.btMultiBodyLinkCollider;
import org.bytedeco.bullet.LinearMath.btTransform;
import org.bytedeco.bullet.LinearMath.btVector3;

/**
 * A robot on a floor, in a Bullet world of their own with PyBullet's settings. Everything of Bullet's that the package needs is
 * here and in {@link Multibody}.
 *
 * <p>Used by one thread at a time, which keeps it reachable until a method has returned and what {@link #robot} gave is no longer
 * used. After {@link #close} every method throws {@link IllegalStateException}.
 */
final class BulletWorld implements AutoCloseable {

    /** How long a step of the environment takes, in s. */
    static final double STEP = 0.0165;

    private static final int SUBSTEPS = 4;
    private static final double SUBSTEP = STEP / SUBSTEPS;
    private static final double GRAVITY = -9.8;

    /** Room for as many contacts as a robot has, and some more; Bullet would keep 3 MB for 4 096. */
    private static final int POOL = 128;

    /** Numbers of the colliders: the floor's, and the first of the robot's, whose base has it. */
    private static final int FLOOR = 0;

    private static final int ROBOT = 1;

    private final NativeMemory memory = new NativeMemory();
    private final int[] driven;
    private final btCollisionDispatcher dispatcher;
    private final btDbvtBroadphase broadphase;
    private final btMultiBodyConstraintSolver solver;
    private final btTransform origin;
    private final Multibody robot;
    private final List<Collider> colliders = new ArrayList<>();
    private final btMultiBodyDynamicsWorld world;

    BulletWorld(Robot model) {
        BulletLibrary.require();
        driven = model.driven();
        final btDefaultCollisionConstructionInfo sizes = memory.own(new btDefaultCollisionConstructionInfo());
        sizes.m_defaultMaxPersistentManifoldPoolSize(POOL);
        sizes.m_defaultMaxCollisionAlgorithmPoolSize(POOL);
        final btCollisionConfiguration configuration = memory.own(new btDefaultCollisionConfiguration(sizes));
        dispatcher = memory.own(new btCollisionDispatcher(configuration));
        broadphase = memory.own(new btDbvtBroadphase());
        broadphase.setVelocityPrediction(0);
        solver = memory.own(new btMultiBodyConstraintSolver());
        origin = memory.own(new btTransform());
        origin.setIdentity();
        final btMultiBody floor = floor();
        robot = new Multibody(model, memory);
        colliders.addAll(robot.colliders());
        for (int i = 0; i < colliders.size(); i++) {
            colliders.get(i).object().setUserIndex(i);
        }

        // Made last, so that it is freed first: it looks once more at all that it holds.
        world = memory.own(new btMultiBodyDynamicsWorld(dispatcher, broadphase, solver, configuration));
        world.setGravity(memory.own(new btVector3(0, 0, GRAVITY)));
        world.setForceUpdateAllAabbs(false);
        set(world.getSolverInfo());
        world.addMultiBody(floor);
        world.addMultiBody(robot.body());
        for (btMultiBodyConstraint constraint : robot.constraints()) {
            world.addMultiBodyConstraint(constraint);
        }
        addColliders();
    }

    private static void set(btContactSolverInfo settings) {
        settings.m_numIterations(5);
        settings.m_erp2(0.9);
        settings.m_frictionERP(0.2);
        settings.m_linearSlop(1e-5);
        settings.m_warmstartingFactor(0.1);
        settings.m_leastSquaresResidualThreshold(1e-7);
        settings.m_minimumSolverBatchSize(0);
    }

    private btMultiBody floor() {
        final btVector3 noInertia = memory.own(new btVector3(0, 0, 0));
        final btMultiBody floor = memory.own(new btMultiBody(0, 0, noInertia, true, false));
        floor.finalizeMultiDof();
        final btVector3 upwards = memory.own(new btVector3(0, 0, 1));
        final btStaticPlaneShape plane = memory.own(new btStaticPlaneShape(upwards, 0));
        plane.setMargin(0.001);
        final btMultiBodyLinkCollider collider = memory.own(new btMultiBodyLinkCollider(floor, Robot.BASE));
        collider.setCollisionShape(plane);
        collider.setFriction(0.8);
        collider.setRestitution(0.5);
        floor.setBaseCollider(collider);
        colliders.add(Collider.fixed(collider));
        return floor;
    }

    /** Adds all colliders where PyBullet's importer leaves them; from there the broadphase finds them in the same order. */
    private void addColliders() {
        for (Collider collider : colliders) {
            collider.object().setWorldTransform(origin);
            collider.object().setInterpolationWorldTransform(origin);
            world.addCollisionObject(collider.object(), collider.group(), collider.mask());
        }
    }

    /** Returns the robot, for reading. */
    Multibody robot() {
        memory.requireOpen();
        return robot;
    }

    /** Returns what keeps the contacts. */
    btCollisionDispatcher dispatcher() {
        memory.requireOpen();
        return dispatcher;
    }

    /**
     * Stands the robot at its start, at rest, with nothing left of what was before: contacts, pairs and the solver's memory
     * are those of a new world.
     *
     * @param joints positions of the driven joints in rad; not modified
     */
    void reset(double[] joints) {
        memory.requireOpen();
        for (Collider collider : colliders) {
            world.removeCollisionObject(collider.object());
        }
        broadphase.resetPool(dispatcher);
        solver.reset();
        addColliders();
        robot.reset(joints);
    }

    /**
     * Moves on by {@link #STEP}.
     *
     * @param torques on the driven joints in N m; not modified
     */
    void step(double[] torques) {
        step(torques, SUBSTEPS);
    }

    /**
     * Moves on by a number of substeps, a quarter of {@link #STEP} each.
     *
     * @param torques on the driven joints in N m; not modified
     */
    void step(double[] torques, int substeps) {
        memory.requireOpen();
        for (int i = 0; i < driven.length; i++) {
            robot.addTorque(driven[i], torques[i]);
        }
        world.stepSimulation(substeps * SUBSTEP, substeps, SUBSTEP);
        robot.readVelocities();
    }

    /**
     * Writes which links touch the floor: which ones have a point in their cache of contacts with it, which may be some
     * millimetres above it.
     *
     * @param touching modified, a place per link
     */
    void readContacts(boolean[] touching) {
        memory.requireOpen();
        Arrays.fill(touching, false);
        final int manifolds = dispatcher.getNumManifolds();
        for (int i = 0; i < manifolds; i++) {
            final btPersistentManifold manifold = dispatcher.getManifoldByIndexInternal(i);
            if (manifold.getNumContacts() > 0) {
                final int one = manifold.getBody0().getUserIndex();
                final int other = manifold.getBody1().getUserIndex();
                final int link = Math.max(one, other) - ROBOT + Robot.BASE;
                if (Math.min(one, other) == FLOOR && link != Robot.BASE) {
                    touching[link] = true;
                }
            }
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.bullet;

import io.github.lotteryrl.envs.internal.Comparison;
import io.github.lotteryrl.envs.internal.TraceReader;
import io.github.lotteryrl.envs.traces.ReplayResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.bytedeco.bullet.BulletCollision.btCollisionDispatcher;
import org.bytedeco.bullet.BulletCollision.btPersistentManifold;
import org.bytedeco.bullet.BulletDynamics.btMultiBody;
import org.bytedeco.bullet.BulletDynamics.btMultiBodyLinkCollider;
import org.bytedeco.bullet.LinearMath.btQuaternion;
import org.bytedeco.bullet.LinearMath.btTransform;
import org.bytedeco.bullet.LinearMath.btVector3;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Compares single substeps of Bullet with recorded ones; the README beside them has the format. A run goes on from where Bullet
 * came, with the contacts that it has kept. After a difference it goes on from the recorded state instead, so that each difference is
 * a substep's own.
 */
final class SubstepReplay implements AutoCloseable {

    private static final List<String> PLACE = List.of("x", "y", "z");
    private static final List<String> ROTATION =
            List.of("quaternion x", "quaternion y", "quaternion z", "quaternion w");
    private static final List<String> VELOCITY = List.of("x velocity", "y velocity", "z velocity");
    private static final List<String> TURNING =
            List.of("x angular velocity", "y angular velocity", "z angular velocity");

    private final TraceReader trace;
    private final Comparison comparison;
    private final Robot robot;
    private final int[] joints;
    private final List<String> positionNames = new ArrayList<>();
    private final List<String> velocityNames = new ArrayList<>();
    private final BulletWorld world;
    private final Multibody body;

    private final NativeMemory memory = new NativeMemory();
    private final btVector3 vector = memory.own(new btVector3());
    private final btQuaternion quaternion = memory.own(new btQuaternion());
    private final btTransform transform = memory.own(new btTransform());

    private int[] order = {};
    private int frame;
    private double largest;

    /**
     * What came out.
     *
     * @param largest difference between a recorded number of a state and the one found
     */
    record Outcome(ReplayResult result, double largest) {}

    private SubstepReplay(TraceReader trace, Robot robot) {
        this.trace = trace;
        comparison = new Comparison(trace);
        this.robot = robot;
        joints = IntStream.range(0, robot.links().size())
                .filter(link -> robot.links().get(link).motion() != Robot.Motion.FIXED)
                .toArray();
        world = new BulletWorld(robot);
        body = world.robot();
        if (robot.free()) {
            positionNames.addAll(PLACE);
            positionNames.addAll(ROTATION);
            velocityNames.addAll(VELOCITY);
            velocityNames.addAll(TURNING);
        }
        for (int joint : joints) {
            positionNames.add(robot.nameOf(joint) + " position");
            velocityNames.add(robot.nameOf(joint) + " velocity");
        }
    }

    /** Replays the runs of one kind. */
    static Outcome of(Path file, Robot robot, String kind) {
        try (TraceReader trace = TraceReader.open(file);
                SubstepReplay replay = new SubstepReplay(trace, robot)) {
            return new Outcome(replay.play(kind), replay.largest);
        }
    }

    private ReplayResult play(String kind) {
        boolean wanted = false;
        while (trace.next()) {
            if (trace.is("RUN")) {
                wanted = trace.text("kind").equals(kind);
            }
            if (wanted) {
                playLine();
            }
        }
        comparison.requireAllSteps();
        return comparison.result();
    }

    private void playLine() {
        switch (trace.word(0)) {
            case "RUN" -> {
                comparison.requireAllSteps();
                comparison.startRun();
                world.reset(new double[robot.driven().length]);
                frame = Robot.BASE;
            }
            case "M" ->
                order = IntStream.range(1, trace.words())
                        .map(i -> (int) trace.number(
                                i, "link", Robot.BASE, robot.links().size() - 1))
                        .toArray();
            case "T" -> step();
            case "S" -> state();
            case "C" -> compareContacts();
            case "L" -> compareFrame();
            default -> throw trace.error("'%s' begins no line of this kind", TraceReader.quote(trace.word(0)));
        }
    }

    /** In the first substep, which is in the air, Bullet makes the caches of the contacts: they can be put in order after it. */
    private void step() {
        comparison.step();
        world.step(numbers(1, robot.driven().length), 1);
        if (comparison.stepsOfRun() == 1) {
            arrangeContacts();
        }
    }

    /**
     * Puts the caches of the contacts where the solver takes them in the recorded order. That order hangs on what was in memory when
     * the robot was recorded, and with contacts of several shapes the few iterations of the solver make the result hang on it.
     */
    private void arrangeContacts() {
        final btCollisionDispatcher dispatcher = world.dispatcher();
        final int count = dispatcher.getNumManifolds();
        final List<btPersistentManifold> caches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            caches.add(dispatcher.getManifoldByIndexInternal(i));
        }
        if (count != order.length) {
            throw trace.error("%d caches of contacts, not %d", order.length, count);
        }
        final int[] places = IntStream.range(0, count).toArray();
        sortEquals(places, 0, count - 1);
        final PointerPointer<?> array = dispatcher.getInternalManifoldPointer();
        for (int i = 0; i < count; i++) {
            final btPersistentManifold cache = take(caches, order[i]);
            array.put(places[i], cache);
            cache.m_index1a(places[i]);
        }
    }

    private btPersistentManifold take(List<btPersistentManifold> caches, int link) {
        for (btPersistentManifold cache : caches) {
            final int one = btMultiBodyLinkCollider.upcast(cache.getBody0()).m_link();
            final int other = btMultiBodyLinkCollider.upcast(cache.getBody1()).m_link();
            if (Math.max(one, other) == link) {
                caches.remove(cache);
                return cache;
            }
        }
        throw trace.error("link %d has no cache of contacts left", link);
    }

    /** Does what Bullet's quick sort does to elements that are equal, as the islands of all contacts of one robot are. */
    private static void sortEquals(int[] elements, int low, int high) {
        int i = low;
        int j = high;
        while (i <= j) {
            final int element = elements[i];
            elements[i++] = elements[j];
            elements[j--] = element;
        }
        if (low < j) {
            sortEquals(elements, low, j);
        }
        if (i < high) {
            sortEquals(elements, i, high);
        }
    }

    private void state() {
        trace.requireWords(2 + positionNames.size() + velocityNames.size());
        final double[] q = numbers(1, positionNames.size());
        final double[] u = numbers(2 + q.length, velocityNames.size());
        if (comparison.stepsOfRun() == 0) {
            stand(q, u);
            return;
        }
        final double difference =
                Math.max(compare(positionNames, q, positions()), compare(velocityNames, u, velocities()));
        comparison.endLine();
        largest = Math.max(largest, difference);
        if (difference != 0) {
            stand(q, u);
        }
    }

    private double[] numbers(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToDouble(i -> trace.decimal(i, "number"))
                .toArray();
    }

    /** Returns the largest difference. */
    private double compare(List<String> names, double[] recorded, double[] found) {
        double difference = 0;
        for (int i = 0; i < recorded.length; i++) {
            comparison.near(names.get(i), recorded[i], found[i], 0);
            difference = Math.max(difference, Math.abs(recorded[i] - found[i]));
        }
        return difference;
    }

    /** Sets the state; contacts stay. */
    private void stand(double[] q, double[] u) {
        final btMultiBody bullet = body.body();
        if (robot.free()) {
            vector.setValue(q[0], q[1], q[2]);
            bullet.setBasePos(vector);
            quaternion.setValue(-q[3], -q[4], -q[5], q[6]);
            bullet.setWorldToBaseRot(quaternion);
            vector.setValue(u[0], u[1], u[2]);
            bullet.setBaseVel(vector);
            vector.setValue(u[3], u[4], u[5]);
            bullet.setBaseOmega(vector);
        }
        for (int i = 0; i < joints.length; i++) {
            bullet.setJointPos(joints[i], q[q.length - joints.length + i]);
            bullet.setJointVel(joints[i], u[u.length - joints.length + i]);
        }
        body.update();
    }

    private double[] positions() {
        final DoubleStream base =
                robot.free() ? DoubleStream.concat(places(Robot.BASE), rotation(Robot.BASE)) : DoubleStream.empty();
        return DoubleStream.concat(base, Arrays.stream(joints).mapToDouble(body::jointPosition))
                .toArray();
    }

    private double[] velocities() {
        final DoublePointer turning = body.body().getVelocityVector();
        final DoubleStream base = robot.free()
                ? DoubleStream.concat(
                        velocities(Robot.BASE), IntStream.range(0, 3).mapToDouble(turning::get))
                : DoubleStream.empty();
        return DoubleStream.concat(base, Arrays.stream(joints).mapToDouble(body::jointVelocity))
                .toArray();
    }

    private DoubleStream places(int link) {
        return IntStream.range(0, 3).mapToDouble(axis -> body.place(link, axis));
    }

    private DoubleStream velocities(int link) {
        return IntStream.range(0, 3).mapToDouble(axis -> body.velocity(link, axis));
    }

    /** Returns the quaternion that PyBullet reads: that of a base too has been a matrix, which rounds it. */
    private DoubleStream rotation(int link) {
        final double[] q = new double[4];
        body.quaternion(link, q);
        if (link == Robot.BASE) {
            quaternion.setValue(q[0], q[1], q[2], q[3]);
            transform.setRotation(quaternion);
            final btQuaternion read = transform.getRotation();
            return DoubleStream.of(read.x(), read.y(), read.z(), read.w());
        }
        return Arrays.stream(q);
    }

    private void compareContacts() {
        final boolean[] touching = new boolean[robot.links().size()];
        world.readContacts(touching);
        final byte[] cells = new byte[touching.length];
        for (int link = 0; link < cells.length; link++) {
            cells[link] = (byte) (touching[link] ? 1 : 0);
        }
        comparison.places(cells, link -> robot.nameOf(link) + " contact");
        comparison.endLine();
    }

    /** Compares where a link is now; what Bullet left is as it was before the last substep. */
    private void compareFrame() {
        if (frame == Robot.BASE) {
            body.update();
        }
        trace.requireWords(14);
        compareFrame(PLACE, 2, places(frame));
        compareFrame(ROTATION, 6, rotation(frame));
        compareFrame(VELOCITY, 11, velocities(frame));
        comparison.endLine();
        frame++;
    }

    private void compareFrame(List<String> names, int first, DoubleStream found) {
        final double[] numbers = found.toArray();
        for (int i = 0; i < numbers.length; i++) {
            final String name = robot.nameOf(frame) + ' ' + names.get(i);
            comparison.near(name, trace.decimal(first + i, name), numbers[i], 0);
        }
    }

    @Override
    public void close() {
        world.close();
        memory.close();
    }
}

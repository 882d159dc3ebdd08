// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.bullet;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.internal.Check;
import java.awt.image.BufferedImage;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A robot that learns to run: the tasks Hopper, Walker2D, HalfCheetah and Ant of pybullet-gym, simulated by Bullet itself. Without a
 * time limit; the ids {@code HopperPyBulletEnv-v0} and so on end after 1 000 steps.
 *
 * <table>
 *   <caption>The tasks</caption>
 *   <tr><th scope="col">robot</th><th scope="col">observation</th><th scope="col">action</th><th scope="col">termination</th></tr>
 *   <tr><td>{@link #hopper() Hopper}</td><td>15</td><td>3</td><td>height ≤ 0.8 m or |pitch| ≥ 1</td></tr>
 *   <tr><td>{@link #walker2d() Walker2D}</td><td>22</td><td>6</td><td>height ≤ 0.8 m or |pitch| ≥ 1</td></tr>
 *   <tr><td>{@link #halfCheetah() HalfCheetah}</td><td>26</td><td>6</td><td>|pitch| ≥ 1, or a shin or thigh touched the floor</td></tr>
 *   <tr><td>{@link #ant() Ant}</td><td>28</td><td>8</td><td>height ≤ 0.26 m</td></tr>
 * </table>
 *
 * <p>The first three move in the plane of x and z alone. A step takes 0.0165 s, four substeps of Bullet.
 *
 * <table>
 *   <caption>The observation, each number limited to [-5, 5]</caption>
 *   <tr><th scope="row">height</th><td>of the torso's centre, above that at the start, m</td></tr>
 *   <tr><th scope="row">sin, cos of the target's direction</th><td>against where the torso looks; the target is 1 000 m ahead</td></tr>
 *   <tr><th scope="row">forward, sideways, vertical velocity</th><td>of the torso, 0.3 of m/s</td></tr>
 *   <tr><th scope="row">roll, pitch</th><td>of the torso, rad</td></tr>
 *   <tr><th scope="row">position, velocity of each joint</th><td>-1 and 1 are the limits, which can be overrun; 0.1 of rad/s</td></tr>
 *   <tr><th scope="row">contact of each foot</th><td>1 if it touched the floor after the step before the last one, else 0</td></tr>
 * </table>
 *
 * <p>An action is a torque on each joint, from -1 to 1 of the greatest; what lies outside is clipped. The reward of a step is
 * 1 for going on, or -1 in the step that ends the episode, plus the progress towards the target in 1/0.0165 m, less the cost of
 * electricity (2 times the mean of |action · velocity observed|, 0.1 times the mean of action², both unclipped), less 0.1 for each
 * joint within 1 % of a limit or beyond. An episode starts with each joint uniform in [-0.1, 0.1) rad, at rest.
 *
 * <p>Every observation and every end is that of pybullet-gym (commit bc68201) on PyBullet 3.2.7, and rewards are the same double
 * numbers; <a href="https://github.com/bulletphysics/bullet3">Bullet</a> 3.25 does the physics. Departures: the random stream, so a
 * seed gives another start; the floor counts in the mean place of the parts from the first episode on (there from the second on); a
 * step after the end throws, and so does an action that is not a finite number.
 *
 * <p>Bullet is native code: the same seed and actions give the same bits on the same machine with the same build of Bullet, in
 * any number of threads, but not on every machine. Its library is made for Linux, macOS and Windows on x86-64. {@link #close} frees what is
 * outside the Java heap, after which every method throws but those that return the spaces; an environment that is dropped without it
 * is freed some time later.
 *
 * <pre>{@code
 * try (Environment hopper = Environments.find("HopperPyBulletEnv-v0").create()) {
 *     hopper.reset(0);
 *     double episodeReturn = 0;
 *     while (!hopper.isDone()) {
 *         episodeReturn += hopper.step(new float[] {0.1f, -0.2f, 0.3f});
 *     }
 * }
 * }</pre>
 *
 * <p>The paper's figures 1 to 4, 7 and 15 show these tasks; it does not name its version of PyBullet.
 */
public final class BulletLocomotion implements Environment {

    private static final double START = 0.1;
    private static final double TARGET_X = 1_000;
    private static final double TARGET_Y = 0;

    private static final float BOUND = 5;
    private static final double VELOCITY_SCALE = 0.3;
    private static final double JOINT_VELOCITY_SCALE = 0.1;
    private static final float NEAR_LIMIT = 0.99f;
    private static final double ELECTRICITY_COST = -2;
    private static final double STALL_COST = -0.1;
    private static final double LIMIT_COST = -0.1;

    private static final List<String> TORSO = List.of(
            "height",
            "sin of target direction",
            "cos of target direction",
            "forward velocity",
            "sideways velocity",
            "vertical velocity",
            "roll",
            "pitch");

    private final Task task;
    private final Robot robot;
    private final int[] driven;
    private final ObservationSpace observations;
    private final ActionSpace.Continuous actions;
    private final BulletWorld world;
    private final Pose pose;

    private final double[] starts;
    private final double[] torques;
    private final double[] powers;
    private final double[] squares;
    private final float[] observation;
    private final boolean[] touching;
    private final boolean[] feet;
    private double startHeight;
    private double potential;
    private int jointsAtLimit;
    private @Nullable RandomStream random;
    private boolean open;
    private boolean terminated;

    private BulletLocomotion(Task task) {
        this.task = task;
        robot = task.robot();
        driven = robot.driven();
        observations = ObservationSpace.of(observationNames(robot));
        actions = ActionSpace.continuous(
                Arrays.stream(driven).mapToObj(robot::nameOf).toArray(String[]::new));
        starts = new double[driven.length];
        torques = new double[driven.length];
        powers = new double[driven.length];
        squares = new double[driven.length];
        observation = new float[observations.size()];
        touching = new boolean[robot.links().size()];
        feet = new boolean[robot.feet().length];
        pose = new Pose(robot);
        world = new BulletWorld(robot);
    }

    private static List<String> observationNames(Robot robot) {
        final List<String> names = new ArrayList<>(TORSO);
        for (int link : robot.driven()) {
            names.add(robot.nameOf(link) + " position");
            names.add(robot.nameOf(link) + " velocity");
        }
        for (int link : robot.feet()) {
            names.add(robot.nameOf(link) + " contact");
        }
        return names;
    }

    /**
     * Returns a new robot with one leg, not yet reset.
     *
     * @throws UnsupportedOperationException if Bullet's native library cannot be loaded here
     */
    public static BulletLocomotion hopper() {
        return of(Task.HOPPER);
    }

    /**
     * Returns a new robot with two legs, not yet reset.
     *
     * @throws UnsupportedOperationException if Bullet's native library cannot be loaded here
     */
    public static BulletLocomotion walker2d() {
        return of(Task.WALKER_2D);
    }

    /**
     * Returns a new robot with a fore and a hind leg, not yet reset.
     *
     * @throws UnsupportedOperationException if Bullet's native library cannot be loaded here
     */
    public static BulletLocomotion halfCheetah() {
        return of(Task.HALF_CHEETAH);
    }

    /**
     * Returns a new robot with four legs, not yet reset.
     *
     * @throws UnsupportedOperationException if Bullet's native library cannot be loaded here
     */
    public static BulletLocomotion ant() {
        return of(Task.ANT);
    }

    static BulletLocomotion of(Task task) {
        return new BulletLocomotion(task);
    }

    @Override
    public ObservationSpace observationSpace() {
        return observations;
    }

    @Override
    public ActionSpace actionSpace() {
        return actions;
    }

    @Override
    public void reset(long seed) {
        random = Seed.of(seed).random();
        reset();
    }

    @Override
    public void reset() {
        if (random == null) {
            throw new IllegalStateException("reset() continues a stream: call reset(seed) first");
        }
        for (int i = 0; i < starts.length; i++) {
            starts[i] = random.nextDouble(-START, START);
        }
        start(starts, true);
    }

    /**
     * Opens an episode.
     *
     * @param joints where the joints start, in rad; not modified
     * @param floor whether the floor counts at the start, as it does from then on
     */
    void start(double[] joints, boolean floor) {
        try {
            world.reset(joints);
            Arrays.fill(feet, false);
            pose.read(world.robot(), floor);
            startHeight = pose.height();
            look();
            open = true;
            terminated = false;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public double step(float[] action) {
        world.robot();
        if (!open) {
            throw new IllegalStateException("no episode is open: call reset first");
        }
        final double reward = advance(action);
        open = !terminated;
        return reward;
    }

    /** Takes a step and returns the reward, after the end too. */
    double advance(float[] action) {
        Check.length("action", action.length, torques.length);
        for (int i = 0; i < torques.length; i++) {
            Check.that(Float.isFinite(action[i]), "action %s for %s is not finite", action[i], robot.nameOf(driven[i]));
            torques[i] = robot.links().get(driven[i]).torque() * Math.max(-1, Math.min(1, action[i]));
        }
        try {
            world.step(torques);
            final double before = potential;
            pose.read(world.robot(), true);
            look();
            final boolean alive = task.isAlive(observation[0] + startHeight, pose.pitch(), feet);
            readFeet();
            terminated = !alive || !isFinite();
            return (alive ? 1 : -1) + (potential - before) + electricity(action) + LIMIT_COST * jointsAtLimit;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Computes the observation, with the contacts of one step ago, and what the reward needs. */
    private void look() {
        final double direction = pose.angleTo(TARGET_X, TARGET_Y);
        potential = -pose.distanceTo(TARGET_X, TARGET_Y) / BulletWorld.STEP;
        int next = 0;
        observation[next++] = bounded(pose.height() - startHeight);
        observation[next++] = bounded(StrictMath.sin(direction));
        observation[next++] = bounded(StrictMath.cos(direction));
        observation[next++] = bounded(VELOCITY_SCALE * pose.forward());
        observation[next++] = bounded(VELOCITY_SCALE * pose.sideways());
        observation[next++] = bounded(VELOCITY_SCALE * pose.upwards());
        observation[next++] = bounded(pose.roll());
        observation[next++] = bounded(pose.pitch());
        jointsAtLimit = 0;
        for (int i = 0; i < driven.length; i++) {
            final float position =
                    (float) robot.links().get(driven[i]).scaled(world.robot().jointPosition(driven[i]));
            jointsAtLimit += Math.abs(position) > NEAR_LIMIT ? 1 : 0;
            observation[next++] = bounded(position);
            observation[next++] = bounded(observedVelocity(i));
        }
        for (boolean foot : feet) {
            observation[next++] = foot ? 1 : 0;
        }
    }

    private float observedVelocity(int joint) {
        return (float) (JOINT_VELOCITY_SCALE * world.robot().jointVelocity(driven[joint]));
    }

    private static float bounded(double number) {
        return Math.max(-BOUND, Math.min(BOUND, (float) number));
    }

    private boolean isFinite() {
        for (float number : observation) {
            if (!Float.isFinite(number)) {
                return false;
            }
        }
        return true;
    }

    private void readFeet() {
        world.readContacts(touching);
        for (int i = 0; i < feet.length; i++) {
            feet[i] = touching[robot.feet()[i]];
        }
    }

    private double electricity(float[] action) {
        for (int i = 0; i < action.length; i++) {
            final double effort = action[i];
            powers[i] = Math.abs(effort * observedVelocity(i));
            squares[i] = effort * effort;
        }
        return ELECTRICITY_COST * PairwiseSum.mean(powers, powers.length)
                + STALL_COST * PairwiseSum.mean(squares, squares.length);
    }

    @Override
    public boolean isTerminated() {
        return terminated;
    }

    @Override
    public boolean isTruncated() {
        return false;
    }

    @Override
    public void observe(float[] target, int offset) {
        world.robot();
        System.arraycopy(observation, 0, target, offset, observation.length);
    }

    /** Returns the robot from its right side; the picture goes along with it, and marks on the floor stand a metre apart. */
    @Override
    public BufferedImage render() {
        final Multibody body = world.robot();
        if (!open && !terminated) {
            throw new IllegalStateException("nothing to draw yet: call reset first");
        }
        try {
            return SideView.draw(robot, body);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void close() {
        world.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.classic;

import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.envs.internal.Sketch;
import java.awt.image.BufferedImage;

/**
 * Cart-Pole: keep a pole upright on a cart by pushing the cart left or right. The dynamics without a time limit; {@code
 * CartPole-v0} ends after 200 steps, {@code CartPole-v1} after 500.
 *
 * <p>The system is that of A. Barto, R. Sutton, C. Anderson, "Neuronlike adaptive elements that can solve difficult
 * learning control problems", IEEE Transactions on Systems, Man, and Cybernetics 13 (1983), without friction. With force
 * F, position x, angle θ (0 is upright, positive to the right), pole mass m = 0.1, total mass M = 1.1, half pole length
 * l = 0.5 and gravity g = 9.8:
 *
 * <pre>
 *   h   = (F + m l θ'² sin θ) / M
 *   θ'' = (g sin θ - h cos θ) / (l (4/3 - m cos² θ / M))
 *   x'' = h - m l θ'' cos θ / M
 * </pre>
 *
 * <p>One step is one explicit Euler step of 0.02 s: positions move by the old velocities.
 *
 * <table>
 *   <caption>The task</caption>
 *   <tr><th scope="row">observation</th><td>position, velocity, angle, angular velocity</td></tr>
 *   <tr><th scope="row">actions</th><td>0 pushes left with 10 N, 1 right</td></tr>
 *   <tr><th scope="row">reward</th><td>1 for every step, the last one included</td></tr>
 *   <tr><th scope="row">start</th><td>each number uniform in [-0.05, 0.05)</td></tr>
 *   <tr><th scope="row">termination</th><td>|x| &gt; 2.4 or |θ| &gt; 12°; on the bound is not over it</td></tr>
 * </table>
 *
 * <p>The numbers are those of OpenAI gym 0.18, state in double precision; the observation is rounded to float, as in
 * Gymnasium. Departures: the random stream, so a seed gives another start than in gym; a step after the end throws
 * (gym moves on with reward 0); an action other than 0 and 1 is refused (gym's dynamics take it for 0).
 */
public final class CartPole extends ClassicControl {

    private static final ObservationSpace OBSERVATIONS =
            ObservationSpace.of("position", "velocity", "angle", "angular velocity");

    private static final double GRAVITY = 9.8;
    private static final double POLE_MASS = 0.1;
    private static final double TOTAL_MASS = 1.0 + POLE_MASS;
    private static final double HALF_LENGTH = 0.5;
    private static final double POLE_MOMENT = POLE_MASS * HALF_LENGTH;
    private static final double FORCE = 10;
    private static final double TIME_STEP = 0.02;
    private static final double POSITION_LIMIT = 2.4;
    private static final double ANGLE_LIMIT = 24 * Math.PI / 360;
    private static final double START = 0.05;

    private static final int TRACK = 0x808080;
    private static final int LIMIT = 0xd55e00;
    private static final int CART = 0x404040;
    private static final int POLE = 0xe69f00;
    private static final int JOINT = 0xffffff;

    private double position;
    private double velocity;
    private double angle;
    private double angularVelocity;

    private CartPole() {
        super(OBSERVATIONS, 2);
    }

    /** Returns a new cart with its pole, not yet reset. */
    public static CartPole create() {
        return new CartPole();
    }

    @Override
    void start(RandomStream stream) {
        position = stream.nextDouble(-START, START);
        velocity = stream.nextDouble(-START, START);
        angle = stream.nextDouble(-START, START);
        angularVelocity = stream.nextDouble(-START, START);
    }

    @Override
    boolean advance(int action) {
        final double force = action == 1 ? FORCE : -FORCE;
        final double sin = StrictMath.sin(angle);
        final double cos = StrictMath.cos(angle);
        final double h = (force + POLE_MOMENT * angularVelocity * angularVelocity * sin) / TOTAL_MASS;
        final double angularAcceleration =
                (GRAVITY * sin - cos * h) / (HALF_LENGTH * (4.0 / 3.0 - POLE_MASS * cos * cos / TOTAL_MASS));
        final double acceleration = h - POLE_MOMENT * angularAcceleration * cos / TOTAL_MASS;
        position += TIME_STEP * velocity;
        velocity += TIME_STEP * acceleration;
        angle += TIME_STEP * angularVelocity;
        angularVelocity += TIME_STEP * angularAcceleration;
        return position < -POSITION_LIMIT || position > POSITION_LIMIT || angle < -ANGLE_LIMIT || angle > ANGLE_LIMIT;
    }

    @Override
    double reward(boolean over) {
        return 1;
    }

    @Override
    double observed(int dimension) {
        return switch (dimension) {
            case 0 -> position;
            case 1 -> velocity;
            case 2 -> angle;
            default -> angularVelocity;
        };
    }

    @Override
    BufferedImage draw() {
        final Sketch sketch = new Sketch(-2.8, -0.3, 2.8, 1.3, SCALE);
        sketch.line(TRACK, 0.02, -2.8, 0, 2.8, 0);
        sketch.line(LIMIT, 0.04, -POSITION_LIMIT, -0.15, -POSITION_LIMIT, 0.15);
        sketch.line(LIMIT, 0.04, POSITION_LIMIT, -0.15, POSITION_LIMIT, 0.15);
        sketch.box(CART, position, 0, 0.5, 0.25);
        final double tipX = position + 2 * HALF_LENGTH * StrictMath.sin(angle);
        final double tipY = 2 * HALF_LENGTH * StrictMath.cos(angle);
        sketch.line(POLE, 0.1, position, 0, tipX, tipY);
        sketch.dot(JOINT, position, 0, 0.04);
        return sketch.finish();
    }

    @Override
    void set(double newPosition, double newVelocity, double newAngle, double newAngularVelocity) {
        position = newPosition;
        velocity = newVelocity;
        angle = newAngle;
        angularVelocity = newAngularVelocity;
        open();
    }

    /** Returns position, velocity, angle and angular velocity. */
    @Override
    double[] state() {
        return new double[] {position, velocity, angle, angularVelocity};
    }
}

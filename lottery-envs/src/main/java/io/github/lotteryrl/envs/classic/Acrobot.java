// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.classic;

import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.envs.internal.Sketch;
import java.awt.image.BufferedImage;

/**
 * Acrobot: two links hang from a fixed point; swing the free end up, above one link's length over that point, with a motor
 * at the joint between the links. The dynamics without a time limit; {@code Acrobot-v1} ends after 500 steps.
 *
 * <p>The task is that of R. Sutton, "Generalization in reinforcement learning: successful examples using sparse coarse
 * coding", NIPS 8 (1996); the equations are the "book" variant of OpenAI gym, from R. Sutton, A. Barto, "Reinforcement
 * Learning: An Introduction" (1998), which have the term in θ1'² that the 1996 paper omits. With angles θ1 (0 hangs down)
 * and θ2 (relative to the first link), torque τ, masses and lengths 1, centres of mass at c = 0.5, moments of inertia I =
 * 1 (not 1/12) and gravity g = 9.8:
 *
 * <pre>
 *   d1   = c² + (1 + c² + 2 c cos θ2) + 2 I
 *   d2   = (c² + c cos θ2) + I
 *   φ2   = c g sin(θ1 + θ2)
 *   φ1   = -c θ2'² sin θ2 - 2 c θ1' θ2' sin θ2 + (c + 1) g sin θ1 + φ2
 *   θ2'' = (τ + d2/d1 φ1 - c θ1'² sin θ2 - φ2) / (c² + I - d2²/d1)
 *   θ1'' = -(d2 θ2'' + φ1) / d1
 * </pre>
 *
 * <p>One step is one Runge-Kutta step of fourth order over 0.2 s with the torque held. Afterwards the angles are brought
 * into [-π, π] and the velocities are clipped to ±4π and ±9π.
 *
 * <table>
 *   <caption>The task</caption>
 *   <tr><th scope="row">observation</th><td>cosine and sine of both angles, both angular velocities</td></tr>
 *   <tr><th scope="row">actions</th><td>0, 1, 2: torque -1, 0, 1</td></tr>
 *   <tr><th scope="row">reward</th><td>-1 for every step, 0 for the one that reaches the goal</td></tr>
 *   <tr><th scope="row">start</th><td>each angle and velocity uniform in [-0.1, 0.1)</td></tr>
 *   <tr><th scope="row">termination</th><td>-cos θ1 - cos(θ1 + θ2) &gt; 1</td></tr>
 * </table>
 *
 * <p>The numbers are those of OpenAI gym 0.18, state in double precision; the observation is rounded to float, as in
 * Gymnasium. Departures: the random stream, so a seed gives another start than in gym; the start is not rounded to float,
 * as in Gymnasium; a step after the end throws (gym moves on).
 */
public final class Acrobot extends ClassicControl {

    private static final ObservationSpace OBSERVATIONS = ObservationSpace.of(
            "cos theta1", "sin theta1", "cos theta2", "sin theta2", "angular velocity 1", "angular velocity 2");

    private static final double GRAVITY = 9.8;
    private static final double CENTRE = 0.5;
    private static final double INERTIA = 1.0;
    private static final double TIME_STEP = 0.2;
    private static final double SPEED_LIMIT_1 = 4 * Math.PI;
    private static final double SPEED_LIMIT_2 = 9 * Math.PI;
    private static final double START = 0.1;

    private static final int GOAL = 0xd55e00;
    private static final int LINK_1 = 0x0072b2;
    private static final int LINK_2 = 0x56b4e9;
    private static final int JOINT = 0x404040;
    private static final double FAR = 1e4;

    // π/2 in two parts: the high one has 33 bits, so that its product with a small integer is exact.
    private static final double QUARTERS_PER_RADIAN = 2 / Math.PI;
    private static final double QUARTER_HIGH = 0x1.921fb544p0;
    private static final double QUARTER_LOW = 0x1.0b4611a626331p-34;

    private double angle1;
    private double angle2;
    private double speed1;
    private double speed2;

    // Of the current angles: they serve the observation, the goal and the first stage of the next step.
    private double cos1;
    private double sin1;
    private double cos2;
    private double sin2;

    // Results of accelerate.
    private double acceleration1;
    private double acceleration2;

    private Acrobot() {
        super(OBSERVATIONS, 3);
    }

    /** Returns a new pair of links, not yet reset. */
    public static Acrobot create() {
        return new Acrobot();
    }

    @Override
    void start(RandomStream stream) {
        angle1 = stream.nextDouble(-START, START);
        angle2 = stream.nextDouble(-START, START);
        speed1 = stream.nextDouble(-START, START);
        speed2 = stream.nextDouble(-START, START);
        updateSinesAndCosines();
    }

    @Override
    boolean advance(int action) {
        integrate(action - 1);
        angle1 = wrap(angle1);
        angle2 = wrap(angle2);
        speed1 = clip(speed1, SPEED_LIMIT_1);
        speed2 = clip(speed2, SPEED_LIMIT_2);
        updateSinesAndCosines();
        return -cos1 - (cos1 * cos2 - sin1 * sin2) > 1;
    }

    @Override
    double reward(boolean over) {
        return over ? 0 : -1;
    }

    private void integrate(double torque) {
        final double half = TIME_STEP / 2;

        accelerate(speed1, speed2, sin1, sin1 * cos2 + cos1 * sin2, sin2, cos2, torque);
        final double k1Speed1 = acceleration1;
        final double k1Speed2 = acceleration2;

        final double k2Angle1 = speed1 + half * k1Speed1;
        final double k2Angle2 = speed2 + half * k1Speed2;
        accelerate(angle1 + half * speed1, angle2 + half * speed2, k2Angle1, k2Angle2, torque);
        final double k2Speed1 = acceleration1;
        final double k2Speed2 = acceleration2;

        final double k3Angle1 = speed1 + half * k2Speed1;
        final double k3Angle2 = speed2 + half * k2Speed2;
        accelerate(angle1 + half * k2Angle1, angle2 + half * k2Angle2, k3Angle1, k3Angle2, torque);
        final double k3Speed1 = acceleration1;
        final double k3Speed2 = acceleration2;

        final double k4Angle1 = speed1 + TIME_STEP * k3Speed1;
        final double k4Angle2 = speed2 + TIME_STEP * k3Speed2;
        accelerate(angle1 + TIME_STEP * k3Angle1, angle2 + TIME_STEP * k3Angle2, k4Angle1, k4Angle2, torque);

        final double sixth = TIME_STEP / 6;
        angle1 += sixth * (speed1 + 2 * k2Angle1 + 2 * k3Angle1 + k4Angle1);
        angle2 += sixth * (speed2 + 2 * k2Angle2 + 2 * k3Angle2 + k4Angle2);
        speed1 += sixth * (k1Speed1 + 2 * k2Speed1 + 2 * k3Speed1 + acceleration1);
        speed2 += sixth * (k1Speed2 + 2 * k2Speed2 + 2 * k3Speed2 + acceleration2);
    }

    private void accelerate(double theta1, double theta2, double omega1, double omega2, double torque) {
        accelerate(omega1, omega2, sin(theta1), sin(theta1 + theta2), sin(theta2), cos(theta2), torque);
    }

    private void accelerate(
            double omega1,
            double omega2,
            double sinTheta1,
            double sinBoth,
            double sinTheta2,
            double cosTheta2,
            double torque) {
        final double d1 = CENTRE * CENTRE + (1 + CENTRE * CENTRE + 2 * CENTRE * cosTheta2) + 2 * INERTIA;
        final double d2 = CENTRE * CENTRE + CENTRE * cosTheta2 + INERTIA;
        final double phi2 = CENTRE * GRAVITY * sinBoth;
        final double phi1 = -CENTRE * omega2 * omega2 * sinTheta2
                - 2 * CENTRE * omega2 * omega1 * sinTheta2
                + (CENTRE + 1) * GRAVITY * sinTheta1
                + phi2;
        final double ratio = d2 / d1;
        acceleration2 = (torque + ratio * phi1 - CENTRE * omega1 * omega1 * sinTheta2 - phi2)
                / (CENTRE * CENTRE + INERTIA - d2 * ratio);
        acceleration1 = -(d2 * acceleration2 + phi1) / d1;
    }

    private static double wrap(double angle) {
        // Turn by turn, as gym does, for the same bits; from where no episode gets it could take forever.
        double wrapped = Math.abs(angle) < FAR ? angle : Math.IEEEremainder(angle, 2 * Math.PI);
        while (wrapped > Math.PI) {
            wrapped -= 2 * Math.PI;
        }
        while (wrapped < -Math.PI) {
            wrapped += 2 * Math.PI;
        }
        return wrapped;
    }

    private static double clip(double value, double limit) {
        return Math.max(-limit, Math.min(limit, value));
    }

    private void updateSinesAndCosines() {
        cos1 = cos(angle1);
        sin1 = sin(angle1);
        cos2 = cos(angle2);
        sin2 = sin(angle2);
    }

    private static double sin(double angle) {
        return sinAfter(0, angle);
    }

    private static double cos(double angle) {
        return sinAfter(1, angle);
    }

    /**
     * Returns the sine of the angle and some quarter turns. Brings the angle into [-π/4, π/4] (W. Cody, W. Waite, "Software
     * Manual for the Elementary Functions", 1980), because from JDK 21 on StrictMath allocates memory for others.
     */
    private static double sinAfter(int quarterTurns, double angle) {
        final double quarters = Math.rint(angle * QUARTERS_PER_RADIAN);
        final double rest = (angle - quarters * QUARTER_HIGH) - quarters * QUARTER_LOW;
        return switch ((quarterTurns + (int) quarters) & 3) {
            case 0 -> StrictMath.sin(rest);
            case 1 -> StrictMath.cos(rest);
            case 2 -> -StrictMath.sin(rest);
            default -> -StrictMath.cos(rest);
        };
    }

    @Override
    double observed(int dimension) {
        return switch (dimension) {
            case 0 -> cos1;
            case 1 -> sin1;
            case 2 -> cos2;
            case 3 -> sin2;
            case 4 -> speed1;
            default -> speed2;
        };
    }

    @Override
    BufferedImage draw() {
        final Sketch sketch = new Sketch(-2.2, -2.2, 2.2, 2.2, SCALE);
        sketch.line(GOAL, 0.03, -2.2, 1, 2.2, 1);
        final double elbowX = sin1;
        final double elbowY = -cos1;
        final double endX = elbowX + sin1 * cos2 + cos1 * sin2;
        final double endY = elbowY - (cos1 * cos2 - sin1 * sin2);
        sketch.line(LINK_1, 0.16, 0, 0, elbowX, elbowY);
        sketch.line(LINK_2, 0.16, elbowX, elbowY, endX, endY);
        sketch.dot(JOINT, 0, 0, 0.1);
        sketch.dot(JOINT, elbowX, elbowY, 0.06);
        return sketch.finish();
    }

    @Override
    void set(double newAngle1, double newAngle2, double newSpeed1, double newSpeed2) {
        angle1 = newAngle1;
        angle2 = newAngle2;
        speed1 = newSpeed1;
        speed2 = newSpeed2;
        updateSinesAndCosines();
        open();
    }

    /** Returns both angles and both velocities. */
    @Override
    double[] state() {
        return new double[] {angle1, angle2, speed1, speed2};
    }
}

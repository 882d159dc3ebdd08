// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import static io.github.lotteryrl.kernel.Lanes.LANE;
import static io.github.lotteryrl.kernel.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * The kernels on the Vector API, with 4, 8 or 16 lanes, as wide as the processor has them.
 *
 * <p>Compiled apart from the other sources, because its module is an incubator. Unrolling by hand makes this file and those
 * beside it longer than others: a vector that is held in an array, or handed to a method which is not inlined, would be allocated.
 */
final class VectorKernels implements Kernels {

    /** From this density on, computing all weights of a row together is quicker than one by one. */
    private static final double MOSTLY_DENSE = 0.4;
    /** The same where inputs that are zero in the whole batch are left out: weights of a unit for each that is not. */
    private static final double MOSTLY_DENSE_OF_ACTIVE = 1;
    /** With fewer units, transposing the inputs costs more than it saves. */
    private static final int WORTH_TRANSPOSING = 16;
    /** From this density on, computing with pruned weights as zeros is quicker than leaving them out. */
    private static final double MOSTLY_DENSE_FORWARD = 0.5;
    /** The same where inputs are left out. */
    private static final double MOSTLY_DENSE_FORWARD_OF_ACTIVE = 2;
    /** Up to this share of inputs that are not zero, leaving out the others is quicker than keeping sums in registers. */
    private static final double WORTH_SPREADING = 0.5;
    /** In a batch, with fewer weights for each input, looking for zeros takes longer than leaving them out saves. */
    private static final int WORTH_LOOKING = 40;

    @Override
    public boolean prefersOneArray() {
        return true;
    }

    @Override
    public String name() {
        return "vector, " + WIDTH + " lanes";
    }

    @Override
    public void forward(Connections c, float[] p, int weights, int biases, Batch x, Batch y, int n) {
        forward(c, p, weights, biases, x, y, n, n);
    }

    /** Leaves out inputs that are zero in the first {@code samples} of {@code n}. */
    private static void forward(
            Connections c, float[] p, int weights, int biases, Batch x, Batch y, int n, int samples) {
        // Of other samples about as many inputs are active as of the first ones.
        final int some = c.findActive(x, 0, Math.min(2 * WIDTH, samples));
        final boolean mostlyDense = isMostlyDense(c, some, MOSTLY_DENSE_FORWARD, MOSTLY_DENSE_FORWARD_OF_ACTIVE);
        if (spreads(c, some, n, mostlyDense)) {
            for (int b = 0; b < n; b += 2 * WIDTH) {
                final int vectors = Math.min(2, (n - b) / WIDTH);
                final int active = c.findActive(x, b, Math.min(b + vectors * WIDTH, samples));
                SparseRows.spread(c, p, weights, biases, x, active, y, b, vectors);
            }
            return;
        }
        int dense = 0;
        if (mostlyDense) {
            dense = c.units.length / DenseBlocks.BLOCK * DenseBlocks.BLOCK;
            final float[] matrix = c.isDense() ? p : c.matrix(p, weights);
            final int origin = c.isDense() ? weights : 0;
            for (int b = 0; b < n; b += 2 * WIDTH) {
                final int vectors = Math.min(2, (n - b) / WIDTH);
                for (int r = 0; r < dense; r++) {
                    DenseBlocks.fill(y, c.units[r], b, vectors, p[biases + c.units[r]]);
                }
                final int active = c.findActive(x, b, Math.min(b + vectors * WIDTH, samples));
                if (active < c.columns) {
                    DenseBlocks.addActive(matrix, origin, x, c.active(), active, y, c.units, dense, b, vectors);
                } else {
                    DenseBlocks.add(matrix, origin, c.columns, 1, x, c.columns, y, c.units, dense, b, vectors);
                }
            }
        }
        SparseRows.walk(c.units, dense, c.rowStart, c.column, c.weight, p, weights, biases, c.bias, x, y, n);
    }

    @Override
    public void forwardFew(Connections c, float[] p, int weights, int biases, Batch x, Batch y, int samples) {
        forward(c, p, weights, biases, x, y, (samples + WIDTH - 1) / WIDTH * WIDTH, samples);
    }

    /** For a few samples filling a matrix takes longer than computing them, even where few weights are pruned. */
    private static boolean spreads(Connections c, int active, int n, boolean mostlyDense) {
        return c.weight == null
                && !c.isDense()
                && active < WORTH_SPREADING * c.columns
                && (n <= FEW || !mostlyDense && c.slot.length >= WORTH_LOOKING * c.columns);
    }

    private static boolean isMostlyDense(Connections c, int active, double share, double ofActive) {
        return active == c.columns ? c.density() >= share : c.density() * c.columns > ofActive * active;
    }

    @Override
    public void inputGradient(Connections c, float[] p, int weights, Batch dy, Batch dx, int n) {
        int dense = 0;
        // Where a unit is not computed, its row of the gradient is not either.
        if (c.density() >= MOSTLY_DENSE_FORWARD && c.units.length == c.rows) {
            dense = c.inputs.length / DenseBlocks.BLOCK * DenseBlocks.BLOCK;
            final float[] matrix = c.isDense() ? p : c.matrix(p, weights);
            final int origin = c.isDense() ? weights : 0;
            for (int b = 0; b < n; b += 2 * WIDTH) {
                final int vectors = Math.min(2, (n - b) / WIDTH);
                for (int r = 0; r < dense; r++) {
                    DenseBlocks.fill(dx, c.inputs[r], b, vectors, 0);
                }
                DenseBlocks.add(matrix, origin, 1, c.columns, dy, c.rows, dx, c.inputs, dense, b, vectors);
            }
        }
        SparseRows.walk(c.inputs, dense, c.columnStart, c.row, c.slot, p, weights, -1, null, dy, dx, n);
    }

    @Override
    public void weightGradient(Connections c, float[] g, int weights, int biases, Batch dy, Batch x, int n) {
        if (c.weight != null) {
            SparseWeightGradient.computeShared(c, g, weights, biases, dy, x, n);
        } else if (c.units.length >= WORTH_TRANSPOSING
                && c.columns >= LANES
                && isMostlyDense(c, c.findActive(x, 0, n), MOSTLY_DENSE, MOSTLY_DENSE_OF_ACTIVE)) {
            DenseWeightGradient.compute(c, g, weights, biases, dy, x, n);
        } else {
            SparseWeightGradient.compute(c, g, weights, biases, dy, x, n);
        }
    }

    @Override
    public void relu(float[] y, int from, int n) {
        final int bound = from + LANE.loopBound(n);
        int b = from;
        for (; b < bound; b += WIDTH) {
            FloatVector.fromArray(LANE, y, b).max(0f).intoArray(y, b);
        }
        for (; b < from + n; b++) {
            y[b] = Math.max(y[b], 0f);
        }
    }

    @Override
    public void reluGradient(float[] y, float[] dy, int from, int n) {
        final int bound = from + LANE.loopBound(n);
        int b = from;
        for (; b < bound; b += WIDTH) {
            final FloatVector slope = FloatVector.fromArray(LANE, y, b)
                    .mul(0x1p127f)
                    .mul(0x1p127f)
                    .min(1f);
            FloatVector.fromArray(LANE, dy, b).mul(slope).intoArray(dy, b);
        }
        for (; b < from + n; b++) {
            dy[b] *= Math.min(1f, y[b] * 0x1p127f * 0x1p127f);
        }
    }

    @Override
    public void tanh(float[] y, int from, int n) {
        final int bound = from + LANE.loopBound(n);
        int b = from;
        for (; b < bound; b += WIDTH) {
            final FloatVector x =
                    FloatVector.fromArray(LANE, y, b).min(Tanh.SATURATED).max(-Tanh.SATURATED);
            final FloatVector u = x.mul(x);
            FloatVector p = FloatVector.broadcast(LANE, Tanh.P6);
            p = p.fma(u, FloatVector.broadcast(LANE, Tanh.P5));
            p = p.fma(u, FloatVector.broadcast(LANE, Tanh.P4));
            p = p.fma(u, FloatVector.broadcast(LANE, Tanh.P3));
            p = p.fma(u, FloatVector.broadcast(LANE, Tanh.P2));
            p = p.fma(u, FloatVector.broadcast(LANE, Tanh.P1));
            p = p.fma(u, FloatVector.broadcast(LANE, 1f));
            FloatVector q = FloatVector.broadcast(LANE, Tanh.Q3);
            q = q.fma(u, FloatVector.broadcast(LANE, Tanh.Q2));
            q = q.fma(u, FloatVector.broadcast(LANE, Tanh.Q1));
            q = q.fma(u, FloatVector.broadcast(LANE, 1f));
            x.mul(p).div(q).min(1f).max(-1f).intoArray(y, b);
        }
        for (; b < from + n; b++) {
            y[b] = Tanh.of(y[b]);
        }
    }

    @Override
    public void tanhGradient(float[] y, float[] dy, int from, int n) {
        final int bound = from + LANE.loopBound(n);
        int b = from;
        for (; b < bound; b += WIDTH) {
            final FloatVector v = FloatVector.fromArray(LANE, y, b);
            final FloatVector slope = v.neg().fma(v, FloatVector.broadcast(LANE, 1f));
            FloatVector.fromArray(LANE, dy, b).mul(slope).intoArray(dy, b);
        }
        for (; b < from + n; b++) {
            dy[b] *= Math.fma(-y[b], y[b], 1f);
        }
    }

    @Override
    public double sumOfSquares(float[] values, int n) {
        // Widening takes vectors of half the length, a second species.
        return ScalarKernels.squares(values, n);
    }

    @Override
    public void adam(float[] p, float[] g, float[] m, float[] v, int n, AdamStep step) {
        final float scale = step.scale;
        final float beta1 = step.beta1;
        final float beta2 = step.beta2;
        final float rest1 = 1 - beta1;
        final float rest2 = 1 - beta2;
        final float size = step.size;
        final float rootCorrection = step.rootCorrection;
        final float epsilon = step.epsilon;
        final FloatVector decay1 = FloatVector.broadcast(LANE, beta1);
        final FloatVector decay2 = FloatVector.broadcast(LANE, beta2);
        final int bound = LANE.loopBound(n);
        int i = 0;
        for (; i < bound; i += WIDTH) {
            final FloatVector gradient = FloatVector.fromArray(LANE, g, i).mul(scale);
            final FloatVector first = decay1.fma(FloatVector.fromArray(LANE, m, i), gradient.mul(rest1));
            final FloatVector second = decay2.fma(
                    FloatVector.fromArray(LANE, v, i), gradient.mul(rest2).mul(gradient));
            first.intoArray(m, i);
            second.intoArray(v, i);
            final FloatVector change =
                    first.mul(size).div(second.sqrt().div(rootCorrection).add(epsilon));
            FloatVector.fromArray(LANE, p, i).sub(change).intoArray(p, i);
        }
        for (; i < n; i++) {
            final float gradient = scale * g[i];
            final float first = Math.fma(beta1, m[i], rest1 * gradient);
            final float second = Math.fma(beta2, v[i], rest2 * gradient * gradient);
            m[i] = first;
            v[i] = second;
            p[i] -= size * first / ((float) Math.sqrt(second) / rootCorrection + epsilon);
        }
    }
}

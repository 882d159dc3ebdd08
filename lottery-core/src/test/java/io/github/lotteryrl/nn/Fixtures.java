// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.kernel.Kernels;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/** Random networks and batches. */
public final class Fixtures {

    private Fixtures() {}

    /** Returns parameters from N(0, 1 / fanIn), biases too. */
    public static Parameters parameters(ParameterLayout layout, RandomStream random) {
        final float[][] values = new float[layout.tensors().size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = new float[layout.tensor(i).size()];
            final double deviation = 1 / Math.sqrt(layout.tensor(i).fanIn());
            for (int entry = 0; entry < values[i].length; entry++) {
                values[i][entry] = (float) (deviation * random.nextGaussian());
            }
        }
        return Parameters.of(layout, values);
    }

    /** Returns a mask that keeps each weight with probability {@code density}. */
    public static Mask mask(ParameterLayout layout, double density, RandomStream random) {
        final BitSet kept = new BitSet();
        for (int i = 0; i < layout.prunableSize(); i++) {
            kept.set(i, random.nextDouble() < density);
        }
        return Mask.of(layout, kept);
    }

    /** Returns a feature-major batch from N(0, 1), rows of the padded length, the padding random too. */
    public static float[][] batch(int rows, int samples, RandomStream random) {
        final float[][] batch = new float[rows][Kernels.padded(samples)];
        for (float[] row : batch) {
            for (int b = 0; b < row.length; b++) {
                row[b] = (float) random.nextGaussian();
            }
        }
        return batch;
    }

    /** Returns such rows as networks read them. */
    public static Batch toBatch(float[][] rows) {
        final Batch batch = new Batch(rows.length, rows[0].length);
        for (int k = 0; k < rows.length; k++) {
            System.arraycopy(rows[k], 0, batch.array(k), batch.offset(k), rows[k].length);
        }
        return batch;
    }

    /** Returns a copy of a batch, rows as long as its capacity. */
    public static float[][] rows(Batch batch) {
        final float[][] rows = new float[batch.features()][];
        for (int k = 0; k < rows.length; k++) {
            rows[k] = Arrays.copyOfRange(batch.array(k), batch.offset(k), batch.offset(k) + batch.capacity());
        }
        return rows;
    }

    /** Returns |a - b| / |b| over all entries; 0 if both are all zero. */
    public static double relativeError(float[] a, double[] b) {
        return relativeError(IntStream.range(0, a.length).mapToDouble(i -> a[i]).toArray(), b);
    }

    /** Returns |a - b| / |b| over all entries; 0 if both are all zero. */
    public static double relativeError(double[] a, double[] b) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < a.length; i++) {
            difference += (a[i] - b[i]) * (a[i] - b[i]);
            norm += b[i] * b[i];
        }
        return difference == 0 ? 0 : Math.sqrt(difference / norm);
    }
}

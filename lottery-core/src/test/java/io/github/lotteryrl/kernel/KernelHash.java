// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Prints one hash over what the vector kernels compute, to be compared between JVMs. */
final class KernelHash {

    /** So often that the JIT compiles every loop and its result is what is hashed. */
    private static final int ROUNDS = 1500;

    private KernelHash() {}

    public static void main(String[] args) {
        final Kernels kernels = KernelProvider.choose("vector");
        System.out.println(kernels.name() + ": " + of(kernels));
    }

    static String of(Kernels kernels) {
        final RandomStream random = Seed.of(1).derive("hash").random();
        int hash = 0;
        for (int round = 0; round < ROUNDS; round++) {
            hash = 31 * hash + layer(kernels, random);
            hash = 31 * hash + elements(kernels, random);
        }
        return Integer.toHexString(hash);
    }

    private static int layer(Kernels kernels, RandomStream random) {
        // Some thresholds are beyond the size of most.
        final RandomConnections layer = RandomConnections.of(random, random.nextInt(12) == 0 ? 200 : 40);
        final Connections c = layer.connections();
        // 32, which is the commonest, as often as all others.
        final int n = Kernels.LANES * (random.nextInt(2) == 0 ? 2 : 1 + random.nextInt(9));
        final boolean oneArray = kernels.prefersOneArray();
        final float[] p = numbers(layer.parameters(), random);
        final Batch x = layer.inputs(n, oneArray, random, batch(c.columns, n, oneArray, random));
        final Batch dy = batch(c.rows, n, oneArray, random);
        final Batch y = new Batch(c.rows, n, oneArray);
        final Batch few = new Batch(c.rows, n, oneArray);
        final Batch dx = new Batch(c.columns, n, oneArray);
        final float[] g = new float[p.length];
        final int samples = 1 + random.nextInt(Kernels.FEW);
        kernels.forward(c, p, 0, layer.weights(), x, y, n);
        kernels.inputGradient(c, p, 0, dy, dx, n);
        kernels.weightGradient(c, g, 0, layer.weights(), dy, x, n);
        kernels.forwardFew(c, p, 0, layer.weights(), x, few, samples);
        return Arrays.hashCode(new int[] {hash(y, n), hash(dx, n), Arrays.hashCode(g), hash(few, samples)});
    }

    private static Batch batch(int rows, int n, boolean oneArray, RandomStream random) {
        final Batch batch = new Batch(rows, n, oneArray);
        for (int k = 0; k < rows; k++) {
            System.arraycopy(numbers(n, random), 0, batch.array(k), batch.offset(k), n);
        }
        return batch;
    }

    private static int hash(Batch batch, int samples) {
        int hash = 0;
        for (int k = 0; k < batch.features(); k++) {
            for (int b = 0; b < samples; b++) {
                hash = 31 * hash + Float.hashCode(batch.get(k, b));
            }
        }
        return hash;
    }

    private static int elements(Kernels kernels, RandomStream random) {
        final int n = 1 + random.nextInt(200);
        final float[] relu = numbers(n, random);
        final float[] tanh = relu.clone();
        final float[][] slopes = rows(2, n, random);
        final float[][] pgmv = rows(4, n, random);
        for (int i = 0; i < n; i++) {
            pgmv[3][i] *= pgmv[3][i];
        }
        final Kernels.AdamStep step = new Kernels.AdamStep(0.9f, 0.999f, 1e-8f).set(0.7f, 3e-3f, 0.2f);
        kernels.relu(relu, 0, n);
        kernels.reluGradient(relu, slopes[0], 0, n);
        kernels.tanh(tanh, 0, n);
        kernels.tanhGradient(tanh, slopes[1], 0, n);
        kernels.adam(pgmv[0], pgmv[1], pgmv[2], pgmv[3], n, step);
        return Arrays.deepHashCode(new Object[] {relu, tanh, slopes, pgmv, kernels.sumOfSquares(tanh, n)});
    }

    private static float[][] rows(int rows, int length, RandomStream random) {
        return IntStream.range(0, rows).mapToObj(i -> numbers(length, random)).toArray(float[][]::new);
    }

    private static float[] numbers(int count, RandomStream random) {
        final float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            // From far below to well above 1, and now and then zero.
            numbers[i] = (float) random.nextGaussian() * Math.scalb(1f, random.nextInt(12) - 8) * random.nextInt(8);
        }
        return numbers;
    }
}

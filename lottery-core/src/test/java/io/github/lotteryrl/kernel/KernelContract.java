// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all kernels must pass: the bits of {@link ReferenceKernels}, for random shapes, masks and batches. */
abstract class KernelContract {

    /** In vectors. */
    private static final int LONGEST = 11;

    private final Kernels reference = new ReferenceKernels();

    abstract Kernels kernels();

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void layersGiveTheBitsOfTheContract(int seed) {
        final RandomStream random = Seed.of(seed).derive("layers").random();
        final int rows = 1 + random.nextInt(40);
        final int columns = 1 + random.nextInt(40);
        final double density = random.nextInt(3) == 0 ? 1 : random.nextDouble();
        final int[] entries = IntStream.range(0, rows * columns)
                .filter(entry -> random.nextDouble() < density)
                .toArray();
        final Connections c = new Connections(rows, columns, entries);
        final int weights = random.nextInt(5);
        final int biases = weights + c.size() + random.nextInt(5);
        final float[] p = numbers(biases + rows + 3, random);
        for (int batch = 0; batch < 3; batch++) {
            // From one vector to longer than any unrolling; longer and shorter than the one before; rows may be longer.
            final int n = Kernels.LANES * (1 + random.nextInt(LONGEST));
            final int length = Kernels.LANES * LONGEST;
            final float[][] x = rows(columns, length, random);
            final float[][] dy = rows(rows, length, random);
            bothGive(rows(rows, length, random), (k, y) -> k.forward(c, p, weights, biases, x, y, n));
            bothGive(rows(columns, length, random), (k, dx) -> k.inputGradient(c, p, weights, dy, dx, n));
            bothGive(new float[][] {p}, (k, g) -> k.weightGradient(c, g[0], weights, biases, dy, x, n));
        }
        final float[] few = numbers(columns * Kernels.FEW, random);
        bothGive(rows(1, rows * Kernels.FEW, random), (k, y) -> k.forwardFew(c, p, weights, biases, few, y[0]));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void elementwiseLoopsGiveTheBitsOfTheContract(int seed) {
        final RandomStream random = Seed.of(seed).derive("elements").random();
        final int n = 1 + random.nextInt(200);
        final float[] numbers = numbers(n, random);
        final float[][] dy = rows(1, n, random);

        bothGive(new float[][] {numbers}, (k, y) -> k.relu(y[0], n));
        bothGive(new float[][] {numbers}, (k, y) -> k.tanh(y[0], n));
        final float[] ofRelu = numbers.clone();
        reference.relu(ofRelu, n);
        bothGive(dy, (k, d) -> k.reluGradient(ofRelu, d[0], n));
        final float[] ofTanh = numbers.clone();
        reference.tanh(ofTanh, n);
        bothGive(dy, (k, d) -> k.tanhGradient(ofTanh, d[0], n));

        assertThat(kernels().sumOfSquares(numbers, n)).isEqualTo(reference.sumOfSquares(numbers, n));
        final Kernels.AdamStep step = new Kernels.AdamStep(0.7f, 0.9f, 0.999f, 3e-3f, 0.2f, 1e-8f);
        final float[][] pmv = rows(3, n, random);
        for (int i = 0; i < n; i++) {
            pmv[2][i] *= pmv[2][i];
        }
        bothGive(pmv, (k, a) -> k.adam(a[0], numbers, a[1], a[2], n, step));
    }

    /** Applies both to copies of {@code target}, all of which must be equal then, what is not to be written too. */
    private void bothGive(float[][] target, BiConsumer<Kernels, float[][]> loop) {
        final float[][] expected = copy(target);
        final float[][] actual = copy(target);
        loop.accept(reference, expected);
        loop.accept(kernels(), actual);
        assertThat(Arrays.deepEquals(actual, expected)).isTrue();
    }

    private static float[][] copy(float[][] rows) {
        return Arrays.stream(rows).map(float[]::clone).toArray(float[][]::new);
    }

    private static float[][] rows(int rows, int length, RandomStream random) {
        return IntStream.range(0, rows).mapToObj(i -> numbers(length, random)).toArray(float[][]::new);
    }

    /** Mostly of size 1, some large, some tiny, some zero. */
    private static float[] numbers(int count, RandomStream random) {
        final float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            final float scale = switch (random.nextInt(12)) {
                case 0 -> 0f;
                case 1 -> Float.MIN_VALUE;
                case 2 -> 1e-20f;
                case 3 -> 1e6f;
                default -> 1f;
            };
            numbers[i] = (float) random.nextGaussian() * scale;
        }
        return numbers;
    }
}

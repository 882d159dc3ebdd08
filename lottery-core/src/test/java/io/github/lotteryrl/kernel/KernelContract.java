// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all kernels must pass: the bits of {@link ReferenceKernels}, for random layers and batches. */
abstract class KernelContract {

    /** In vectors. */
    private static final int LONGEST = 11;

    private static final int CAPACITY = Kernels.LANES * LONGEST;

    private final Kernels reference = new ReferenceKernels();

    abstract Kernels kernels();

    static IntStream seeds() {
        return IntStream.range(0, 120);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void layersGiveTheBitsOfTheContract(int seed) {
        final RandomStream random = Seed.of(seed).derive("layers").random();
        final RandomConnections layer = RandomConnections.of(random, 40);
        final Connections c = layer.connections();
        final int weights = random.nextInt(5);
        final int biases = weights + layer.weights() + random.nextInt(5);
        final float[] p = numbers(biases + layer.biases() + 3, random);
        for (int batch = 0; batch < 3; batch++) {
            // From one vector to longer than any unrolling; longer and shorter than the one before; rows may be longer.
            final int n = Kernels.LANES * (1 + random.nextInt(LONGEST));
            final Inputs x = new Inputs(layer.inputs(CAPACITY, true, random, batch(c.columns, random)));
            final Inputs dy = new Inputs(batch(c.rows, random));
            bothGive(batch(c.rows, random), n, (k, y) -> k.forward(c, p, weights, biases, x.of(k), y, n));
            bothGive(batch(c.columns, random), n, (k, dx) -> k.inputGradient(c, p, weights, dy.of(k), dx, n));
            bothGive(p, (k, g) -> k.weightGradient(c, g, weights, biases, dy.of(k), x.of(k), n));
            final int few = 1 + random.nextInt(Kernels.FEW);
            bothGive(batch(c.rows, random), few, (k, y) -> k.forwardFew(c, p, weights, biases, x.of(k), y, few));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void elementwiseLoopsGiveTheBitsOfTheContract(int seed) {
        final RandomStream random = Seed.of(seed).derive("elements").random();
        final int n = 1 + random.nextInt(200);
        final int from = random.nextInt(20);
        final float[] numbers = numbers(from + n + 5, random);
        final float[] dy = numbers(from + n + 5, random);

        bothGive(numbers, (k, y) -> k.relu(y, from, n));
        bothGive(numbers, (k, y) -> k.tanh(y, from, n));
        final float[] ofRelu = numbers.clone();
        reference.relu(ofRelu, from, n);
        bothGive(dy, (k, d) -> k.reluGradient(ofRelu, d, from, n));
        final float[] ofTanh = numbers.clone();
        reference.tanh(ofTanh, from, n);
        bothGive(dy, (k, d) -> k.tanhGradient(ofTanh, d, from, n));

        assertThat(kernels().sumOfSquares(numbers, n)).isEqualTo(reference.sumOfSquares(numbers, n));
        final Kernels.AdamStep step = new Kernels.AdamStep(0.9f, 0.999f, 1e-8f).set(0.7f, 3e-3f, 0.2f);
        final float[] m = numbers(n, random);
        final float[] v = numbers(n, random);
        for (int i = 0; i < n; i++) {
            v[i] *= v[i];
        }
        bothGive(numbers, (k, p) -> k.adam(p, dy, m.clone(), v.clone(), n, step));
        bothGive(m, (k, moment) -> k.adam(numbers.clone(), dy, moment, v.clone(), n, step));
        bothGive(v, (k, moment) -> k.adam(numbers.clone(), dy, m.clone(), moment, n, step));
    }

    /** A batch in the form that each of the two prefers. */
    private final class Inputs {
        private final Batch ofReference;
        private final Batch ofOther;

        Inputs(Batch batch) {
            ofReference = copy(batch, reference);
            ofOther = copy(batch, kernels());
        }

        Batch of(Kernels kernels) {
            return kernels == reference ? ofReference : ofOther;
        }
    }

    /** Applies both to copies of {@code target}; what is not to be written must be equal too. */
    private void bothGive(Batch target, int samples, BiConsumer<Kernels, Batch> loop) {
        final Batch expected = copy(target, reference);
        final Batch actual = copy(target, kernels());
        loop.accept(reference, expected);
        loop.accept(kernels(), actual);
        for (int k = 0; k < target.features(); k++) {
            for (int b = 0; b < samples; b++) {
                assertThat(actual.get(k, b)).as("row %d, column %d", k, b).isEqualTo(expected.get(k, b));
            }
        }
        for (int b = 0; b < target.capacity(); b++) {
            assertThat(actual.get(target.features(), b)).as("the row of ones").isEqualTo(1);
        }
    }

    private void bothGive(float[] target, BiConsumer<Kernels, float[]> loop) {
        final float[] expected = target.clone();
        final float[] actual = target.clone();
        loop.accept(reference, expected);
        loop.accept(kernels(), actual);
        assertThat(actual).containsExactly(expected);
    }

    private static Batch copy(Batch batch, Kernels kernels) {
        final Batch copy = new Batch(batch.features(), batch.capacity(), kernels.prefersOneArray());
        for (int k = 0; k < batch.features(); k++) {
            System.arraycopy(batch.array(k), batch.offset(k), copy.array(k), copy.offset(k), batch.capacity());
        }
        return copy;
    }

    private static Batch batch(int rows, RandomStream random) {
        final Batch batch = new Batch(rows, CAPACITY, true);
        for (int k = 0; k < rows; k++) {
            System.arraycopy(numbers(CAPACITY, random), 0, batch.array(k), batch.offset(k), CAPACITY);
        }
        return batch;
    }

    /** Mostly of size 1, some large, some tiny, some zero, some of these negative. */
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

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SumTreeTest {

    private static final double LEVEL = 0.001;

    private static SumTree tree(double... priorities) {
        final SumTree tree = new SumTree(priorities.length);
        for (int i = 0; i < priorities.length; i++) {
            tree.set(i, priorities[i]);
        }
        return tree;
    }

    /** The running sums are 3, 3, 4, 8, 8. */
    @Test
    void findsWhereTheRunningSumExceedsTheMass() {
        final SumTree tree = tree(3, 0, 1, 4, 0);
        assertThat(tree.total()).isEqualTo(8);
        final double[] masses = {0, 2.999, 3, 3.999, 4, 7.999, 8};
        final int[] expected = {0, 0, 2, 2, 3, 3, 3};
        assertThat(Arrays.stream(masses).mapToInt(tree::find).toArray()).containsExactly(expected);
        tree.set(0, 0);
        assertThat(tree.find(0)).isEqualTo(2);
        assertThat(tree(0.25).find(0.25)).isZero();
    }

    private static double random(RandomStream random) {
        return random.nextInt(3) == 0 ? 0 : StrictMath.pow(10, random.nextDouble(-12, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 1_000})
    void neverFindsWhatHasNoPriority(int capacity) {
        final RandomStream random = Seed.of(capacity).random();
        final SumTree tree = new SumTree(capacity);
        for (int round = 0; round < 100_000 / capacity; round++) {
            for (int i = 0; i < capacity; i++) {
                tree.set(i, random(random));
            }
            tree.set(random.nextInt(capacity), 0.1);
            double running = 0;
            for (int i = 0; i < capacity; i++) {
                // Where rounding decides: exactly at the running sums and beside them.
                running += tree.get(i);
                for (double mass : new double[] {
                    Math.nextDown(running), running, Math.nextUp(running), random.nextDouble() * tree.total()
                }) {
                    final int found = tree.find(Math.max(0, Math.min(mass, tree.total())));
                    assertThat(found).isBetween(0, capacity - 1);
                    assertThat(tree.get(found)).isPositive();
                }
            }
            assertThat(tree.get(tree.find(tree.total()))).isPositive();
        }
    }

    /**
     * Priorities over 15 orders of magnitude, so that a total kept by adding differences would lose the small ones. A node of
     * the tenth level is off by at most 10 roundings of 2^-53 each.
     */
    @Test
    void aMillionUpdatesLeaveNoDrift() {
        final RandomStream random = Seed.of(0).random();
        final SumTree tree = new SumTree(1_000);
        final double[] priorities = new double[1_000];
        for (int i = 0; i < 1_000_000; i++) {
            final int index = random.nextInt(1_000);
            priorities[index] = random(random);
            tree.set(index, priorities[index]);
        }
        final double exact = Arrays.stream(priorities)
                .mapToObj(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
        assertThat(tree.total()).isCloseTo(exact, within(11 * 0x1p-53 * exact));
        assertThat(tree.total())
                .as("the way does not matter")
                .isEqualTo(tree(priorities).total());
        for (int i = 0; i < 1_000; i++) {
            assertThat(tree.get(i)).isEqualTo(priorities[i]);
            tree.set(i, 0);
        }
        assertThat(tree.total()).isZero();
    }

    @Test
    void frequenciesAreProportionalToPriorities() {
        final double[] priorities = {0.1, 0.02, 0.4, 1, 0.03, 0.25, 0.2};
        final SumTree tree = tree(priorities);
        final RandomStream random = Seed.of(1).random();
        final long[] counts = new long[priorities.length];
        for (int i = 0; i < 100_000; i++) {
            counts[tree.find(random.nextDouble() * tree.total())]++;
        }
        final double[] expected = Arrays.stream(priorities).map(p -> 50_000 * p).toArray();
        assertThat(new ChiSquareTest().chiSquareTest(expected, counts))
                .as("p value")
                .isGreaterThan(LEVEL);
    }

    @Test
    void theFirstLeavesAreTheState() {
        final RandomStream random = Seed.of(2).random();
        final SumTree saved = new SumTree(100);
        for (int i = 0; i < 60; i++) {
            saved.set(i, random(random));
        }
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        saved.save(new StateWriter(out), 60);
        assertThat(out.size()).isEqualTo(8 + 60 * 8);
        final SumTree restored = new SumTree(100);
        for (int i = 0; i < 100; i++) {
            restored.set(i, 1);
        }
        restored.restore(new StateReader(new ByteArrayInputStream(out.toByteArray())), 60);
        assertThat(restored.total()).isEqualTo(saved.total());
        for (int i = 0; i < 1_000; i++) {
            final double mass = random.nextDouble() * saved.total();
            assertThat(restored.find(mass)).isEqualTo(saved.find(mass));
        }
        assertThat(restored.get(60)).isZero();
    }

    @Test
    void whatIsNoPriorityIsRefused() {
        final SumTree tree = new SumTree(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tree.set(0, -0.5))
                .withMessage("priority -0.5 not in [0, infinity)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tree.set(0, Double.NaN))
                .withMessage("priority NaN not in [0, infinity)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SumTree(1 << 30))
                .withMessage("capacity 1073741824 not in [1, 536870912]");
    }
}

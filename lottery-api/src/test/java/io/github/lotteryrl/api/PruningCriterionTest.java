// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.api.contract.PruningCriterionContract;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PruningCriterionTest {

    /** Layers of 3 x 3, 3 x 2 and 2 x 1 weights, numbers 0 to 8, 9 to 14, 15 and 16. */
    private static final ParameterLayout LAYOUT = SmallNetwork.mlp(3, 3, 2, 1);

    private static final PruningCriterion GLOBAL = PruningCriterion.globalMagnitude();
    private static final PruningCriterion LAYER = PruningCriterion.layerMagnitude();

    @Test
    void globalMagnitudeRanksAllLayersTogether() {
        final Parameters trained = Parameters.of(LAYOUT, new float[][] {
            {9, -8, 7, -6, 5, -4, 3, -2, 1}, {0, 0, 0}, {-0.5f, 10, -11, 2.5f, 12, 13}, {0, 0}, {-0.0f, 0.75f}, {0}
        });
        final Mask mask = SmallNetwork.mask(LAYOUT, IntStream.range(1, 17).toArray());
        assertThat(GLOBAL.prune(trained, mask, 6)).isEqualTo(SmallNetwork.mask(LAYOUT, 1, 2, 10, 11, 13, 14));
        // Magnitudes 0, 0.5, 0.75, 1, 2, 2.5, 3: the whole last layer and parts of the others.
        assertThat(GLOBAL.prune(trained, mask, 9)).isEqualTo(SmallNetwork.mask(LAYOUT, 1, 2, 3, 4, 5, 10, 11, 13, 14));
    }

    /** Rank by brute force: magnitudes from a small set, so that most are ties, through four levels. */
    @Test
    void globalMagnitudeIsASortByMagnitudeThenNumber() {
        final ParameterLayout layout = SmallNetwork.mlp(5, 20, 10, 3);
        final RandomStream random = Seed.of(1).random();
        final float[][] values = new float[layout.tensors().size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = new float[layout.tensor(i).size()];
            for (int entry = 0; entry < values[i].length; entry++) {
                values[i][entry] = (random.nextInt(21) - 10) / 8f;
            }
        }
        final Parameters trained = Parameters.of(layout, values);
        Mask mask = Mask.dense(layout);
        for (int survivors : new int[] {264, 211, 60, 1}) {
            final BitSet expected = mask.bits();
            mask.bits().stream()
                    .boxed()
                    .sorted(Comparator.comparing((Integer number) -> magnitude(trained, number))
                            .thenComparing(Comparator.naturalOrder()))
                    .limit(mask.survivors() - survivors)
                    .forEach(expected::clear);
            mask = GLOBAL.prune(trained, mask, survivors);
            assertThat(mask.bits()).isEqualTo(expected);
        }
    }

    private static float magnitude(Parameters parameters, int number) {
        final ParameterLayout layout = parameters.layout();
        int tensor = 0;
        int entry = number;
        while (!layout.tensor(tensor).prunable()
                || entry >= layout.tensor(tensor).size()) {
            entry -= layout.tensor(tensor).prunable() ? layout.tensor(tensor).size() : 0;
            tensor++;
        }
        return Math.abs(parameters.value(tensor, entry));
    }

    @Test
    void weightsOfModulesThatAreNotPrunedDoNotCompete() {
        final List<TensorSpec> tensors = new ArrayList<>(SmallNetwork.tensors("critic", false, 2, 2));
        tensors.addAll(SmallNetwork.tensors("actor", true, 2, 2));
        final ParameterLayout layout = ParameterLayout.of(tensors);
        final Parameters trained = Parameters.of(layout, new float[][] {{0, 0, 0, 0}, {0, 0}, {4, 3, 2, 1}, {0, 0}});
        assertThat(GLOBAL.prune(trained, Mask.dense(layout), 2)).isEqualTo(SmallNetwork.mask(layout, 0, 1));
        assertThat(LAYER.prune(trained, Mask.dense(layout), 2)).isEqualTo(SmallNetwork.mask(layout, 0, 1));
    }

    /** Whatever the magnitudes, a layer of n among N survivors keeps n s / N of them, less than one up or down. */
    @Test
    void layerMagnitudeKeepsTheSameFractionOfEveryLayer() {
        final ParameterLayout layout = SmallNetwork.mlp(4, 31, 17, 3, 1);
        final Parameters trained = SmallNetwork.counting(layout);
        Mask mask = Mask.dense(layout);
        for (int survivors : new int[] {600, 333, 100, 37, 5, 0}) {
            final Mask pruned = LAYER.prune(trained, mask, survivors);
            for (int i = 0; i < layout.tensors().size(); i += 2) {
                final double share = (double) mask.survivors(i) * survivors / mask.survivors();
                assertThat(pruned.survivors(i)).isStrictlyBetween((int) Math.ceil(share) - 2, (int) share + 2);
            }
            mask = pruned;
        }
    }

    @Test
    void layerMagnitudeDropsTheSmallestOfEachLayer() {
        final Parameters trained = Parameters.of(LAYOUT, new float[][] {
            {100, 200, 300, 400, -500, 600, 700, 800, 900}, {0, 0, 0}, {-6, 5, 4, 3, 2, 1}, {0, 0}, {0.1f, -0.2f}, {0}
        });
        // 17 weights to 9: 4.76, 3.18 and 1.06 per layer, rounded cumulatively to 5, 3 and 1.
        assertThat(LAYER.prune(trained, Mask.dense(LAYOUT), 9))
                .isEqualTo(SmallNetwork.mask(LAYOUT, 4, 5, 6, 7, 8, 9, 10, 11, 16));
    }

    @Nested
    class GlobalMagnitudeContract extends PruningCriterionContract {
        @Override
        protected PruningCriterion criterion() {
            return PruningCriterion.globalMagnitude();
        }

        @Override
        protected String identity() {
            return "global-magnitude";
        }
    }

    @Nested
    class LayerMagnitudeContract extends PruningCriterionContract {
        @Override
        protected PruningCriterion criterion() {
            return PruningCriterion.layerMagnitude();
        }

        @Override
        protected String identity() {
            return "layer-magnitude";
        }
    }
}

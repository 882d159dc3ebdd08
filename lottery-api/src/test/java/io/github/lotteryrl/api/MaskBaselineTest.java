// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.api.contract.MaskBaselineContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The paper's table 1: what each condition keeps of the ticket. Critical values: scipy.stats.chi2.isf(0.001, df), scipy
 * 1.17.1.
 */
class MaskBaselineTest {

    private static final InitScheme SCHEME = InitScheme.torchDefault();

    /** Two layers of 6 and 4 weights; the first keeps 1, 2, 3, 4, the second 5, 6. */
    private static final ParameterLayout LAYOUT = SmallNetwork.mlp(3, 2, 2);

    private static final TicketStart TICKET =
            new TicketStart(SmallNetwork.mask(LAYOUT, 0, 2, 3, 5, 7, 8), Parameters.of(LAYOUT, new float[][] {
                {1, 0, 2, 3, 0, 4}, {11, 12}, {0, 5, 6, 0}, {13, 14}
            }));

    /** Two layers of six weights each; the first keeps 1 and 2, the second 3 and 4. */
    private static final ParameterLayout TWIN_LAYOUT = SmallNetwork.mlp(3, 2, 3);

    private static final TicketStart TWINS =
            new TicketStart(SmallNetwork.mask(TWIN_LAYOUT, 0, 1, 6, 7), Parameters.of(TWIN_LAYOUT, new float[][] {
                {1, 2, 0, 0, 0, 0}, {11, 12}, {3, 4, 0, 0, 0, 0}, {13, 14, 15}
            }));

    @Test
    void allAreThoseOfTheTableInItsOrder() {
        assertThat(MaskBaseline.all().stream().map(MaskBaseline::identity))
                .containsExactly("mask/weights", "mask/permuted", "permuted/permuted", "random/re-init");
    }

    @Test
    void maskWeightsIsTheTicket() {
        assertThat(derive(MaskBaseline.MASK_WEIGHTS, TICKET, 1)).isEqualTo(TICKET);
    }

    @Test
    void maskPermutedKeepsMaskAndWeightsOfEachLayer() {
        for (int seed = 0; seed < 50; seed++) {
            final TicketStart start = derive(MaskBaseline.MASK_PERMUTED, TICKET, seed);
            assertThat(start.mask()).isEqualTo(TICKET.mask());
            assertSameWeightsPerLayer(start);
        }
    }

    @Test
    void maskPermutedMakesEveryOrderEquallyOften() {
        final int[] counts = new int[24];
        for (int seed = 0; seed < 4_800; seed++) {
            final Parameters weights =
                    derive(MaskBaseline.MASK_PERMUTED, TICKET, seed).weights();
            counts[rank(weights.value(0, 0), weights.value(0, 2), weights.value(0, 3), weights.value(0, 5))]++;
        }
        ChiSquared.assertUniform(counts, 49.728);
    }

    /** The number of an order of 1, 2, 3, 4 among all 24. */
    private static int rank(float... order) {
        int rank = 0;
        for (int i = 0; i < order.length; i++) {
            int smaller = 0;
            for (int j = i + 1; j < order.length; j++) {
                smaller += order[j] < order[i] ? 1 : 0;
            }
            rank = rank * (order.length - i) + smaller;
        }
        return rank;
    }

    @Test
    void permutedPermutedKeepsCountsAndWeightsOfEachLayer() {
        for (int seed = 0; seed < 50; seed++) {
            final TicketStart start = derive(MaskBaseline.PERMUTED_PERMUTED, TICKET, seed);
            assertThat(start.mask().survivors(0)).isEqualTo(4);
            assertThat(start.mask().survivors(2)).isEqualTo(2);
            assertSameWeightsPerLayer(start);
        }
    }

    /** Where 1 and 2 went among the 6 entries: 30 pairs of places. Moving whole rows or columns reaches 6 or 18 of them. */
    @Test
    void permutedPermutedMovesEntriesAnywhereInTheLayer() {
        final int[] counts = new int[30];
        for (int seed = 0; seed < 6_000; seed++) {
            final Parameters weights =
                    derive(MaskBaseline.PERMUTED_PERMUTED, TWINS, seed).weights();
            final int one = place(weights, 0, 1);
            final int two = place(weights, 0, 2);
            counts[5 * one + (two > one ? two - 1 : two)]++;
        }
        ChiSquared.assertUniform(counts, 58.301);
    }

    /** A stream that two layers of one size shared would permute both alike. */
    @Test
    void layersArePermutedIndependently() {
        final int[] masks = new int[36];
        final int[] weights = new int[4];
        for (int seed = 0; seed < 6_000; seed++) {
            final Parameters moved =
                    derive(MaskBaseline.PERMUTED_PERMUTED, TWINS, seed).weights();
            masks[6 * place(moved, 0, 1) + place(moved, 2, 3)]++;
            final Parameters swapped =
                    derive(MaskBaseline.MASK_PERMUTED, TWINS, seed).weights();
            weights[2 * place(swapped, 0, 1) + place(swapped, 2, 3)]++;
        }
        ChiSquared.assertUniform(masks, 66.619);
        ChiSquared.assertUniform(weights, 16.266);
    }

    @Test
    void randomReinitDrawsOneMaskOverAllLayers() {
        final List<String> subsets = new ArrayList<>();
        for (int seed = 0; seed < 10_000; seed++) {
            subsets.add(derive(MaskBaseline.RANDOM_REINIT, TWINS, seed)
                    .mask()
                    .bits()
                    .toString());
        }
        final List<String> distinct = subsets.stream().distinct().sorted().toList();
        assertThat(distinct).as("12 choose 4").hasSize(495);
        final int[] counts = new int[495];
        subsets.forEach(subset -> counts[distinct.indexOf(subset)]++);
        ChiSquared.assertUniform(counts, 596.858);
    }

    /**
     * A layer of 6 among 40 weights of which 10 survive keeps k of its own with the hypergeometric probability; 4, 5 and 6
     * counted together. Probabilities: scipy.stats.hypergeom.pmf(k, 40, 6, 10), scipy 1.17.1.
     */
    @Test
    void randomReinitLeavesNoLayerRatios() {
        final ParameterLayout layout = SmallNetwork.mlp(3, 2, 17);
        final Mask mask = SmallNetwork.mask(layout, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        final TicketStart ticket = new TicketStart(mask, SmallNetwork.counting(layout));
        final int[] counts = new int[5];
        for (int seed = 0; seed < 5_000; seed++) {
            final TicketStart start = derive(MaskBaseline.RANDOM_REINIT, ticket, seed);
            assertThat(start.mask().survivors()).isEqualTo(10);
            counts[Math.min(4, start.mask().survivors(0))]++;
        }
        final double[] probabilities = {0.154694168, 0.371266003, 0.321287887, 0.126928548, 0.025823394};
        ChiSquared.assertFits(counts, probabilities, 18.467);
    }

    @ParameterizedTest
    @MethodSource("drawnAnew")
    void reinitDrawsEverythingFromTheScheme(MaskBaseline baseline) {
        final List<TensorSpec> tensors = new ArrayList<>(SmallNetwork.tensors("actor", true, 9, 16, 4));
        tensors.addAll(SmallNetwork.tensors("critic", false, 9, 16, 1));
        final ParameterLayout layout = ParameterLayout.of(tensors);
        final Mask mask = SmallNetwork.mask(layout, IntStream.range(0, 100).toArray());
        final TicketStart ticket = new TicketStart(mask, SCHEME.initialise(layout, Seed.of(1)));
        final TicketStart first = derive(baseline, ticket, 2);
        final TicketStart second = derive(baseline, ticket, 3);
        for (int i = 0; i < layout.tensors().size(); i++) {
            final float bound = i % 4 < 2 ? 1 / 3f : 1 / 4f; // torch: 1 / sqrt(fan-in), for biases too
            for (int entry = 0; entry < layout.tensor(i).size(); entry++) {
                final float value = first.weights().value(i, entry);
                if (first.mask().keeps(i, entry)) {
                    assertThat(Math.abs(value)).isBetween(0f, bound).isNotZero();
                    assertThat(value).isNotEqualTo(ticket.weights().value(i, entry));
                    assertThat(value).isNotEqualTo(second.weights().value(i, entry));
                }
            }
        }
        final TicketStart otherWeights = new TicketStart(mask, SCHEME.initialise(layout, Seed.of(4)));
        assertThat(derive(baseline, otherWeights, 2))
                .as("nothing is left of the ticket's weights")
                .isEqualTo(first);
    }

    static Stream<MaskBaseline> drawnAnew() {
        return Stream.of(MaskBaseline.RANDOM_REINIT, MaskBaseline.MASK_REINIT);
    }

    @Test
    void maskReinitKeepsTheMask() {
        assertThat(derive(MaskBaseline.MASK_REINIT, TICKET, 5).mask()).isEqualTo(TICKET.mask());
    }

    /**
     * A change of these numbers is a breaking change. Made with Python's hashlib from the definitions in the Javadoc of Seed
     * and RandomStream: the entries of a layer shuffled, the first of them taken.
     */
    @Test
    void seedSevenGivesTheseStarts() {
        final Parameters maskPermuted =
                derive(MaskBaseline.MASK_PERMUTED, TICKET, 7).weights();
        assertThat(maskPermuted.tensor(0)).containsExactly(2, 0, 3, 1, 0, 4);
        assertThat(maskPermuted.tensor(2)).containsExactly(0, 6, 5, 0);
        final Parameters permuted =
                derive(MaskBaseline.PERMUTED_PERMUTED, TICKET, 7).weights();
        assertThat(permuted.tensor(0)).containsExactly(4, 1, 2, 3, 0, 0);
        assertThat(permuted.tensor(2)).containsExactly(0, 5, 0, 6);
        final Parameters random = derive(MaskBaseline.RANDOM_REINIT, TICKET, 7).weights();
        assertThat(random.tensor(0)).containsExactly(0, -0.4916756f, 0, -0.26732096f, -0.14928518f, 0);
        assertThat(random.tensor(1)).containsExactly(-0.3627275f, 0.37081444f);
        assertThat(random.tensor(2)).containsExactly(-0.12526302f, -0.61129284f, 0, -0.07097164f);
        assertThat(random.tensor(3)).containsExactly(0.18283695f, -0.6948022f);
        final Parameters reinit = derive(MaskBaseline.MASK_REINIT, TICKET, 7).weights();
        assertThat(reinit.tensor(0)).containsExactly(0.39831087f, 0, 0.1063228f, -0.26732096f, 0, 0.33822122f);
        assertThat(reinit.tensor(2)).containsExactly(0, -0.61129284f, -0.21643417f, 0);
    }

    private static TicketStart derive(MaskBaseline baseline, TicketStart ticket, long seed) {
        return baseline.derive(ticket, SCHEME, Seed.of(seed));
    }

    private static void assertSameWeightsPerLayer(TicketStart start) {
        for (int i = 0; i < LAYOUT.tensors().size(); i++) {
            final ToIntFunction<float[]> zeros = values -> (int) IntStream.range(0, values.length)
                    .filter(k -> values[k] == 0)
                    .count();
            final float[] weights = start.weights().tensor(i);
            assertThat(SmallNetwork.sorted(weights))
                    .containsExactly(SmallNetwork.sorted(TICKET.weights().tensor(i)));
            assertThat(zeros.applyAsInt(weights))
                    .isEqualTo(weights.length - start.mask().survivors(i));
        }
    }

    private static int place(Parameters weights, int tensor, float value) {
        final float[] values = weights.tensor(tensor);
        return IntStream.range(0, values.length)
                .filter(entry -> values[entry] == value)
                .findFirst()
                .orElseThrow(() -> new AssertionError(value + " not in " + Arrays.toString(values)));
    }

    @Nested
    class MaskWeightsContract extends MaskBaselineContract {
        @Override
        protected MaskBaseline baseline() {
            return MaskBaseline.MASK_WEIGHTS;
        }

        @Override
        protected String identity() {
            return "mask/weights";
        }

        @Override
        protected boolean isRandom() {
            return false;
        }
    }

    @Nested
    class MaskPermutedContract extends MaskBaselineContract {
        @Override
        protected MaskBaseline baseline() {
            return MaskBaseline.MASK_PERMUTED;
        }

        @Override
        protected String identity() {
            return "mask/permuted";
        }
    }

    @Nested
    class PermutedPermutedContract extends MaskBaselineContract {
        @Override
        protected MaskBaseline baseline() {
            return MaskBaseline.PERMUTED_PERMUTED;
        }

        @Override
        protected String identity() {
            return "permuted/permuted";
        }
    }

    @Nested
    class RandomReinitContract extends MaskBaselineContract {
        @Override
        protected MaskBaseline baseline() {
            return MaskBaseline.RANDOM_REINIT;
        }

        @Override
        protected String identity() {
            return "random/re-init";
        }

        @Override
        protected boolean drawsUnprunedAnew() {
            return true;
        }
    }

    @Nested
    class MaskReinitContract extends MaskBaselineContract {
        @Override
        protected MaskBaseline baseline() {
            return MaskBaseline.MASK_REINIT;
        }

        @Override
        protected String identity() {
            return "mask/re-init";
        }

        @Override
        protected boolean drawsUnprunedAnew() {
            return true;
        }
    }
}

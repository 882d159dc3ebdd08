// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.PruningCriterion;
import io.github.lotteryrl.api.TensorSpec;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link PruningCriterion} must do.
 *
 * <pre>{@code
 * class OutgoingMagnitudeTest extends PruningCriterionContract {
 *     @Override
 *     protected PruningCriterion criterion() {
 *         return new OutgoingMagnitude();
 *     }
 *
 *     @Override
 *     protected String identity() {
 *         return "outgoing-magnitude";
 *     }
 * }
 * }</pre>
 */
public abstract class PruningCriterionContract {

    /** For subclasses. */
    protected PruningCriterionContract() {}

    /** Returns the criterion to test. Called several times. */
    protected abstract PruningCriterion criterion();

    /** Returns the identity, written out: results are stored under it, so a change of it loses them. */
    protected abstract String identity();

    @Test
    @DisplayName("exactly as many survive as are asked for, all of them survivors before")
    void exactCountWithinTheMask() {
        final ParameterLayout layout = SampleTickets.layout();
        final Parameters trained = SampleTickets.weights(layout);
        for (Mask mask : SampleTickets.masks(layout)) {
            for (int survivors = 0; survivors <= mask.survivors(); survivors++) {
                final Mask pruned = criterion().prune(trained, mask, survivors);
                assertThat(pruned.layout()).isEqualTo(layout);
                assertThat(pruned.survivors()).isEqualTo(survivors);
                final BitSet revived = pruned.bits();
                revived.andNot(mask.bits());
                assertThat(revived.isEmpty()).as("what was pruned stays pruned").isTrue();
            }
        }
    }

    @Test
    @DisplayName("what is pruned stays so, whatever number stands there")
    void prunedEntriesAreNotRanked() {
        final ParameterLayout layout = SampleTickets.layout();
        final Mask mask = SampleTickets.random(layout, 0.5);
        final float[][] values = values(SampleTickets.weights(layout));
        final float[][] other = values(SampleTickets.weights(layout));
        for (int i = 0; i < values.length; i++) {
            for (int entry = 0; entry < values[i].length; entry++) {
                if (!mask.keeps(i, entry)) {
                    values[i][entry] = 0;
                    other[i][entry] = 1e9f;
                }
            }
        }
        final int survivors = mask.survivors() / 2;
        assertThat(criterion().prune(Parameters.of(layout, other), mask, survivors))
                .isEqualTo(criterion().prune(Parameters.of(layout, values), mask, survivors));
    }

    @Test
    @DisplayName("of equal weights in a layer those with the lower number go first")
    void tiesGoByNumber() {
        final ParameterLayout layout = SampleTickets.layout();
        final float[][] values = values(SampleTickets.weights(layout));
        for (float[] tensor : values) {
            for (int entry = 0; entry < tensor.length; entry++) {
                tensor[entry] = entry % 2 == 0 ? 0.5f : -0.5f;
            }
        }
        final Parameters trained = Parameters.of(layout, values);
        for (Mask mask : SampleTickets.masks(layout)) {
            for (int survivors = 0; survivors <= mask.survivors(); survivors++) {
                assertLowestNumbersGone(mask, criterion().prune(trained, mask, survivors));
            }
        }
    }

    private static void assertLowestNumbersGone(Mask before, Mask after) {
        final List<TensorSpec> tensors = before.layout().tensors();
        for (int i = 0; i < tensors.size(); i++) {
            if (tensors.get(i).prunable()) {
                boolean kept = false;
                for (int entry = 0; entry < tensors.get(i).size(); entry++) {
                    kept |= after.keeps(i, entry);
                    assertThat(after.keeps(i, entry))
                            .as("entry %d of %s", entry, tensors.get(i))
                            .isEqualTo(kept && before.keeps(i, entry));
                }
            }
        }
    }

    @Test
    @DisplayName("weights and mask determine the result, in any thread")
    void deterministic() {
        final ParameterLayout layout = SampleTickets.layout();
        final Parameters trained = SampleTickets.weights(layout);
        final Mask mask = SampleTickets.random(layout, 0.5);
        final PruningCriterion shared = criterion();
        final Mask expected = criterion().prune(trained, mask, 10);
        assertThat(LongStream.range(0, 64)
                        .parallel()
                        .mapToObj(i -> shared.prune(trained, mask, 10))
                        .toList())
                .allMatch(expected::equals);
    }

    @Test
    @DisplayName("more survivors than there are, or fewer than none, are refused")
    void survivorsOutOfRange() {
        final ParameterLayout layout = SampleTickets.layout();
        final Parameters trained = SampleTickets.weights(layout);
        final Mask mask = SampleTickets.random(layout, 0.5);
        final int most = mask.survivors();
        for (int survivors : new int[] {-1, most + 1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> criterion().prune(trained, mask, survivors))
                    .withMessage("survivors " + survivors + " not in [0, " + most + "]");
        }
    }

    @Test
    @DisplayName("weights of another network are refused")
    void otherNetwork() {
        final ParameterLayout layout = SampleTickets.layout();
        final ParameterLayout part = ParameterLayout.of(layout.tensors().subList(0, 4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> criterion().prune(SampleTickets.weights(part), Mask.dense(layout), 1));
    }

    @Test
    @DisplayName("the identity is one line, and the one that was released")
    void identityIsStable() {
        assertThat(criterion().identity())
                .isEqualTo(identity())
                .isNotBlank()
                .matches(text -> text.chars().noneMatch(Character::isISOControl));
    }

    private static float[][] values(Parameters parameters) {
        final float[][] values = new float[parameters.layout().tensors().size()][];
        Arrays.setAll(values, parameters::tensor);
        return values;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.api.TensorSpec.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link InitScheme} must do.
 *
 * <pre>{@code
 * class SparseInitTest extends InitSchemeContract {
 *     @Override
 *     protected InitScheme scheme() {
 *         return new SparseInit(0.1);
 *     }
 *
 *     @Override
 *     protected String identity() {
 *         return "sparse(density=0.1)";
 *     }
 * }
 * }</pre>
 */
public abstract class InitSchemeContract {

    /** For subclasses. */
    protected InitSchemeContract() {}

    /** Returns the scheme to test. Called several times. */
    protected abstract InitScheme scheme();

    /** Returns the identity, written out: results are stored under it, so a change of it loses them. */
    protected abstract String identity();

    /** Returns whether biases are drawn too. They are zero otherwise. */
    protected boolean drawsBiases() {
        return false;
    }

    @Test
    @DisplayName("the seed determines the parameters, in any thread")
    void seedDetermines() {
        final ParameterLayout layout = SampleTickets.layout();
        final Parameters expected = scheme().initialise(layout, Seed.of(1));
        final InitScheme shared = scheme();
        assertThat(LongStream.range(0, 64)
                        .parallel()
                        .mapToObj(i -> shared.initialise(layout, Seed.of(1)))
                        .toList())
                .allMatch(expected::equals);
    }

    @Test
    @DisplayName("different seeds give different weights in every layer")
    void seedsDiffer() {
        final ParameterLayout layout = SampleTickets.layout();
        for (int i = 0; i < layout.tensors().size(); i++) {
            if (layout.tensor(i).kind() == Kind.WEIGHT) {
                final int tensor = i;
                assertThat(LongStream.range(0, 20)
                                .mapToObj(seed -> Arrays.toString(scheme().initialise(layout, Seed.of(seed))
                                        .tensor(tensor)))
                                .distinct())
                        .hasSize(20);
            }
        }
    }

    @Test
    @DisplayName("two tensors of one shape get different numbers")
    void tensorsDiffer() {
        final Parameters parameters = scheme().initialise(SampleTickets.layout(), Seed.of(2));
        final float[] first = parameters.tensor("actor.0.weight");
        final float[] second = parameters.tensor("actor.1.weight");
        assertThat(ratiosOf(first, second).stream().distinct().count())
                .as("different ratios: one is no multiple of the other")
                .isGreaterThan(first.length / 2);
    }

    private static List<Float> ratiosOf(float[] first, float[] second) {
        final List<Float> ratios = new ArrayList<>();
        for (int i = 0; i < first.length; i++) {
            ratios.add(first[i] / second[i]);
        }
        return ratios;
    }

    @Test
    @DisplayName("a tensor's numbers do not depend on what else the agent has")
    void tensorsAreIndependentOfOthers() {
        final ParameterLayout all = SampleTickets.layout();
        final List<TensorSpec> reversedModules = new ArrayList<>(all.tensors().subList(4, 8));
        reversedModules.addAll(all.tensors().subList(0, 2));
        final ParameterLayout part = ParameterLayout.of(reversedModules);
        final Parameters expected = scheme().initialise(all, Seed.of(3));
        final Parameters actual = scheme().initialise(part, Seed.of(3));
        for (TensorSpec tensor : part.tensors()) {
            assertThat(actual.tensor(tensor.name())).as(tensor.name()).containsExactly(expected.tensor(tensor.name()));
        }
    }

    @Test
    @DisplayName("all numbers are finite; free parameters and statistics are zero, biases too unless they are drawn")
    void finiteAndZeroWhereDue() {
        final ParameterLayout layout = SampleTickets.layout();
        final Parameters parameters = scheme().initialise(layout, Seed.of(4));
        for (int i = 0; i < layout.tensors().size(); i++) {
            final TensorSpec tensor = layout.tensor(i);
            final float[] values = parameters.tensor(i);
            final float[] zeros = new float[values.length];
            for (float value : values) {
                assertThat(value).as(tensor.name()).isFinite();
            }
            if (tensor.kind() == Kind.WEIGHT || tensor.kind() == Kind.BIAS && drawsBiases()) {
                assertThat(values).as(tensor.name()).isNotEqualTo(zeros);
            } else {
                assertThat(values).as(tensor.name()).containsExactly(zeros);
            }
        }
    }

    @Test
    @DisplayName("fill() writes every number, whatever stood there")
    void fillsAll() {
        for (TensorSpec tensor : SampleTickets.layout().tensors()) {
            if (tensor.isDrawn()) {
                final float[] clean = new float[tensor.size()];
                final float[] used = new float[tensor.size()];
                Arrays.fill(used, Float.NaN);
                scheme().fill(tensor, 5, clean, Seed.of(5).random());
                scheme().fill(tensor, 5, used, Seed.of(5).random());
                assertThat(used).as(tensor.name()).containsExactly(clean);
            }
        }
    }

    @Test
    @DisplayName("scaledInput(f) multiplies the weights of every module's input layer, and nothing else")
    void scaledInputScalesInputLayersOnly() {
        final ParameterLayout layout = SampleTickets.layout();
        final Parameters plain = scheme().initialise(layout, Seed.of(6));
        final Parameters scaled = scheme().scaledInput(0.25).initialise(layout, Seed.of(6));
        final List<String> inputLayers = List.of("eye.0.weight", "critic.0.weight", "actor.0.weight");
        for (int i = 0; i < layout.tensors().size(); i++) {
            final float[] expected = plain.tensor(i);
            if (inputLayers.contains(layout.tensor(i).name())) {
                for (int entry = 0; entry < expected.length; entry++) {
                    expected[entry] *= 0.25f; // Exact: a power of two.
                }
            }
            assertThat(scaled.tensor(i)).as(layout.tensor(i).name()).containsExactly(expected);
        }
        for (double factor : new double[] {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> scheme().scaledInput(factor))
                    .withMessage("factor " + factor + " not in (0, infinity)");
        }
    }

    @Test
    @DisplayName("the identity is one line, the one that was released, and another one when the input is scaled")
    void identityIsStable() {
        assertThat(scheme().identity())
                .isEqualTo(identity())
                .isNotBlank()
                .matches(text -> text.chars().noneMatch(Character::isISOControl));
        final List<String> identities = List.of(
                scheme().identity(),
                scheme().scaledInput(0.1).identity(),
                scheme().scaledInput(0.01).identity());
        assertThat(Collections.frequency(identities, identities.get(0))).isEqualTo(1);
        assertThat(identities).doesNotHaveDuplicates();
    }
}

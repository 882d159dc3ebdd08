// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.Convolution;
import io.github.lotteryrl.nn.Fixtures;
import io.github.lotteryrl.nn.InputNormalisation;
import io.github.lotteryrl.nn.Network;
import io.github.lotteryrl.nn.NetworkSpec;
import io.github.lotteryrl.nn.ParameterVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompactionTest {

    private static final int SAMPLES = 40;

    /** Runs the small network on the inputs that it names. */
    private static float[][] outputs(Compaction small, float[][] x) {
        final float[][] selected = small.inputs().stream().map(k -> x[k]).toArray(float[][]::new);
        return outputs(small.spec(), Mask.dense(small.parameters().layout()), small.parameters(), selected);
    }

    private static float[][] outputs(NetworkSpec spec, Mask mask, Parameters parameters, float[][] x) {
        return Fixtures.rows(new Network(spec, new ParameterVector(mask, parameters), SAMPLES)
                .forward(Fixtures.toBatch(x), SAMPLES));
    }

    @Test
    void keepsWhatLeadsFromInputsToOutputs() {
        final Compaction small = Compaction.of(SmallNetwork.SPEC, SmallNetwork.mask(), SmallNetwork.parameters());
        assertThat(small.spec()).isEqualTo(new NetworkSpec("actor", 4, List.of(1, 1), 2, Activation.RELU));
        assertThat(small.inputs()).containsExactly(0, 1, 2, 3);
        assertThat(small.readInputs()).containsExactly(0, 3);
        assertThat(small.readInputs(SmallNetwork.OBSERVATIONS)).containsExactly("a", "d");
        assertThat(small.removedUnits()).isEqualTo(1);
        assertThat(small.foldedUnits()).isEqualTo(2);
        // h2 = max(-0.25, 0) = 0, so g1 = max(2 - 1 * 0, 0) = 2 and y1 = -3 + 2 * 2.
        assertThat(small.parameters()).isEqualTo(Parameters.of(small.spec().layout(true), new float[][] {
            {1, 0, 0, -2}, {0.5f}, {3}, {-0.5f}, {5, 0}, {1, 1}
        }));

        final Compaction narrow = small.onReadInputs();
        assertThat(narrow.spec().inputs()).isEqualTo(2);
        assertThat(narrow.inputs()).containsExactly(0, 3);
        assertThat(narrow.parameters().tensor("actor.0.weight")).containsExactly(1, -2);
        assertThat(narrow.onReadInputs()).isEqualTo(narrow);
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void computesTheSame(Activation activation) {
        final NetworkSpec spec = new NetworkSpec("actor", 12, List.of(30, 20, 10), 3, activation);
        final ParameterLayout layout = spec.layout(true);
        final RandomStream random = Seed.of(8).random();
        int exact = 0;
        int folded = 0;
        int unread = 0;
        for (int round = 0; round < 100; round++) {
            final Mask mask = Fixtures.mask(layout, random.nextDouble(0.02, 0.5), random);
            final Parameters parameters = Fixtures.parameters(layout, random);
            final float[][] x = Fixtures.batch(12, SAMPLES, random);
            final float[][] expected = outputs(spec, mask, parameters, x);
            final Compaction small = Compaction.of(spec, mask, parameters);
            for (Compaction c : List.of(small, small.onReadInputs())) {
                final float[][] actual = outputs(c, x);
                for (int i = 0; i < expected.length; i++) {
                    if (c.foldedUnits() == 0) {
                        assertThat(actual[i]).containsExactly(expected[i]);
                    } else {
                        assertThat(actual[i]).containsExactly(expected[i], within(2e-6f));
                    }
                }
            }
            exact += small.foldedUnits() == 0 ? 1 : 0;
            folded += small.foldedUnits() > 0 ? 1 : 0;
            unread += small.readInputs().size() < 12 ? 1 : 0;
        }
        assertThat(IntStream.of(exact, folded, unread)).allMatch(count -> count >= 20);
    }

    /** On the inputs that it reads too: those of the statistics must be the same. */
    @Test
    void keepsTheNormalisationOfItsInputs() {
        final NetworkSpec spec = new NetworkSpec("actor", 12, List.of(30, 10), 3, Activation.TANH);
        final List<TensorSpec> tensors = new ArrayList<>(spec.tensors(true));
        tensors.addAll(InputNormalisation.tensors(12));
        final ParameterLayout layout = ParameterLayout.of(tensors);
        final RandomStream random = Seed.of(11).random();
        final double[] means = new double[12];
        final double[] variances = new double[12];
        Arrays.setAll(means, k -> random.nextDouble(-1, 1));
        Arrays.setAll(variances, k -> random.nextDouble(0.1, 3));
        int unread = 0;
        for (int round = 0; round < 20; round++) {
            final Mask mask = Fixtures.mask(layout, 0.1, random);
            final ParameterVector vector = new ParameterVector(mask, Fixtures.parameters(layout, random));
            new InputNormalisation(vector, 12).set(100, means, variances);
            final float[][] x = Fixtures.batch(12, SAMPLES, random);
            final float[][] expected = outputs(spec, mask, vector.toParameters(), x);
            final Compaction small = Compaction.of(spec, mask, vector.toParameters());
            for (Compaction c :
                    List.of(small, small.onReadInputs(), small.onReadInputs().onReadInputs())) {
                final float[][] actual = outputs(c, x);
                for (int i = 0; i < expected.length; i++) {
                    assertThat(actual[i]).containsExactly(expected[i], within(2e-6f));
                }
            }
            unread += small.readInputs().size() < 12 ? 1 : 0;
        }
        assertThat(unread).isGreaterThan(5);
    }

    @Test
    void withoutAPathKeepsTheConstantOutputs() {
        final NetworkSpec spec = new NetworkSpec("actor", 3, List.of(4, 4), 2, Activation.TANH);
        final RandomStream random = Seed.of(9).random();
        final Parameters parameters = Fixtures.parameters(spec.layout(true), random);
        // The first layer is gone, the others are whole.
        final BitSet kept = new BitSet();
        kept.set(12, spec.layout(true).prunableSize());
        final Mask mask = Mask.of(spec.layout(true), kept);
        final float[][] x = Fixtures.batch(3, SAMPLES, random);

        final Compaction small = Compaction.of(spec, mask, parameters).onReadInputs();
        assertThat(small.spec()).isEqualTo(new NetworkSpec("actor", 1, List.of(), 2, Activation.TANH));
        assertThat(small.readInputs()).isEmpty();
        assertThat(small.foldedUnits()).isEqualTo(8);
        final float[][] expected = outputs(spec, mask, parameters, x);
        final float[][] actual = outputs(small, x);
        for (int i = 0; i < 2; i++) {
            assertThat(actual[i]).containsExactly(expected[i], within(1e-6f));
        }
    }

    @Test
    void aDenseNetworkStaysAsItIs() {
        final Mask dense = Mask.dense(SmallNetwork.LAYOUT);
        final Compaction same = Compaction.of(SmallNetwork.SPEC, dense, SmallNetwork.parameters());
        assertThat(same.spec()).isEqualTo(SmallNetwork.SPEC);
        assertThat(same.parameters()).isEqualTo(SmallNetwork.parameters());
        assertThat(same.onReadInputs()).isEqualTo(same);
        assertThat(Arrays.asList(same.removedUnits(), same.foldedUnits())).containsOnly(0);
    }

    @Test
    void refusesConvolutions() {
        final Convolution convolution = Convolution.square(1, 2, 2, 1, 2, 1, 0);
        final NetworkSpec spec = new NetworkSpec("actor", 4, List.of(convolution), List.of(), 1, Activation.RELU);
        final ParameterLayout layout = spec.layout(true);
        final Parameters parameters = Fixtures.parameters(layout, Seed.of(1).random());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Compaction.of(spec, Mask.dense(layout), parameters))
                .withMessage("actor has convolutions, 1, and only dense layers can be compacted");
    }
}

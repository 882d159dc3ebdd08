// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.api.TensorSpec.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link ParameterLayout}, {@link Mask}, {@link Parameters} and {@link TicketStart}: how numbers are numbered. */
class ParametersTest {

    /** Prunable: 6 weights of the actor's first layer, 4 of its second, 2 of the tail; not: biases and the critic. */
    private static final ParameterLayout LAYOUT = layout();

    private static ParameterLayout layout() {
        final List<TensorSpec> tensors = new ArrayList<>(SmallNetwork.tensors("actor", true, 3, 2, 2));
        tensors.addAll(SmallNetwork.tensors("critic", false, 3, 4, 1));
        tensors.addAll(SmallNetwork.tensors("tail", true, 1, 2));
        return ParameterLayout.of(tensors);
    }

    @Test
    void prunableEntriesAreNumberedThroughTheTensors() {
        assertThat(LAYOUT.prunableSize()).isEqualTo(12);
        assertThat(LAYOUT.prunableOffset(LAYOUT.indexOf("actor.0.weight"))).isZero();
        assertThat(LAYOUT.prunableOffset(LAYOUT.indexOf("actor.1.weight"))).isEqualTo(6);
        assertThat(LAYOUT.prunableOffset(LAYOUT.indexOf("tail.0.weight"))).isEqualTo(10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LAYOUT.prunableOffset(LAYOUT.indexOf("critic.0.weight")))
                .withMessage("tensor critic.0.weight is not prunable");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LAYOUT.indexOf("actor.2.weight"))
                .withMessageStartingWith("no tensor 'actor.2.weight' in [actor.0.weight[2, 3], ");
    }

    @Test
    void masksSpeakOfPrunableEntriesOnly() {
        final Mask mask = SmallNetwork.mask(LAYOUT, 1, 5, 6, 11);
        final int actor = LAYOUT.indexOf("actor.0.weight");
        final int tail = LAYOUT.indexOf("tail.0.weight");
        final int critic = LAYOUT.indexOf("critic.0.weight");
        assertThat(mask.keeps(actor, 1)).isTrue();
        assertThat(mask.keeps(actor, 0)).isFalse();
        assertThat(mask.keeps(tail, 0)).isFalse();
        assertThat(mask.keeps(tail, 1)).isTrue();
        assertThat(mask.keeps(critic, 7)).isTrue();
        assertThat(mask.survivors(actor)).isEqualTo(2);
        assertThat(mask.survivors(LAYOUT.indexOf("actor.1.weight"))).isEqualTo(1);
        assertThat(mask.survivors(critic)).isEqualTo(12);
        assertThat(mask.survivors()).isEqualTo(4);
        assertThat(mask.remaining()).isEqualTo(4.0 / 12);
        assertThat(mask.sparsity()).isEqualTo(1 - 4.0 / 12);
        assertThat(Mask.dense(LAYOUT).remaining()).isEqualTo(1);
        final ParameterLayout critics = ParameterLayout.of(SmallNetwork.tensors("critic", false, 3, 1));
        assertThat(Mask.dense(critics).remaining()).as("nothing is prunable").isEqualTo(1);
    }

    @Test
    void masksAreImmutable() {
        final BitSet bits = new BitSet();
        bits.set(3);
        final Mask mask = Mask.of(LAYOUT, bits);
        bits.set(4);
        mask.bits().set(5);
        assertThat(mask).isEqualTo(SmallNetwork.mask(LAYOUT, 3));
    }

    @Test
    void masksMustFitTheLayout() {
        final BitSet bits = new BitSet();
        bits.set(12);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mask.of(LAYOUT, bits))
                .withMessage("mask of length 13 for 12 prunable weights");
    }

    @Test
    void masksOfDifferentNetworksDiffer() {
        final ParameterLayout other = ParameterLayout.of(SmallNetwork.tensors("other", true, 3, 4));
        assertThat(SmallNetwork.mask(LAYOUT, 3)).isNotEqualTo(SmallNetwork.mask(other, 3));
    }

    @Test
    void maskedParametersAreZeroWherePrunedAndUntouchedElsewhere() {
        final Parameters all = SmallNetwork.counting(LAYOUT);
        final Parameters masked = all.masked(SmallNetwork.mask(LAYOUT, 1, 5, 6, 11));
        assertThat(masked.tensor("actor.0.weight")).containsExactly(0, 2, 0, 0, 0, 6);
        assertThat(masked.tensor("actor.0.bias")).containsExactly(7, 8);
        assertThat(masked.tensor("actor.1.weight")).containsExactly(9, 0, 0, 0);
        assertThat(masked.tensor("critic.0.weight")).containsExactly(all.tensor("critic.0.weight"));
        assertThat(masked.tensor("tail.0.weight")).containsExactly(0, all.tensor("tail.0.weight")[1]);
        assertThat(all).as("not modified").isEqualTo(SmallNetwork.counting(LAYOUT));
    }

    @Test
    void parametersAreImmutable() {
        final ParameterLayout layout = SmallNetwork.mlp(2, 1);
        final float[] weights = {1, 2};
        final Parameters parameters = Parameters.of(layout, weights, new float[] {3});
        weights[0] = 9;
        parameters.tensor(0)[1] = 9;
        assertThat(parameters).isEqualTo(Parameters.of(layout, new float[] {1, 2}, new float[] {3}));
    }

    @Test
    void parametersCompareBits() {
        final ParameterLayout layout = SmallNetwork.mlp(1, 1);
        final Parameters notANumber = Parameters.of(layout, new float[] {Float.NaN}, new float[] {0});
        assertThat(notANumber).isEqualTo(Parameters.of(layout, new float[] {Float.NaN}, new float[] {0}));
        assertThat(notANumber).isNotEqualTo(Parameters.of(layout, new float[] {Float.NaN}, new float[] {-0.0f}));
    }

    @Test
    void parametersMustFitTheLayout() {
        final ParameterLayout layout = SmallNetwork.mlp(2, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parameters.of(layout, new float[2]))
                .withMessage("length of values 1 is not 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parameters.of(layout, new float[3], new float[1]))
                .withMessage("length of net.0.weight 3 is not 2");
    }

    @Test
    void aTicketStartAppliesItsMask() {
        final ParameterLayout layout = SmallNetwork.mlp(2, 1);
        final TicketStart start = new TicketStart(
                SmallNetwork.mask(layout, 1), Parameters.of(layout, new float[] {1, 2}, new float[] {3}));
        assertThat(start.weights().tensor(0)).containsExactly(0, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TicketStart(Mask.dense(LAYOUT), start.weights()))
                .withMessage("mask and weights are for different networks");
    }

    /** Fan-in and fan-out as He et al. (2015) and Glorot and Bengio (2010) count them for kernels. */
    @Test
    void fansOfDenseAndConvolutionLayers() {
        final TensorSpec dense = new TensorSpec("d", "net", Kind.WEIGHT, 0, List.of(5, 7), true);
        final TensorSpec kernel = new TensorSpec("k", "net", Kind.WEIGHT, 1, List.of(16, 4, 3, 2), true);
        assertThat(List.of(dense.size(), dense.fanIn(), dense.fanOut())).containsExactly(35, 7, 5);
        assertThat(List.of(kernel.size(), kernel.fanIn(), kernel.fanOut())).containsExactly(384, 24, 96);
        assertThat(dense.isInputLayer()).isTrue();
        assertThat(kernel.isInputLayer()).isFalse();
    }

    @Test
    void tensorsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TensorSpec("b", "net", Kind.BIAS, 0, List.of(5), true))
                .withMessage("b is prunable and not a weight");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TensorSpec("w", "net", Kind.WEIGHT, 0, List.of(5), true))
                .withMessage("weights w need two axes or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TensorSpec("w", "net", Kind.WEIGHT, 0, List.of(5, 0), true))
                .withMessage("axis of w 0 not in [1, ...)");
        final List<TensorSpec> twice = new ArrayList<>(SmallNetwork.tensors("net", true, 2, 2));
        twice.addAll(SmallNetwork.tensors("net", true, 2, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterLayout.of(twice))
                .withMessageStartingWith("tensor names [net.0.weight, net.0.bias, net.0.weight");
    }
}

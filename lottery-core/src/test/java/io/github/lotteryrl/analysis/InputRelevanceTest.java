// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.analysis.InputRelevance.Input;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.Convolution;
import io.github.lotteryrl.nn.NetworkSpec;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputRelevanceTest {

    @Test
    void sumsTheSurvivingWeightsOfEachInput() {
        final InputRelevance relevance = InputRelevance.of(
                SmallNetwork.SPEC, SmallNetwork.mask(), SmallNetwork.parameters(), SmallNetwork.OBSERVATIONS);
        assertThat(relevance.inputs())
                .containsExactly(
                        new Input("a", 1, 1.0 / 7),
                        new Input("b", 4, 4.0 / 7),
                        new Input("c", 0, 0),
                        new Input("d", 2, 2.0 / 7));
        assertThat(relevance.total()).isEqualTo(7);
    }

    @Test
    void sumsPicturesPerChannelToo() {
        final ObservationSpace pictures = ObservationSpace.binaryMaps(1, 2, "agent", "coin");
        final NetworkSpec spec = new NetworkSpec("actor", 4, List.of(), 2, Activation.RELU);
        final Mask dense = Mask.dense(spec.layout(true));
        final Parameters parameters =
                Parameters.of(spec.layout(true), new float[] {1, -2, 0, 0.5f, -3, 0, 1, 0.5f}, new float[] {9, 9});
        assertThat(InputRelevance.of(spec, dense, parameters, pictures).inputs())
                .contains(new Input("agent[0,0]", 4, 0.5), new Input("coin[0,1]", 1, 0.125));
        assertThat(InputRelevance.ofChannels(spec, dense, parameters, pictures).inputs())
                .containsExactly(new Input("agent", 6, 0.75), new Input("coin", 2, 0.25));
    }

    /** Two filters of 2 x 2 over two channels of 2 x 3: two positions, and the middle column lies under both. */
    @Test
    void aConvolutionCountsPerPosition() {
        final ObservationSpace pictures = ObservationSpace.maps(2, 3, "agent", "coin");
        final Convolution convolution = Convolution.square(2, 2, 3, 2, 2, 1, 0);
        final NetworkSpec spec = new NetworkSpec("actor", 12, List.of(convolution), List.of(), 1, Activation.RELU);
        final float[] filters = {1, -2, 3, 4, 0, 0, 0, -2, 0.5f, 0, 0, 0, 0, 5, 0, 0.5f};
        final Parameters parameters =
                Parameters.of(spec.layout(true), filters, new float[2], new float[4], new float[1]);
        final Mask dense = Mask.dense(spec.layout(true));
        final InputRelevance relevance = InputRelevance.of(spec, dense, parameters, pictures);
        // Under the right weights of the first position and the left ones of the second.
        assertThat(relevance.inputs().get(1)).isEqualTo(new Input("agent[0,1]", (2 + 1 + 0.5) / 2, 1.75 / 18));
        assertThat(relevance.inputs().get(6)).isEqualTo(new Input("coin[0,0]", 0, 0));
        assertThat(InputRelevance.ofChannels(spec, dense, parameters, pictures).inputs())
                .containsExactly(new Input("agent", 10.5, 10.5 / 18), new Input("coin", 7.5, 7.5 / 18));
    }

    @Test
    void ofNothingEachShareIsZero() {
        final Mask nothing = Mask.of(SmallNetwork.LAYOUT, new BitSet());
        assertThat(InputRelevance.of(SmallNetwork.SPEC, nothing, SmallNetwork.parameters(), SmallNetwork.OBSERVATIONS)
                        .inputs())
                .extracting(Input::share)
                .containsExactly(0.0, 0.0, 0.0, 0.0);
    }

    @Test
    void refusesAnObservationOfAnotherSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InputRelevance.of(
                        SmallNetwork.SPEC, SmallNetwork.mask(), SmallNetwork.parameters(), ObservationSpace.of("a")))
                .withMessage("length of observations 1 is not 4");
    }

    @Test
    void layersCountTheirSurvivors() {
        assertThat(LayerSparsity.of(SmallNetwork.mask()))
                .containsExactly(
                        new LayerSparsity("actor.0.weight", 12, 3),
                        new LayerSparsity("actor.1.weight", 6, 2),
                        new LayerSparsity("actor.2.weight", 4, 2));
        assertThat(LayerSparsity.of(SmallNetwork.mask()).get(0).remaining()).isEqualTo(0.25);
    }
}

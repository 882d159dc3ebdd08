// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.analysis;

import static io.github.lotteryrl.analysis.SmallNetwork.OBSERVATIONS;
import static io.github.lotteryrl.analysis.SmallNetwork.SPEC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.Convolution;
import io.github.lotteryrl.nn.NetworkSpec;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReachabilityTest {

    private final Reachability reachability = Reachability.of(SPEC, SmallNetwork.mask());

    @Test
    void anInputWhoseWeightsLeadNowhereDoesNotSurvive() {
        assertThat(reachability.survivingInputs()).containsExactly(0, 3);
        assertThat(reachability.survivingInputs(OBSERVATIONS)).containsExactly("a", "d");
        assertThat(reachability.inputReachesOutput(1)).isFalse();
    }

    @Test
    void unitsAreFollowedBothWays() {
        // Unit 1 of the first layer reads b and leads nowhere; unit 2 has no input and leads on.
        assertThat(reachability.readsInput(0, 1)).isTrue();
        assertThat(reachability.reachesOutput(0, 1)).isFalse();
        assertThat(reachability.readsInput(0, 2)).isFalse();
        assertThat(reachability.reachesOutput(0, 2)).isTrue();
        // Unit 1 of the second layer reads unit 2 alone: a constant too, though it has a weight.
        assertThat(reachability.readsInput(1, 1)).isFalse();
        assertThat(reachability.reachesOutput(1, 1)).isTrue();
        // Output 1 reads that constant alone.
        assertThat(reachability.readsInput(2, 0)).isTrue();
        assertThat(reachability.readsInput(2, 1)).isFalse();
        assertThat(reachability.reachesOutput(2, 1)).isTrue();
    }

    @Test
    void aNetworkThatIsNotPrunedIsWhole() {
        final NetworkSpec critic = new NetworkSpec("critic", 3, List.of(2), 1, Activation.TANH);
        final ParameterLayout layout =
                ParameterLayout.of(Stream.concat(SPEC.tensors(true).stream(), critic.tensors(false).stream())
                        .toList());
        final Mask nothing = Mask.of(layout, new BitSet());
        assertThat(Reachability.of(critic, nothing).survivingInputs()).containsExactly(0, 1, 2);
        assertThat(Reachability.of(SPEC, nothing).survivingInputs()).isEmpty();
    }

    /** One filter of 1 x 2 over 1 x 4, of which the right weight is left; the output reads the cells 0 and 1 of three. */
    @Test
    void aWeightOfAConvolutionLeadsFromEachPosition() {
        final Convolution convolution = new Convolution(1, 1, 4, 1, 1, 2, 1, 0);
        final NetworkSpec spec = new NetworkSpec("actor", 4, List.of(convolution), List.of(), 1, Activation.RELU);
        final BitSet kept = new BitSet();
        kept.set(1);
        kept.set(2, 4);
        final Reachability r = Reachability.of(spec, Mask.of(spec.layout(true), kept));
        assertThat(r.survivingInputs()).containsExactly(1, 2);
        assertThat(r.reachesOutput(0, 2)).isFalse();
        assertThat(r.readsInput(0, 2)).isTrue();
    }

    @Test
    void refusesWhatDoesNotBelongTogether() {
        final NetworkSpec other = new NetworkSpec("actor", 5, SPEC.hidden(), 2, Activation.RELU);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reachability.of(other, SmallNetwork.mask()))
                .withMessage("length of actor.0.weight 12 is not 15");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reachability.survivingInputs(ObservationSpace.of("a", "b")))
                .withMessage("length of observations 2 is not 4");
    }
}

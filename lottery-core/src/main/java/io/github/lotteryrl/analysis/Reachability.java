// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.analysis;

import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.nn.NetworkSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is still connected in a pruned network. A path leads over surviving weights, whatever their value. An input without a
 * path to an output does not influence the network, even where weights of it survive. A weight of a convolution is a piece of
 * path at each position of its filter; the units of a convolution are the cells of the picture that it gives. Immutable and
 * thread-safe.
 */
public final class Reachability {

    private final boolean[] inputReachesOutput;
    private final boolean[][] reachesOutput;
    private final boolean[][] readsInput;

    private Reachability(MaskedNetwork network) {
        final NetworkSpec spec = network.spec();
        inputReachesOutput = new boolean[spec.inputs()];
        reachesOutput = new boolean[spec.layers()][];
        readsInput = new boolean[spec.layers()][];
        for (int layer = 0; layer < spec.layers(); layer++) {
            reachesOutput[layer] = new boolean[spec.units(layer)];
            readsInput[layer] = new boolean[spec.units(layer)];
        }
        fromInputs(network);
        fromOutputs(network);
    }

    /**
     * Follows the surviving weights.
     *
     * @param spec a network whose weights are in the mask's layout
     * @param mask which weights survive
     * @throws IllegalArgumentException if the layout does not hold the network
     */
    public static Reachability of(NetworkSpec spec, Mask mask) {
        return new Reachability(new MaskedNetwork(spec, mask));
    }

    private void fromInputs(MaskedNetwork network) {
        final boolean[] all = new boolean[inputReachesOutput.length];
        Arrays.fill(all, true);
        boolean[] below = all;
        for (int layer = 0; layer < readsInput.length; layer++) {
            for (int unit = 0; unit < readsInput[layer].length; unit++) {
                for (int k : network.read(layer, unit)) {
                    readsInput[layer][unit] |= below[k];
                }
            }
            below = readsInput[layer];
        }
    }

    private void fromOutputs(MaskedNetwork network) {
        Arrays.fill(reachesOutput[reachesOutput.length - 1], true);
        for (int layer = reachesOutput.length - 1; layer >= 0; layer--) {
            final boolean[] below = layer == 0 ? inputReachesOutput : reachesOutput[layer - 1];
            for (int unit = 0; unit < reachesOutput[layer].length; unit++) {
                if (reachesOutput[layer][unit]) {
                    for (int k : network.read(layer, unit)) {
                        below[k] = true;
                    }
                }
            }
        }
    }

    /** Returns whether an input influences an output. */
    public boolean inputReachesOutput(int input) {
        return inputReachesOutput[input];
    }

    /** Returns whether a unit influences an output; output units do. */
    public boolean reachesOutput(int layer, int unit) {
        return reachesOutput[layer][unit];
    }

    /** Returns whether an input influences a unit; one that none influences is a constant. */
    public boolean readsInput(int layer, int unit) {
        return readsInput[layer][unit];
    }

    /** Returns the inputs that influence an output, ascending. */
    public int[] survivingInputs() {
        return IntStream.range(0, inputReachesOutput.length)
                .filter(k -> inputReachesOutput[k])
                .toArray();
    }

    /**
     * Returns the names of the inputs that influence an output, in the order of the observation.
     *
     * @param observations what the network reads
     */
    public List<String> survivingInputs(ObservationSpace observations) {
        Check.length("observations", observations.size(), inputReachesOutput.length);
        return Arrays.stream(survivingInputs())
                .mapToObj(observations.names()::get)
                .toList();
    }
}

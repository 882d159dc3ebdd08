// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.search;

import io.github.lotteryrl.agent.NetworkPolicy;
import io.github.lotteryrl.analysis.Compaction;
import io.github.lotteryrl.analysis.InputRelevance;
import io.github.lotteryrl.analysis.LayerSparsity;
import io.github.lotteryrl.analysis.Reachability;
import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.Policy;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.api.TicketStart;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.dl4j.Dl4jNetworks;
import io.github.lotteryrl.nn.NetworkSpec;
import io.github.lotteryrl.ticket.CorruptFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A ticket at one level: the mask, the weights it started from, and the best weights it was trained to. Immutable and
 * thread-safe.
 *
 * @param identity all settings of the run that trained it, one per line
 * @param seed of the search
 * @param level how often was pruned
 * @param observations what the task shows
 * @param actions what can be done in the task
 * @param networks the agent's networks, the one that chooses actions first; empty if the agent is not made of networks of
 *     this library, and then there is no analysis, policy or export
 * @param start mask and initial weights
 * @param trained weights of the best checkpoint, zero where pruned
 * @param freshReturn mean undiscounted return of the trained weights over fresh episodes
 */
public record Ticket(
        String identity,
        long seed,
        int level,
        ObservationSpace observations,
        ActionSpace actions,
        List<NetworkSpec> networks,
        TicketStart start,
        Parameters trained,
        double freshReturn) {

    /** Checks and copies. */
    public Ticket {
        networks = List.copyOf(networks);
        Check.atLeast("level", level, 0);
        final ParameterLayout layout = start.mask().layout();
        Check.that(trained.layout().equals(layout), "trained weights are for another network");
        for (NetworkSpec network : networks) {
            for (TensorSpec tensor : network.tensors(false)) {
                Check.that(
                        layout.tensor(layout.indexOf(tensor.name())).shape().equals(tensor.shape()),
                        "%s of network %s is not that of the weights",
                        tensor.name(),
                        network);
            }
        }
    }

    /** Returns which weights survive. */
    public Mask mask() {
        return start.mask();
    }

    /** Returns the fraction of the prunable weights that remain, in [0, 1]. */
    public double remaining() {
        return mask().remaining();
    }

    /** Returns the network that chooses actions. */
    private NetworkSpec actor() {
        if (networks.isEmpty()) {
            throw new UnsupportedOperationException("the agent is not made of networks of this library: " + identity);
        }
        return networks.get(0);
    }

    /** Returns how much weight the trained network gives to each dimension of the observation. */
    public InputRelevance inputRelevance() {
        return InputRelevance.of(actor(), mask(), trained, observations);
    }

    /** Returns how much weight the trained network gives to each channel of a picture; of a vector, to each dimension. */
    public InputRelevance channelRelevance() {
        return InputRelevance.ofChannels(actor(), mask(), trained, observations);
    }

    /** Returns the names of the dimensions that a path of surviving weights joins to an output. */
    public List<String> survivingInputs() {
        return reachability().survivingInputs(observations);
    }

    /** Returns the indices of the dimensions that a path of surviving weights joins to an output, ascending. */
    public int[] survivingInputIndices() {
        return reachability().survivingInputs();
    }

    private Reachability reachability() {
        return Reachability.of(actor(), mask());
    }

    /** Returns how many weights survive in each prunable tensor. */
    public List<LayerSparsity> layerSparsity() {
        return LayerSparsity.of(mask());
    }

    /**
     * Returns the trained network without what influences no output: smaller, with the same outputs.
     *
     * @throws IllegalArgumentException if it has convolutions
     */
    public CompactNetwork compact() {
        return new CompactNetwork(Compaction.of(actor(), mask(), trained));
    }

    /**
     * Returns the trained network as a network of DeepLearning4J, pruned weights zero.
     *
     * @throws IllegalArgumentException if the agent normalises observations
     */
    public MultiLayerNetwork toMultiLayerNetwork() {
        return Dl4jNetworks.toMultiLayerNetwork(actor(), trained);
    }

    /** Returns the trained policy. */
    public Policy policy() {
        return new NetworkPolicy(actor(), trained, actions);
    }

    /**
     * Writes the ticket to a file; a file that is there is replaced.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        TicketFile.write(this, file);
    }

    /**
     * Reads a ticket that {@link #write} wrote.
     *
     * @throws IOException if the file cannot be read
     * @throws CorruptFileException if it is damaged or no ticket
     */
    public static Ticket read(Path file) throws IOException {
        return TicketFile.read(file);
    }

    /**
     * A trained network without what influences no output.
     *
     * @param compaction the small network and how it came about
     */
    public record CompactNetwork(Compaction compaction) {

        /** Returns the shape of the small network. */
        public NetworkSpec spec() {
            return compaction.spec();
        }

        /** Returns the numbers of the small network. */
        public Parameters parameters() {
            return compaction.parameters();
        }

        /** Returns this network on the inputs that it reads alone. */
        public CompactNetwork onReadInputs() {
            return new CompactNetwork(compaction.onReadInputs());
        }

        /**
         * Returns the small network as a network of DeepLearning4J.
         *
         * @throws IllegalArgumentException if the agent normalises observations
         */
        public MultiLayerNetwork toMultiLayerNetwork() {
            return Dl4jNetworks.toMultiLayerNetwork(spec(), parameters());
        }
    }
}

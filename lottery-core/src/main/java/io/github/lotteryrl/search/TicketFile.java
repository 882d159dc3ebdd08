// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.search;

import static io.github.lotteryrl.ticket.BinaryReader.valid;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.TicketStart;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.Convolution;
import io.github.lotteryrl.nn.NetworkSpec;
import io.github.lotteryrl.ticket.BinaryReader;
import io.github.lotteryrl.ticket.BinaryWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The format of ticket files. Equal tickets give equal bytes. */
final class TicketFile {

    private static final String MAGIC = "LOTTERY TICKET 2\n";
    private static final int DISCRETE = 0;

    private TicketFile() {}

    static void write(Ticket ticket, Path file) throws IOException {
        final BinaryWriter out = new BinaryWriter(MAGIC);
        out.text(ticket.identity());
        out.number(ticket.seed());
        out.number(ticket.level());
        out.numbers(Arrays.stream(ticket.observations().shape()).boxed().toList());
        out.texts(ticket.observations().names());
        out.number(ticket.observations().isBinary() ? 1 : 0);
        writeActions(ticket.actions(), out);
        out.number(ticket.networks().size());
        for (NetworkSpec network : ticket.networks()) {
            out.text(network.module());
            out.number(network.inputs());
            out.number(network.convolutions().size());
            for (Convolution c : network.convolutions()) {
                out.numbers(List.of(
                        c.channels(),
                        c.rows(),
                        c.columns(),
                        c.filters(),
                        c.kernelRows(),
                        c.kernelColumns(),
                        c.stride(),
                        c.padding()));
            }
            out.numbers(network.hidden());
            out.number(network.outputs());
            out.text(network.activation().name());
        }
        final Mask mask = ticket.mask();
        out.layout(mask.layout());
        out.mask(mask);
        out.parameters(ticket.start().weights(), mask);
        out.parameters(ticket.trained(), mask);
        out.real(ticket.freshReturn());
        Files.write(file, out.toBytes());
    }

    private static void writeActions(ActionSpace actions, BinaryWriter out) {
        if (actions instanceof ActionSpace.Continuous continuous) {
            out.number(DISCRETE + 1);
            out.texts(continuous.names());
            out.real(continuous.low());
            out.real(continuous.high());
        } else {
            out.number(DISCRETE);
            out.number(actions.outputs());
        }
    }

    static Ticket read(Path file) throws IOException {
        final BinaryReader in = new BinaryReader(Files.readAllBytes(file), MAGIC);
        final String identity = in.text();
        final long seed = in.number();
        final int level = in.smallNumber("level");
        final int[] shape = in.numbers().stream().mapToInt(Integer::intValue).toArray();
        final List<String> names = in.texts();
        final boolean binary = in.number() == 1;
        final ObservationSpace observations = valid(() -> ObservationSpace.of(shape, names, binary));
        final ActionSpace actions = valid(() -> readActions(in));
        final List<NetworkSpec> networks = new ArrayList<>();
        final int count = in.count(Long.BYTES);
        for (int i = 0; i < count; i++) {
            networks.add(valid(() -> readNetwork(in)));
        }
        final ParameterLayout layout = in.layout();
        final Mask mask = in.mask(layout);
        final TicketStart start = new TicketStart(mask, in.parameters(mask));
        final Parameters trained = in.parameters(mask);
        final double freshReturn = in.real();
        in.expectEnd();
        return valid(
                () -> new Ticket(identity, seed, level, observations, actions, networks, start, trained, freshReturn));
    }

    private static ActionSpace readActions(BinaryReader in) {
        if (in.number() == DISCRETE) {
            return ActionSpace.discrete(in.smallNumber("actions"));
        }
        return new ActionSpace.Continuous(in.texts(), in.real(), in.real());
    }

    private static NetworkSpec readNetwork(BinaryReader in) {
        final String module = in.text();
        final int inputs = in.smallNumber("inputs");
        final List<Convolution> convolutions = new ArrayList<>();
        final int count = in.count(Long.BYTES);
        for (int i = 0; i < count; i++) {
            convolutions.add(readConvolution(in.numbers()));
        }
        final List<Integer> hidden = in.numbers();
        final int outputs = in.smallNumber("outputs");
        return new NetworkSpec(module, inputs, convolutions, hidden, outputs, Activation.valueOf(in.text()));
    }

    private static Convolution readConvolution(List<Integer> shape) {
        Check.length("convolution", shape.size(), 8);
        return new Convolution(
                shape.get(0),
                shape.get(1),
                shape.get(2),
                shape.get(3),
                shape.get(4),
                shape.get(5),
                shape.get(6),
                shape.get(7));
    }
}

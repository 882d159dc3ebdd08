// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.analysis.InputRelevance;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.experiment.FolderStore;
import io.github.lotteryrl.experiment.RunRecord;
import io.github.lotteryrl.nn.InputNormalisation;
import io.github.lotteryrl.search.Ticket;
import io.github.lotteryrl.ticket.CorruptFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what is in a ticket file or a store. */
@Command(name = "inspect", description = "Shows what is in a ticket file or a store.", mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FILE|STORE", description = "A ticket file, or the folder of a store.")
    private Path path = Path.of("");

    @Option(names = "--hash", description = "Prints one SHA-256 over all results of a store, and nothing else.")
    private boolean hash;

    @Override
    public Integer call() throws IOException {
        final PrintWriter out = spec.commandLine().getOut();
        if (Files.isDirectory(path)) {
            final FolderStore store = FolderStore.reading(path);
            if (hash) {
                out.println(store.hash());
                return 0;
            }
            return inspect(store, out);
        }
        Check.that(!hash, "--hash is for stores, and %s is no folder", path);
        Check.that(Files.isRegularFile(path), "%s is neither a file nor a folder", path);
        try {
            inspect(Ticket.read(path), out);
            return 0;
        } catch (CorruptFileException e) {
            spec.commandLine().getErr().println("lottery: " + path + " " + e.getMessage());
            return Lottery.FAILED;
        }
    }

    private static int inspect(FolderStore store, PrintWriter out) {
        int damaged = 0;
        for (String name : store.hashes()) {
            String line;
            try {
                line = describe(store.read(name));
            } catch (CorruptFileException e) {
                line = "damaged: " + e.getMessage();
                damaged++;
            }
            out.println(name.substring(0, 12) + "  " + line);
        }
        out.println(store.hashes().size() + " runs, " + damaged + " damaged, SHA-256 " + store.hash());
        return damaged == 0 ? 0 : Lottery.FAILED;
    }

    private static String describe(RunRecord run) {
        final String agent = setting(run, "agent");
        final String which = setting(run, "environment") + ", " + agent.replaceFirst("\\(.*", "") + ", "
                + setting(run, "init") + ", "
                + setting(run, "condition") + ", seed " + setting(run, "seed") + ", level " + setting(run, "level");
        if (run instanceof RunRecord.Completed completed) {
            return String.format(
                    Locale.ROOT,
                    "%s: return %.1f, %.2f %% of the weights",
                    which,
                    completed.result().freshReturn(),
                    100 * completed.start().mask().remaining());
        }
        return which + ": " + ((RunRecord.Failed) run).reason();
    }

    private static String setting(RunRecord run, String name) {
        return setting(run.identity(), name);
    }

    /** Returns a setting in the identity of a run. */
    static String setting(String identity, String name) {
        return identity.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("?");
    }

    private static void inspect(Ticket ticket, PrintWriter out) {
        out.println(ticket.identity());
        out.println(String.format(
                Locale.ROOT,
                "remaining: %d of %d weights, %.2f %%",
                ticket.mask().survivors(),
                ticket.mask().layout().prunableSize(),
                100 * ticket.remaining()));
        out.println(String.format(Locale.ROOT, "return: %.1f over fresh episodes", ticket.freshReturn()));
        ticket.layerSparsity()
                .forEach(layer -> out.println(String.format(
                        Locale.ROOT,
                        "  %-16s %6d of %6d weights, %6.2f %%",
                        layer.tensor(),
                        layer.survivors(),
                        layer.total(),
                        100 * layer.remaining())));
        if (ticket.networks().isEmpty()) {
            out.println("not made of networks of this library: nothing is known of its inputs");
            return;
        }
        if (ticket.observations().shape().length == 1) {
            inspectInputs(ticket, out);
        } else {
            inspectChannels(ticket, out);
        }
    }

    private static void inspectInputs(Ticket ticket, PrintWriter out) {
        final Set<String> surviving = Set.copyOf(ticket.survivingInputs());
        out.println("inputs, by absolute weight of " + inputLayer(ticket) + ':');
        ticket.inputRelevance()
                .inputs()
                .forEach(input -> out.println(line(input, surviving.contains(input.name()) ? "" : "  pruned")));
    }

    /** A picture has too many inputs to name. Those of a channel follow one another. */
    private static void inspectChannels(Ticket ticket, PrintWriter out) {
        final List<InputRelevance.Input> channels = ticket.channelRelevance().inputs();
        final int cells = ticket.observations().size() / channels.size();
        final int[] surviving = new int[channels.size()];
        for (int input : ticket.survivingInputIndices()) {
            surviving[input / cells]++;
        }
        out.println(
                "channels, by absolute weight of " + inputLayer(ticket) + ", and how many of their cells are read:");
        for (int channel = 0; channel < surviving.length; channel++) {
            out.println(line(channels.get(channel), "  " + surviving[channel] + " of " + cells));
        }
    }

    private static String inputLayer(Ticket ticket) {
        return "the trained input layer"
                + (InputNormalisation.isIn(ticket.mask().layout()) ? ", which reads them normalised" : "");
    }

    private static String line(InputRelevance.Input input, String remark) {
        return String.format(
                Locale.ROOT, "  %-24s %8.3f  %5.1f %%%s", input.name(), input.weight(), 100 * input.share(), remark);
    }
}

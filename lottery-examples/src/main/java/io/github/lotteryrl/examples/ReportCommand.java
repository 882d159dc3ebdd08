// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.examples.report.Report;
import io.github.lotteryrl.experiment.FolderStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes one page of HTML of all that a store holds. */
@Command(
        name = "report",
        description = "Makes one page of HTML of all that a store holds.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "STORE", description = "The folder of a store; it is only read.")
    private Path path = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "FILE.html",
            defaultValue = "target/report.html",
            description = "The page; a file that is there is replaced. Default ${DEFAULT-VALUE}.")
    private Path page = Path.of("");

    @Option(names = "--title", description = "Of the page; by default it names the tasks.")
    private Optional<String> title = Optional.empty();

    @Override
    public Integer call() throws IOException {
        final FolderStore store = FolderStore.reading(path);
        Check.that(!Files.isDirectory(page), "--out %s is a folder", page);
        OutputFolder.make(page.toAbsolutePath().resolveSibling(""));
        final Report report = Report.of(store, title);
        Files.writeString(page, report.html());
        final PrintWriter out = spec.commandLine().getOut();
        out.println("runs completed: " + report.runs() + ", failed: " + report.failures() + "; unreadable files: "
                + report.unreadable());
        out.println("wrote " + page);
        return 0;
    }
}

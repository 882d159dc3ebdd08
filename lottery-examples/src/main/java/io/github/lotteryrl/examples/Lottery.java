// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line.
 *
 * <pre>
 * java -jar lottery-examples/target/lottery.jar figure 8 --preset smoke
 * java -jar lottery-examples/target/lottery.jar train CartPole-v1
 * java -jar lottery-examples/target/lottery.jar train CartPole-v1 --agent clone
 * java -jar lottery-examples/target/lottery.jar ticket CartPole-v1 --levels 10
 * java -jar lottery-examples/target/lottery.jar inspect target/ticket/store
 * java -jar lottery-examples/target/lottery.jar replay cartpole.txt.gz
 * java -jar lottery-examples/target/lottery.jar play Acrobot-v1 --policy random --out target/acrobot.gif
 * java -jar lottery-examples/target/lottery.jar learning --preset smoke
 * java -jar lottery-examples/target/lottery.jar report target/ticket/store
 * </pre>
 */
@Command(
        name = "lottery",
        description = "Lottery tickets in deep reinforcement learning.",
        mixinStandardHelpOptions = true,
        versionProvider = Lottery.Version.class,
        subcommands = {
            FigureCommand.class,
            TrainCommand.class,
            TicketCommand.class,
            InspectCommand.class,
            ReplayCommand.class,
            PlayCommand.class,
            LearningCommand.class,
            ReportCommand.class
        })
public final class Lottery {

    /** Exit code of a command that was called with settings that it cannot use. */
    static final int BAD_SETTING = 2;

    /** Exit code of a command that could not do its work. */
    static final int FAILED = 1;

    /** Exit code after an interrupt, as shells have it. */
    static final int INTERRUPTED = 130;

    private Lottery() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs a command and returns its exit code: 0 if all went well, 1 if not, 2 if a setting is wrong. */
    static int run(String... arguments) {
        final CommandLine line = new CommandLine(new Lottery());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((failure, given) -> {
            failure.getCommandLine().getErr().println("lottery: " + failure.getMessage());
            return BAD_SETTING;
        });
        line.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
        return arguments.length == 0 ? line.execute("--help") : line.execute(arguments);
    }

    /** What goes wrong outside the program gets one line; anything else is a defect and keeps its stack trace. */
    private static int explain(Exception failure, CommandLine command) throws Exception {
        if (failure instanceof IllegalArgumentException) {
            command.getErr().println("lottery: " + failure.getMessage());
            return BAD_SETTING;
        }
        if (failure instanceof InterruptedException) {
            command.getErr().println("lottery: interrupted; finished runs are kept");
            return INTERRUPTED;
        }
        if (failure instanceof UncheckedIOException && failure.getCause() instanceof IOException cause) {
            command.getErr().println("lottery: " + failure.getMessage() + ": " + reason(cause));
            return FAILED;
        }
        if (failure instanceof IOException cause) {
            command.getErr().println("lottery: " + reason(cause));
            return FAILED;
        }
        throw failure;
    }

    /** Returns what happened. The message of a failed file operation is often no more than the path. */
    static String reason(IOException failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    /** Returns the version in the jar's manifest, which classes outside a jar do not have. */
    public static String version() {
        final String version = Lottery.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** Takes the version from the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"lottery " + version()};
        }
    }
}

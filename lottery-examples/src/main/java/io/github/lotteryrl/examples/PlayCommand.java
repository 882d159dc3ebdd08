// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.agent.RandomPolicy;
import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.Policy;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.search.Ticket;
import io.github.lotteryrl.ticket.CorruptFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Films how an agent plays. The same settings give the same film. */
@Command(name = "play", description = "Films how an agent plays a task.", mixinStandardHelpOptions = true)
final class PlayCommand implements Callable<Integer> {

    private static final String RANDOM = "random";

    /** The greatest length of an episode, for those that would go on for ever. */
    private static final int MOST_STEPS = 5_000;

    /** The film grows in memory. */
    private static final int MOST_STEPS_IN_ALL = 20_000;

    private static final int MOST_EPISODES = 1_000;

    /** Players take shorter delays than two hundredths of a second for ten. */
    private static final int MOST_FRAMES_PER_SECOND = 50;

    private static final int SECOND = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "ENV", description = "The task, as in CartPole-v1 or MinAtar/Breakout-v1.")
    private String environment = "";

    @Option(
            names = "--policy",
            required = true,
            paramLabel = "random|FILE",
            description = "Random actions, or the trained policy of a ticket file.")
    private String policy = "";

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The film, an animated GIF.")
    private Path film = Path.of("");

    @Option(
            names = "--seed",
            defaultValue = "0",
            description = "Of the task and of random actions; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--episodes",
            description = "How many to play, each of at most " + MOST_STEPS + " steps and all of at most "
                    + MOST_STEPS_IN_ALL + "; default 1.")
    private Optional<Integer> episodes = Optional.empty();

    @Option(
            names = "--steps",
            description = "Plays this many steps, over as many episodes as that takes, instead of --episodes.")
    private Optional<Integer> steps = Optional.empty();

    @Option(
            names = "--fps",
            defaultValue = "20",
            description =
                    "Steps in a second, 1 to 50; the film rounds to hundredths of a second. The last picture of an"
                            + " episode stays for a second. Default ${DEFAULT-VALUE}.")
    private int framesPerSecond;

    /** What came of an episode. */
    private record Episode(double undiscounted, int length, boolean over) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "return %.1f, %d steps%s", undiscounted, length, over ? "" : ", not over");
        }
    }

    @Override
    public Integer call() throws IOException {
        Check.that(episodes.isEmpty() || steps.isEmpty(), "give --episodes or --steps, not both");
        episodes.ifPresent(count -> Check.in("episodes", count, 1, MOST_EPISODES));
        steps.ifPresent(count -> Check.in("steps", count, 1, MOST_STEPS_IN_ALL));
        Check.in("fps", framesPerSecond, 1, MOST_FRAMES_PER_SECOND);
        Check.that(!Files.isDirectory(film), "--out %s is a folder", film);
        // A DISPLAY that does not answer would stop even drawing into memory.
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
        final EnvironmentFactory factory = Environments.find(environment);
        try (Environment task = factory.create()) {
            final Policy player = policy.equals(RANDOM)
                    ? RandomPolicy.of(
                            task.actionSpace(), Seed.of(seed).derive("actions").random())
                    : policyOf(ticket(), task, factory.identity());
            task.reset(seed);
            requirePictures(task);
            OutputFolder.make(film.toAbsolutePath().resolveSibling(""));
            final PrintWriter out = spec.commandLine().getOut();
            Files.write(film, play(task, player, out));
            out.println("wrote " + film);
            return 0;
        }
    }

    private Ticket ticket() throws IOException {
        final Path file = Path.of(policy);
        Check.that(Files.isRegularFile(file), "--policy %s is neither '%s' nor a file", policy, RANDOM);
        try {
            return Ticket.read(file);
        } catch (CorruptFileException e) {
            throw new IllegalArgumentException("--policy " + policy + " is no ticket: " + e.getMessage(), e);
        }
    }

    private Policy policyOf(Ticket ticket, Environment task, String identity) {
        final String trainedOn = InspectCommand.setting(ticket.identity(), "environment");
        Check.that(
                ticket.observations().equals(task.observationSpace())
                        && ticket.actions().equals(task.actionSpace()),
                "--policy %s was trained on %s, whose observations or actions are not those of %s",
                policy,
                trainedOn,
                identity);
        Check.that(!ticket.networks().isEmpty(), "--policy %s is not made of networks of this library", policy);
        if (!trainedOn.equals(identity)) {
            // Not wrong, but worth knowing: sticky actions may differ, or the matrix that entangles a maze.
            spec.commandLine().getOut().println("the ticket was trained on " + trainedOn);
        }
        return ticket.policy();
    }

    private void requirePictures(Environment task) {
        try {
            task.render();
        } catch (UnsupportedOperationException e) {
            throw new IllegalArgumentException(environment + ": " + e.getMessage(), e);
        }
    }

    /** Plays from the first episode, which is open, and returns the film. */
    private byte[] play(Environment task, Policy player, PrintWriter out) throws IOException {
        final Film frames = Film.start();
        int left = steps.orElse(MOST_STEPS_IN_ALL);
        final int last = episodes.orElse(steps.isPresent() ? Integer.MAX_VALUE : 1);
        for (int number = 1; number <= last && left > 0; number++) {
            if (number > 1) {
                task.reset();
            }
            final Episode episode = play(task, player, Math.min(left, steps.orElse(MOST_STEPS)), frames);
            out.println("episode " + number + ": " + episode);
            left -= episode.length();
        }
        return frames.finish();
    }

    private Episode play(Environment task, Policy player, int mostSteps, Film frames) throws IOException {
        final int duration = Math.round((float) SECOND / framesPerSecond);
        final float[] observation = new float[task.observationSpace().size()];
        final float[] action = new float[task.actionSpace().outputs()];
        double undiscounted = 0;
        int length = 0;
        while (length < mostSteps && !task.isDone()) {
            frames.add(task.render(), duration);
            task.observe(observation, 0);
            if (task.actionSpace() instanceof ActionSpace.Discrete) {
                undiscounted += task.step(player.action(observation));
            } else {
                player.action(observation, action);
                undiscounted += task.step(action);
            }
            length++;
        }
        frames.add(task.render(), SECOND);
        return new Episode(undiscounted, length, task.isDone());
    }
}

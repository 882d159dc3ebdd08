// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.ExperimentListener;
import io.github.lotteryrl.experiment.Forecast;
import io.github.lotteryrl.experiment.RunKey;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jline.utils.Signals;

/**
 * Shows how experiments get on. First a line: how many runs there are, and about how long they take. Then on a terminal a bar for
 * each experiment, with runs done, steps per second and the time until all are done; elsewhere a line for all of them every ten
 * seconds. At the end a line again: how long it took, and how busy the cores were. Runs that several experiments share count once
 * in the first and the last line, and for each of them between. One for each call of a runner. Thread-safe.
 */
public final class ConsoleProgress implements ExperimentListener, AutoCloseable {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final Duration BETWEEN_BARS = Duration.ofMillis(500);

    private final boolean terminal = isTerminal();
    private final PrintWriter out;
    private final Map<Experiment, Progress> experiments = new LinkedHashMap<>();
    /** Identities of runs that have come to their end, and of those that failed: a run of several experiments counts once. */
    private final Set<String> done = new HashSet<>();

    private final Set<String> failed = new HashSet<>();
    private Optional<Forecast> forecast = Optional.empty();
    private long stepsTrained;
    private long lastLine = System.nanoTime();

    /** Starts to write to {@code out}. */
    public ConsoleProgress(PrintWriter out) {
        this.out = out;
    }

    /** How one experiment gets on. */
    private static final class Progress {
        private final int runs;
        private final long stepsPerRun;
        private Optional<ProgressBar> bar = Optional.empty();
        private final Map<RunKey, Long> open = new HashMap<>();
        private int done;
        private int found;
        private int failed;

        Progress(int runs, long stepsPerRun) {
            this.runs = runs;
            this.stepsPerRun = stepsPerRun;
        }

        void used(RunKey key, long steps) {
            open.merge(key, steps, Long::sum);
            bar.ifPresent(shown -> shown.stepBy(steps));
        }

        void end(RunKey key, Outcome outcome) {
            final Long trained = open.remove(key);
            final long rest = stepsPerRun - (trained == null ? 0 : trained);
            done++;
            found += outcome == Outcome.FOUND ? 1 : 0;
            failed += outcome == Outcome.FAILED || outcome == Outcome.BLOCKED ? 1 : 0;
            bar.ifPresent(shown -> shown.stepBy(rest));
        }

        void show(String left) {
            bar.ifPresent(shown -> shown.setExtraMessage(done < runs ? " " + counts() + left : " " + counts()));
        }

        String counts() {
            return done + "/" + runs + " runs"
                    + (found > 0 ? ", " + found + " from the store" : "")
                    + (failed > 0 ? ", " + failed + " failed" : "");
        }
    }

    @Override
    public synchronized void planned(Experiment experiment, int runs) {
        experiments.put(experiment, new Progress(runs, experiment.agent().steps()));
    }

    @Override
    public synchronized void started(Forecast now) {
        forecast = Optional.of(now);
        out.println(SweepText.first(now));
        out.flush();
        if (terminal) {
            experiments.forEach((experiment, progress) ->
                    progress.bar = Optional.of(bar(experiment.name(), progress.runs * progress.stepsPerRun)));
        }
    }

    private static ProgressBar bar(String name, long steps) {
        final ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit("k", 1_000)
                .showSpeed()
                // Its own guess knows nothing of the other bars.
                .hideEta()
                .setUpdateIntervalMillis(500)
                .build();
        // The terminal of the bar lets Ctrl-C kill the process: nobody would say how to go on.
        Signals.register("INT", () -> System.exit(Lottery.INTERRUPTED));
        return bar;
    }

    @Override
    public synchronized void resumed(Experiment experiment, RunKey key, long steps) {
        of(experiment).used(key, steps);
    }

    @Override
    public synchronized void stepped(Experiment experiment, RunKey key, long steps) {
        of(experiment).used(key, steps);
        stepsTrained += steps;
        tell();
    }

    private void tell() {
        final Duration between = terminal ? BETWEEN_BARS : BETWEEN_LINES;
        if (forecast.isEmpty() || System.nanoTime() - lastLine < between.toNanos()) {
            return;
        }
        lastLine = System.nanoTime();
        final String left = SweepText.left(forecast.get());
        if (terminal) {
            experiments.values().forEach(progress -> progress.show(", all in " + left));
        } else {
            printLine(forecast.get(), left);
        }
    }

    @Override
    public synchronized void finished(Experiment experiment, RunKey key, Outcome outcome) {
        of(experiment).end(key, outcome);
        done.add(key.identity());
        switch (outcome) {
            case FAILED, BLOCKED -> failed.add(key.identity());
            // What threw an exception in one experiment is tried again in the next.
            case COMPLETED -> failed.remove(key.identity());
            case FOUND -> {}
        }
        tell();
    }

    private Progress of(Experiment experiment) {
        return Objects.requireNonNull(experiments.get(experiment), "experiment was not planned");
    }

    private void printLine(Forecast now, String left) {
        final double rate = stepsTrained / (now.elapsed().toMillis() / 1e3);
        final String counts = experiments.entrySet().stream()
                .filter(entry -> entry.getValue().done < entry.getValue().runs)
                .map(entry -> entry.getKey().name() + " " + entry.getValue().counts())
                .reduce((a, b) -> a + "; " + b)
                .orElse("done");
        out.println(String.format(Locale.ROOT, "%,.0f steps/s, %s left: %s", rate, left, counts));
        out.flush();
    }

    @Override
    public synchronized void close() {
        experiments.values().forEach(progress -> {
            progress.show("");
            progress.bar.ifPresent(ProgressBar::close);
        });
        forecast.ifPresent(now -> out.println(SweepText.last(now, done.size(), failed.size())));
        out.flush();
    }

    /** From JDK 22 on there is a console without a terminal too, and a method that tells. */
    @SuppressWarnings("SystemConsoleNull") // right for JDK 17 to 21; the method below is asked on newer ones
    static boolean isTerminal() {
        final Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}

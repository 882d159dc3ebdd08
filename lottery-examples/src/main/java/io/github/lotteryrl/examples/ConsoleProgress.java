// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.ExperimentListener;
import io.github.lotteryrl.experiment.RunKey;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jline.utils.Signals;

/**
 * Shows how experiments get on: on a terminal a bar for each, with runs done, steps per second and time left; elsewhere a line
 * for all of them every ten seconds. Thread-safe.
 */
public final class ConsoleProgress implements ExperimentListener, AutoCloseable {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final boolean terminal = isTerminal();
    private final PrintWriter out;
    private final long started = System.nanoTime();
    private final Map<Experiment, Progress> experiments = new LinkedHashMap<>();
    private long stepsTrained;
    private long lastLine = started;

    /** Starts to write to {@code out}. */
    public ConsoleProgress(PrintWriter out) {
        this.out = out;
    }

    /** How one experiment gets on. */
    private static final class Progress {
        private final int runs;
        private final long stepsPerRun;
        private final Optional<ProgressBar> bar;
        private final Map<RunKey, Long> open = new HashMap<>();
        private int done;
        private int found;
        private int failed;

        Progress(int runs, long stepsPerRun, Optional<ProgressBar> bar) {
            this.runs = runs;
            this.stepsPerRun = stepsPerRun;
            this.bar = bar;
        }

        long stepsLeft() {
            final long inOpenRuns =
                    open.values().stream().mapToLong(Long::longValue).sum();
            return (runs - done) * stepsPerRun - inOpenRuns;
        }

        void end(RunKey key, Outcome outcome) {
            final Long trained = open.remove(key);
            final long rest = stepsPerRun - (trained == null ? 0 : trained);
            done++;
            found += outcome == Outcome.FOUND ? 1 : 0;
            failed += outcome == Outcome.FAILED || outcome == Outcome.BLOCKED ? 1 : 0;
            bar.ifPresent(shown -> shown.stepBy(rest).setExtraMessage(" " + counts()));
        }

        String counts() {
            return done + "/" + runs + " runs"
                    + (found > 0 ? ", " + found + " from the store" : "")
                    + (failed > 0 ? ", " + failed + " failed" : "");
        }
    }

    @Override
    public synchronized void planned(Experiment experiment, int runs) {
        final long stepsPerRun = experiment.agent().steps();
        final Optional<ProgressBar> bar =
                terminal ? Optional.of(bar(experiment.name(), runs * stepsPerRun)) : Optional.empty();
        experiments.put(experiment, new Progress(runs, stepsPerRun, bar));
    }

    private static ProgressBar bar(String name, long steps) {
        final ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit("k", 1_000)
                .showSpeed()
                .setUpdateIntervalMillis(500)
                .build();
        // The terminal of the bar lets Ctrl-C kill the process: nobody would say how to go on.
        Signals.register("INT", () -> System.exit(Lottery.INTERRUPTED));
        return bar;
    }

    @Override
    public synchronized void stepped(Experiment experiment, RunKey key, long steps) {
        final Progress progress = of(experiment);
        progress.open.merge(key, steps, Long::sum);
        progress.bar.ifPresent(bar -> bar.stepBy(steps));
        stepsTrained += steps;
        if (!terminal && System.nanoTime() - lastLine > BETWEEN_LINES.toNanos()) {
            lastLine = System.nanoTime();
            printLine();
        }
    }

    @Override
    public synchronized void finished(Experiment experiment, RunKey key, Outcome outcome) {
        of(experiment).end(key, outcome);
    }

    private Progress of(Experiment experiment) {
        return Objects.requireNonNull(experiments.get(experiment), "experiment was not planned");
    }

    private void printLine() {
        final double seconds = (System.nanoTime() - started) * 1e-9;
        final double rate = stepsTrained / seconds;
        final long left =
                experiments.values().stream().mapToLong(Progress::stepsLeft).sum();
        final long secondsLeft = Math.round(left / rate);
        final String counts = experiments.entrySet().stream()
                .filter(entry -> entry.getValue().done < entry.getValue().runs)
                .map(entry -> entry.getKey().name() + " " + entry.getValue().counts())
                .reduce((a, b) -> a + "; " + b)
                .orElse("done");
        out.println(String.format(
                Locale.ROOT,
                "%,.0f steps/s, about %d:%02d left: %s",
                rate,
                secondsLeft / 60,
                secondsLeft % 60,
                counts));
        out.flush();
    }

    @Override
    public synchronized void close() {
        experiments.values().forEach(progress -> progress.bar.ifPresent(ProgressBar::close));
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

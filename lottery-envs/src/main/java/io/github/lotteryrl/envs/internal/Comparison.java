// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.internal;

import io.github.lotteryrl.api.Decimal;
import io.github.lotteryrl.envs.traces.Mismatch;
import io.github.lotteryrl.envs.traces.ReplayResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Compares a trace with an environment line by line: counts runs, steps and the lines that differ, and keeps the first
 * of these. What is compared between two calls of {@link #endLine} belongs to one line.
 */
public final class Comparison {

    private final TraceReader trace;
    private final List<Mismatch.Difference> differences = new ArrayList<>();
    private String settings = "";
    private long runs;
    private long announced;
    private long stepsOfRun;
    private long steps;
    private long lines;
    private long mismatches;
    private boolean differs;
    private Optional<Mismatch> first = Optional.empty();

    /** Begins before the first line. */
    public Comparison(TraceReader trace) {
        this.trace = trace;
    }

    /** Starts the run of the current line, {@code RUN ... steps=(n)}. */
    public void startRun() {
        announced = trace.setting("steps", 0, Long.MAX_VALUE);
        stepsOfRun = 0;
        runs++;
        settings = trace.settings();
    }

    /** Checks that a run was started. */
    public void requireRun() {
        if (runs == 0) {
            throw trace.error("no RUN before this line");
        }
    }

    /** Counts the step of the current line. */
    public void step() {
        requireRun();
        if (stepsOfRun == announced) {
            throw trace.error("more than the %d steps of this run", announced);
        }
        stepsOfRun++;
        steps++;
    }

    /** Returns how many steps of the current run were counted. */
    public long stepsOfRun() {
        return stepsOfRun;
    }

    /** Checks that the current run, if there is one, has all the steps that it should have. */
    public void requireAllSteps() {
        if (stepsOfRun != announced) {
            throw trace.error("run ends after %d steps of %d", stepsOfRun, announced);
        }
    }

    /** Compares integers. */
    public void equal(String name, long inTrace, long inEnvironment) {
        if (inTrace != inEnvironment && isTold()) {
            tell(name, Long.toString(inTrace), Long.toString(inEnvironment));
        }
    }

    /** Compares bits, written in hexadecimal. */
    public void bits(String name, int inTrace, int inEnvironment) {
        if (inTrace != inEnvironment && isTold()) {
            tell(name, hex(inTrace), hex(inEnvironment));
        }
    }

    private static String hex(int bits) {
        return String.format(Locale.ROOT, "%08x", bits);
    }

    /** Compares numbers that may be as far apart as {@code bound}. */
    public void near(String name, double inTrace, double inEnvironment, double bound) {
        if (!(Math.abs(inTrace - inEnvironment) <= bound) && isTold()) {
            tell(name, Decimal.format(inTrace), Decimal.format(inEnvironment));
        }
    }

    /**
     * Compares the places of ones, which the current line lists in ascending order after its first word.
     *
     * @param cells the environment's, 0 or 1, in the trace's order; not modified
     * @param name gives the name of a place
     */
    public void places(byte[] cells, IntFunction<String> name) {
        int next = 0;
        for (int i = 1; i < trace.words(); i++) {
            final int listed = (int) trace.number(i, "place", next, cells.length - 1);
            for (; next < listed; next++) {
                cell(0, cells, next, name);
            }
            cell(1, cells, next++, name);
        }
        for (; next < cells.length; next++) {
            cell(0, cells, next, name);
        }
    }

    private void cell(int inTrace, byte[] cells, int place, IntFunction<String> name) {
        if (cells[place] != inTrace && isTold()) {
            tell(name.apply(place), Integer.toString(inTrace), Integer.toString(cells[place]));
        }
    }

    /** Compares words. */
    public void equal(String name, String inTrace, String inEnvironment) {
        if (!inTrace.equals(inEnvironment) && isTold()) {
            tell(name, inTrace, inEnvironment);
        }
    }

    /** Notes that the current line differs and returns whether it is the first one that does. */
    private boolean isTold() {
        differs = true;
        return mismatches == 0;
    }

    private void tell(String name, String inTrace, String inEnvironment) {
        differences.add(new Mismatch.Difference(name, inTrace, inEnvironment));
    }

    /** Ends the comparison of the current line. */
    public void endLine() {
        lines++;
        if (differs && mismatches++ == 0) {
            first = Optional.of(new Mismatch(trace.line(), runs, settings, stepsOfRun, differences));
        }
        differs = false;
    }

    /** Returns what came out. Nothing compared is not the same as nothing different, so it is refused. */
    public ReplayResult result() {
        if (lines == 0) {
            throw trace.error("the file ends without a run to compare");
        }
        return new ReplayResult(steps, mismatches, first);
    }
}

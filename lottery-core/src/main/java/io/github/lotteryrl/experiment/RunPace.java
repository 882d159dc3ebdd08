// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * How quick a run that is being trained is, and how long it will take yet. The thread of the run tells it of steps; everybody
 * may ask it.
 */
final class RunPace {

    /** A run tells how quick it is at this part of its steps, and whenever it has made twice as many. */
    private static final double FIRST_NEWS = 0.05;

    /** Before that, it may have told more of the compiler than of training. */
    private static final long LEAST_NEWS_NANOS = 2_000_000_000;

    private final long all;
    private final LongSupplier clock;
    private final Consumer<RunPace> news;
    private final long started;
    // Written by the thread of the run alone, without a lock.
    private volatile long firstTold;
    private volatile long first;
    private volatile long steps;
    private volatile double nextNews = FIRST_NEWS;

    /**
     * Starts the clock.
     *
     * @param all steps that the run has
     * @param clock in nanoseconds
     * @param news hears now and then, from the thread of the run, that {@link #secondsPerStep} is worth knowing
     */
    RunPace(long all, LongSupplier clock, Consumer<RunPace> news) {
        this.all = all;
        this.clock = clock;
        this.news = news;
        this.started = clock.getAsLong();
    }

    /** Returns the time of the clock at which training began. */
    long started() {
        return started;
    }

    /** Steps were made. The first to be heard of may have been made before a kill, and say nothing about the time. */
    void stepped(long more) {
        final long before = steps;
        if (before == 0) {
            firstTold = clock.getAsLong();
            first = more;
        }
        final long told = before + more - first;
        steps = before + more;
        if (told >= nextNews * all && clock.getAsLong() - firstTold >= LEAST_NEWS_NANOS) {
            nextNews = 2.0 * told / all;
            news.accept(this);
        }
    }

    /** Returns the seconds of a step so far. Only for a run that had news. */
    double secondsPerStep() {
        return (clock.getAsLong() - firstTold) * 1e-9 / (steps - first);
    }

    /**
     * Returns the seconds from now on.
     *
     * @param expected seconds of the whole run, which count as long as there were no news
     */
    double secondsLeft(double expected) {
        if (nextNews > FIRST_NEWS) {
            return Math.max(0, all - steps) * secondsPerStep();
        }
        return Math.max(0, expected - (clock.getAsLong() - started) * 1e-9);
    }

    /** Returns the seconds of the whole run if it ends now, also of one that went on from a checkpoint. */
    double secondsAll() {
        final long now = clock.getAsLong();
        if (steps <= first) {
            return (now - started) * 1e-9;
        }
        final double afterFirst = (now - firstTold) * 1e-9;
        return (firstTold - started) * 1e-9 + afterFirst * steps / (steps - first);
    }
}

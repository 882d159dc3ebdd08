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
    private volatile long lastTold;
    private volatile long resumed;
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

    /** The run goes on from a checkpoint; so many steps were made before, in a time that is not known. */
    void resumed(long before) {
        resumed = before;
        stepped(before);
    }

    /** Steps were made. The first to be heard of tell nothing of the time, as they may have been made before a kill. */
    void stepped(long more) {
        final long now = clock.getAsLong();
        final long before = steps;
        if (before == 0) {
            firstTold = now;
            first = more;
        }
        final long told = before + more - first;
        lastTold = now;
        steps = before + more;
        if (told >= nextNews * all && now - firstTold >= LEAST_NEWS_NANOS) {
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

    /**
     * Returns the seconds of the whole run if it ends now. For one that went on from a checkpoint, the steps before count as if
     * made as quickly as those since; if there were none since, they do not count.
     */
    double secondsAll() {
        final double here = (clock.getAsLong() - started) * 1e-9;
        if (steps <= resumed) {
            return here;
        }
        // Up to the last step alone: the episodes at the end are played once.
        return here + (lastTold - firstTold) * 1e-9 * resumed / (steps - resumed);
    }
}

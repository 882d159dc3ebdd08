// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.experiment.Forecast;
import java.time.Duration;
import java.util.Locale;

/** What is said about a call of a runner before, while and after it goes on. */
final class SweepText {

    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;
    /** Up to here the smaller unit says something. */
    private static final long FEW = 10;

    private SweepText() {}

    /** Returns a line such as {@code 1 260 runs, 380 in the store; about 14 min on 2 cores}. */
    static String first(Forecast forecast) {
        final String runs = runs(forecast.runs());
        if (forecast.stored() == forecast.runs()) {
            return runs + ", all in the store";
        }
        final String missing = runs + (forecast.stored() > 0 ? ", " + number(forecast.stored()) + " in the store" : "");
        final String on = " on " + cores(forecast.jobs());
        return forecast.left()
                .map(left -> missing + "; " + about(left) + on)
                .orElse(missing + on + "; how long it takes is known when the first is under way");
    }

    /** Returns how long it takes from now on, such as {@code about 14 min}. */
    static String left(Forecast forecast) {
        return forecast.left().map(SweepText::about).orElse("unknown time");
    }

    /** Returns a line such as {@code 1 260 runs in 13 min, 380 from the store; 2 cores 97 % busy; 3 failed}. */
    static String last(Forecast forecast, int done, int failed) {
        final String runs = done < forecast.runs() ? number(done) + " of " + runs(forecast.runs()) : runs(done);
        return runs + " in " + duration(forecast.elapsed())
                + (forecast.stored() > 0 ? ", " + number(forecast.stored()) + " from the store" : "")
                + (forecast.stored() < forecast.runs()
                        ? String.format(Locale.ROOT, "; %s %.0f %% busy", cores(forecast.jobs()), 100 * forecast.busy())
                        : "")
                + (failed > 0 ? "; " + number(failed) + " failed" : "");
    }

    private static String about(Duration time) {
        return time.toSeconds() < 1 ? "about a second" : "about " + duration(time);
    }

    /** Returns a time to two digits or so. */
    static String duration(Duration time) {
        final long seconds = Math.round(time.toMillis() / 1e3);
        if (time.toMillis() < FEW * 1_000) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
        }
        if (seconds < 2 * MINUTE) {
            return seconds + " s";
        }
        if (seconds < FEW * MINUTE) {
            return String.format(Locale.ROOT, "%d min %02d s", seconds / MINUTE, seconds % MINUTE);
        }
        final long minutes = Math.round((double) seconds / MINUTE);
        if (minutes < 2 * MINUTE) {
            return minutes + " min";
        }
        return seconds < FEW * HOUR
                ? String.format(Locale.ROOT, "%d h %02d min", minutes / MINUTE, minutes % MINUTE)
                : Math.round((double) seconds / HOUR) + " h";
    }

    private static String runs(int count) {
        return number(count) + (count == 1 ? " run" : " runs");
    }

    private static String cores(int count) {
        return number(count) + (count == 1 ? " core" : " cores");
    }

    private static String number(int value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', ' ');
    }
}

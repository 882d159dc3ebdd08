// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.examples.FigureRequest;
import io.github.lotteryrl.examples.figures.Trials;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Which figures of ticket curves there are. */
public final class CurveFigures {

    private static final SortedMap<Integer, Function<Trials, Curves>> FIGURES = new TreeMap<>(Map.of(
            2, Figure2::of,
            3, Figure3::of,
            4, Figure4::of,
            9, Figure9::of,
            10, Figure10::of,
            11, Figure11::of,
            12, Figure12::of,
            13, Figure13::of,
            14, Figure14::of,
            15, Figure15::of));

    private CurveFigures() {}

    /** Returns the figures' numbers. */
    public static Set<Integer> numbers() {
        return FIGURES.keySet();
    }

    /**
     * Makes a figure.
     *
     * @return whether every run came to its end
     * @throws IllegalArgumentException if there is no such figure, or the folder cannot be written, before anything is run
     */
    public static boolean make(int number, FigureRequest request) throws IOException, InterruptedException {
        final Function<Trials, Curves> figure = FIGURES.get(number);
        Check.that(figure != null, "figure %d unknown; known: %s", number, numbers());
        return CurvesFigure.make(
                number,
                request,
                Objects.requireNonNull(figure).apply(new Trials(request)).only(request.tasks()));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import io.github.lotteryrl.examples.plot.Canvas.Box;
import java.util.ArrayList;
import java.util.List;

/** Finds room for texts and legends between the lines of a panel: of some boxes the one that hides least. */
final class EmptySpot {

    private static final int SAMPLES_PER_SEGMENT = 10;
    private static final int SAMPLES_ACROSS_BAND = 5;
    private static final double LINE_WEIGHT = 4;
    private static final double BAND_WEIGHT = 0.2;
    private static final double TAKEN_WEIGHT = 1e6;

    private final List<Sample> samples = new ArrayList<>();
    private final List<Box> taken = new ArrayList<>();

    private record Sample(double x, double y, double weight) {
        boolean in(Box box) {
            return x > box.left() && x < box.right() && y > box.top() && y < box.bottom();
        }
    }

    private final LinePanel panel;
    private final Scale x;
    private final Scale y;

    EmptySpot(LinePanel panel, Scale x, Scale y) {
        this.panel = panel;
        this.x = x;
        this.y = y;
    }

    private void sample() {
        for (Series s : panel.series()) {
            for (int i = 0; i < s.size(); i++) {
                // Between two points too, as a long segment may cross a box that holds neither.
                int next = Math.min(i + 1, s.size() - 1);
                for (int k = 0; k < SAMPLES_PER_SEGMENT; k++) {
                    double part = (double) k / SAMPLES_PER_SEGMENT;
                    if (s.hasPoint(i) && s.hasPoint(next)) {
                        double px = mix(x.at(s.x(i)), x.at(s.x(next)), part);
                        samples.add(new Sample(px, mix(y.at(s.y(i)), y.at(s.y(next)), part), LINE_WEIGHT));
                    }
                    if (s.hasBand(i) && s.hasBand(next)) {
                        double px = mix(x.at(s.x(i)), x.at(s.x(next)), part);
                        double low = mix(y.at(s.low(i)), y.at(s.low(next)), part);
                        double high = mix(y.at(s.high(i)), y.at(s.high(next)), part);
                        for (int j = 0; j <= SAMPLES_ACROSS_BAND; j++) {
                            double py = mix(low, high, (double) j / SAMPLES_ACROSS_BAND);
                            samples.add(new Sample(px, py, BAND_WEIGHT));
                        }
                    }
                }
            }
        }
    }

    private static double mix(double a, double b, double part) {
        return a + (b - a) * part;
    }

    /** Returns the first of the least hiding boxes, and keeps it free from then on. */
    Box take(List<Box> candidates) {
        // Late, as most panels ask for nothing.
        if (samples.isEmpty()) {
            sample();
        }
        Box best = candidates.get(0);
        double least = Double.POSITIVE_INFINITY;
        for (Box box : candidates) {
            double hidden = samples.stream()
                            .filter(s -> s.in(box))
                            .mapToDouble(Sample::weight)
                            .sum()
                    + taken.stream().filter(box::overlaps).count() * TAKEN_WEIGHT;
            if (hidden < least) {
                least = hidden;
                best = box;
            }
        }
        taken.add(best);
        return best;
    }
}

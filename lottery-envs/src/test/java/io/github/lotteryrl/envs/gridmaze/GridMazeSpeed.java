// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.gridmaze;

import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import java.util.Locale;

/** Prints how many steps a second each encoding makes with random actions, without and with an observation for each. */
final class GridMazeSpeed {

    private static final int STEPS = 3_000_000;
    private static final int STEPS_ENTANGLED = 200_000;
    private static final int ROUNDS = 3;

    private GridMazeSpeed() {}

    public static void main(String[] args) {
        for (String encoding : new String[] {"object-map", "rgb", "entangled"}) {
            System.out.printf(
                    Locale.ROOT,
                    "%-10s %6.2f million steps/s, observed %6.2f%n",
                    encoding,
                    best(encoding, false),
                    best(encoding, true));
        }
    }

    private static double best(String encoding, boolean observed) {
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            best = Math.max(best, millionsPerSecond(encoding, observed));
        }
        return best;
    }

    private static double millionsPerSecond(String encoding, boolean observed) {
        final int steps = observed && encoding.equals("entangled") ? STEPS_ENTANGLED : STEPS;
        try (Environment environment =
                Environments.find("GridMaze-v0?encoding=" + encoding).create()) {
            final RandomStream actions = Seed.of(0).random();
            final int count = environment.actionSpace().outputs();
            final float[] observation = new float[environment.observationSpace().size()];
            environment.reset(0);
            final long start = System.nanoTime();
            for (int i = 0; i < steps; i++) {
                environment.step(actions.nextInt(count));
                if (observed) {
                    environment.observe(observation, 0);
                }
                if (environment.isDone()) {
                    environment.reset();
                }
            }
            return steps * 1e3 / (System.nanoTime() - start);
        }
    }
}

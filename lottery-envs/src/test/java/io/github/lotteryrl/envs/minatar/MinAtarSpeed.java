// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import java.util.Locale;

/** Prints how many steps a second each game makes with random actions, without and with an observation for each. */
final class MinAtarSpeed {

    private static final int STEPS = 3_000_000;
    private static final int ROUNDS = 3;

    private MinAtarSpeed() {}

    public static void main(String[] args) {
        for (String game : new String[] {"Asterix", "Breakout", "Freeway", "Seaquest", "SpaceInvaders"}) {
            System.out.printf(
                    Locale.ROOT,
                    "%-14s %6.2f million steps/s, observed %6.2f%n",
                    game,
                    best(game, false),
                    best(game, true));
        }
    }

    private static double best(String game, boolean observed) {
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            best = Math.max(best, millionsPerSecond(game, observed));
        }
        return best;
    }

    private static double millionsPerSecond(String game, boolean observed) {
        try (Environment environment =
                Environments.find("MinAtar/" + game + "-v1").create()) {
            final RandomStream actions = Seed.of(0).random();
            final int count = environment.actionSpace().outputs();
            final float[] observation = new float[environment.observationSpace().size()];
            environment.reset(0);
            final long start = System.nanoTime();
            for (int i = 0; i < STEPS; i++) {
                environment.step(actions.nextInt(count));
                if (observed) {
                    environment.observe(observation, 0);
                }
                if (environment.isDone()) {
                    environment.reset();
                }
            }
            return STEPS * 1e3 / (System.nanoTime() - start);
        }
    }
}

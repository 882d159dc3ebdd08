// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.contract.EnvironmentContract;
import io.github.lotteryrl.envs.classic.Rollout;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What each of the games must do, besides what every environment must. */
abstract class MinAtarGameContract extends EnvironmentContract {

    private final String id;

    MinAtarGameContract(String id) {
        this.id = id;
    }

    /** Returns the minimal action set, by number among the six. */
    abstract int[] minimalActions();

    /** Returns whether a state of the game can look like that. */
    abstract boolean isPossible(Board board);

    /** Returns the digest of 10 000 steps. */
    abstract long digestOfSeedSeven();

    /** Returns whether the game draws numbers of its own, besides those for sticky actions. */
    boolean drawsNumbers() {
        return true;
    }

    @Override
    protected final EnvironmentFactory factory() {
        return Environments.find(id);
    }

    @Nested
    class WithAllActionsAndNoneSticky extends EnvironmentContract {
        @Override
        protected EnvironmentFactory factory() {
            return Environments.find(id + "?sticky=0&actions=full");
        }

        @Override
        protected boolean isRandom() {
            return drawsNumbers();
        }
    }

    @Test
    void aHundredThousandRandomStepsStayInBounds() {
        randomStepsStayInBounds(100_000);
    }

    @Test
    @Tag("long")
    void aMillionRandomStepsStayInBounds() {
        randomStepsStayInBounds(1_000_000);
    }

    private void randomStepsStayInBounds(int steps) {
        Rollout.random(id, steps, observation -> {
            final Board board = new Board(observation);
            return board.isBinary() && isPossible(board);
        });
    }

    /** A promise of the release: a change is listed in the changelog. Recorded with version 1 of the game. */
    @Test
    void seedSevenGivesTheseEpisodes() {
        assertThat(Rollout.digest(id, 7, 10_000)).isEqualTo(digestOfSeedSeven());
    }

    @Test
    void minimalActionsAreSomeOfTheSix() {
        try (Environment minimal = Environments.find(id).create();
                Environment full = Environments.find(id + "?actions=full").create()) {
            assertThat(minimal.actionSpace()).isEqualTo(ActionSpace.discrete(minimalActions().length));
            assertThat(full.actionSpace()).isEqualTo(ActionSpace.discrete(6));
            final RandomStream actions = Seed.of(3).random();
            minimal.reset(3);
            full.reset(3);
            for (int i = 0; i < 2_000; i++) {
                final int action = actions.nextInt(minimalActions().length);
                assertThat(full.step(minimalActions()[action])).isEqualTo(minimal.step(action));
                assertThat(observation(full)).containsExactly(observation(minimal));
                if (minimal.isDone()) {
                    minimal.reset();
                    full.reset();
                }
            }
        }
    }

    @Test
    void otherActionsAreTakenAsNothing() {
        for (int useless = 1; useless < 6; useless++) {
            if (Arrays.binarySearch(minimalActions(), useless) < 0) {
                try (Environment idle = Environments.find(id + "?actions=full").create();
                        Environment busy =
                                Environments.find(id + "?actions=full").create()) {
                    idle.reset(1);
                    busy.reset(1);
                    for (int i = 0; i < 500 && !idle.isDone(); i++) {
                        assertThat(busy.step(useless)).isEqualTo(idle.step(0));
                        assertThat(observation(busy)).containsExactly(observation(idle));
                    }
                }
            }
        }
    }

    @Test
    void nothingIsDoneIfTheActionAlwaysSticks() {
        try (Environment stuck = Environments.find(id + "?sticky=1").create();
                Environment idle = Environments.find(id + "?sticky=0").create()) {
            final RandomStream actions = Seed.of(5).random();
            stuck.reset(5);
            idle.reset(5);
            for (int i = 0; i < 300 && !idle.isDone(); i++) {
                stuck.step(actions.nextInt(minimalActions().length));
                idle.step(0);
                assertThat(observation(stuck)).containsExactly(observation(idle));
            }
        }
    }

    @Test
    void nothingIsShownBeforeTheFirstReset() {
        try (Environment environment = factory().create()) {
            final float[] target = new float[environment.observationSpace().size()];
            assertThatIllegalStateException()
                    .isThrownBy(() -> environment.observe(target, 0))
                    .withMessageContaining("call reset first");
        }
    }

    /** On the diagonal of a cell's square lie all the colours in it. */
    @Test
    void aPictureShowsAllThatIsObserved() {
        try (Environment environment = factory().create()) {
            final List<Integer> colours = ((MinAtarGame) environment)
                    .hues().stream().map(hue -> 0xff000000 | hue.rgb()).toList();
            assertThat(colours)
                    .hasSize(environment.observationSpace().shape()[0])
                    .doesNotHaveDuplicates();
            final RandomStream actions = Seed.of(11).random();
            environment.reset(11);
            for (int i = 0; i < 200; i++) {
                final Board board = new Board(observation(environment));
                final BufferedImage picture = environment.render();
                for (int cell = 0; cell < 100; cell++) {
                    final int row = cell / 10;
                    final int column = cell % 10;
                    final Set<Integer> expected = new HashSet<>();
                    for (int channel = 0; channel < colours.size(); channel++) {
                        if (board.isSet(channel, row, column)) {
                            expected.add(colours.get(channel));
                        }
                    }
                    final Set<Integer> seen = new HashSet<>();
                    for (int k = 2; k < 24; k++) {
                        seen.add(picture.getRGB(24 * column + k, 24 * row + k));
                    }
                    assertThat(seen)
                            .as("[%d,%d] after %d steps", row, column, i)
                            .isEqualTo(expected.isEmpty() ? Set.of(0xff000000 | Hue.BOARD) : expected);
                }
                environment.step(actions.nextInt(minimalActions().length));
                if (environment.isDone()) {
                    environment.reset();
                }
            }
        }
    }

    private static float[] observation(Environment environment) {
        final float[] observation = new float[environment.observationSpace().size()];
        environment.observe(observation, 0);
        return observation;
    }
}

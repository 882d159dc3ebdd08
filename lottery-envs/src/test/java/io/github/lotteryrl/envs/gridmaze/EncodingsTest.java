// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.gridmaze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.contract.EnvironmentContract;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The encodings show the same maze. */
class EncodingsTest {

    /** The number of the map by colour; walls, the last, have none. */
    private static final Map<Integer, Integer> THINGS = Map.of(
            0x00ffff, 0,
            0xff00ff, 1,
            0x008000, 2,
            0xffff00, 3,
            0xa52a2a, 4,
            0x000000, 5,
            0x808080, 6);

    abstract static class Contract extends EnvironmentContract {

        private final String settings;

        Contract(String settings) {
            this.settings = settings;
        }

        @Override
        protected EnvironmentFactory factory() {
            return Environments.find("GridMaze-v0?" + settings);
        }

        @Override
        protected boolean isRandom() {
            return false;
        }
    }

    @Nested
    class RgbContract extends Contract {
        RgbContract() {
            super("encoding=rgb");
        }
    }

    @Nested
    class EntangledContract extends Contract {
        EntangledContract() {
            super("encoding=entangled");
        }
    }

    @Nested
    class ContractOfAnotherMatrix extends Contract {
        ContractOfAnotherMatrix() {
            super("encoding=entangled&matrix=-3");
        }
    }

    @Nested
    class ScaledContract extends Contract {
        ScaledContract() {
            super("encoding=rgb&scale=1/255");
        }
    }

    /** 71 dimensions of all maps, more than a word of bits, in descending order. */
    @Nested
    class GogglesContract extends Contract {
        GogglesContract() {
            super("observe="
                    + IntStream.iterate(1199, d -> d >= 0, d -> d - 17)
                            .mapToObj(Integer::toString)
                            .collect(Collectors.joining(",")));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "object-map, 'binary [6, 10, 20]', 0, 'agent[0,0]'",
        "object-map, 'binary [6, 10, 20]', 777, 'coin[8,17]'",
        "rgb, '[3, 10, 20]', 200, 'green[0,0]'",
        "entangled, [1200], 1199, mixture[1199]",
    })
    void spacesAreThoseOfThePaper(String encoding, String space, int dimension, String name) {
        try (Environment environment =
                Environments.find("GridMaze-v0?encoding=" + encoding).create()) {
            assertThat(environment.observationSpace()).hasToString(space);
            assertThat(environment.observationSpace().names().get(dimension)).isEqualTo(name);
        }
    }

    @Test
    void encodingsShowTheSame() {
        final Entangled matrix = Entangled.of(5);
        try (Environment plain = Environments.find("GridMaze-v0").create();
                Environment coloured =
                        Environments.find("GridMaze-v0?encoding=rgb").create();
                Environment entangled = Environments.find("GridMaze-v0?encoding=entangled&matrix=5")
                        .create()) {
            final RandomStream actions = Seed.of(2).random();
            plain.reset(0);
            coloured.reset(0);
            entangled.reset(0);
            for (int i = 0; i < 1_000; i++) {
                final float[] maps = Mazes.observation(plain);
                assertThat(objectMap(Mazes.observation(coloured))).isEqualTo(maps);
                if (i % 20 == 0) {
                    assertThat(Mazes.observation(entangled)).containsExactly(product(matrix, maps), within(1e-4f));
                }
                final int action = actions.nextInt(4);
                final double reward = plain.step(action);
                assertThat(coloured.step(action)).isEqualTo(reward);
                assertThat(entangled.step(action)).isEqualTo(reward);
                if (plain.isDone()) {
                    plain.reset();
                    coloured.reset();
                    entangled.reset();
                }
            }
        }
    }

    /** Each cell in the colour of the paper, whatever is observed. */
    @ParameterizedTest
    @ValueSource(strings = {"object-map", "rgb", "entangled", "rgb&observe=0"})
    void picturesAreInThePapersColours(String encoding) {
        try (Environment environment =
                        Environments.find("GridMaze-v0?encoding=" + encoding).create();
                Environment coloured =
                        Environments.find("GridMaze-v0?encoding=rgb").create()) {
            final RandomStream actions = Seed.of(4).random();
            environment.reset(0);
            coloured.reset(0);
            for (int i = 0; i < 30 && !coloured.isDone(); i++) {
                final BufferedImage picture = environment.render();
                final float[] rgb = Mazes.observation(coloured);
                for (int cell = 0; cell < 200; cell++) {
                    final Color colour = new Color(picture.getRGB(cell % 20 * 24 + 13, cell / 20 * 24 + 13));
                    assertThat(new float[] {colour.getRed(), colour.getGreen(), colour.getBlue()})
                            .containsExactly(rgb[cell], rgb[200 + cell], rgb[400 + cell]);
                }
                final int action = actions.nextInt(4);
                environment.step(action);
                coloured.step(action);
            }
        }
    }

    private static float[] objectMap(float[] rgb) {
        final float[] maps = new float[ObjectMap.SIZE];
        for (int cell = 0; cell < 200; cell++) {
            final int colour = (int) rgb[cell] << 16 | (int) rgb[200 + cell] << 8 | (int) rgb[400 + cell];
            final int thing = THINGS.get(colour);
            if (thing < 6) {
                maps[thing * 200 + cell] = 1;
            }
        }
        return maps;
    }

    private static float[] product(Entangled matrix, float[] maps) {
        final float[] product = new float[maps.length];
        for (int row = 0; row < product.length; row++) {
            double sum = 0;
            for (int column = 0; column < maps.length; column++) {
                sum += (double) matrix.entry(row, column) * maps[column];
            }
            product[row] = (float) sum;
        }
        return product;
    }

    @Test
    void aSeedHasOneMatrixAndSeedsHaveOthers() {
        assertThat(Entangled.of(5)).isSameAs(Entangled.of(5));
        assertThat(entangledStart("")).containsExactly(entangledStart("&matrix=0"));
        assertThat(entangledStart("&matrix=1")).isNotEqualTo(entangledStart("&matrix=0"));
    }

    private static float[] entangledStart(String settings) {
        try (Environment environment =
                Environments.find("GridMaze-v0?encoding=entangled" + settings).create()) {
            environment.reset(0);
            return Mazes.observation(environment);
        }
    }

    /** Mean and mean square of the uniform distribution on [-1, 1] are 0 and 1/3, their variances 1/3 and 4/45 over n. */
    @Test
    void entriesAreUniform() {
        final Entangled matrix = Entangled.of(0);
        final int n = ObjectMap.SIZE * ObjectMap.SIZE;
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < ObjectMap.SIZE; row++) {
            for (int column = 0; column < ObjectMap.SIZE; column++) {
                final float entry = matrix.entry(row, column);
                if (!(entry >= -1 && entry < 1)) {
                    assertThat(entry).as("entry [%d,%d]", row, column).isBetween(-1f, Math.nextDown(1f));
                }
                sum += entry;
                squares += (double) entry * entry;
            }
        }
        // Level 0.001 for each.
        assertThat(sum / n).isCloseTo(0, within(3.291 * Math.sqrt(1.0 / 3 / n)));
        assertThat(squares / n).isCloseTo(1.0 / 3, within(3.291 * Math.sqrt(4.0 / 45 / n)));
    }

    /** A promise of the release: column by column, from a stream of its own. */
    @Test
    void entriesAreDrawnColumnByColumn() {
        final Entangled matrix = Entangled.of(0);
        final RandomStream random =
                Seed.of(0).derive("GridMaze entangling matrix").random();
        for (int column = 0; column < 2; column++) {
            for (int row = 0; row < ObjectMap.SIZE; row++) {
                assertThat(matrix.entry(row, column)).isEqualTo(2 * random.nextFloat() - 1);
            }
        }
    }
}

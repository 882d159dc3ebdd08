// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.ClassificationTask;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Environments;
import java.awt.image.BufferedImage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInEnvironmentsTest {

    @Test
    void everyListedNameIsFound() {
        assertThat(new BuiltInEnvironments().names()).hasSize(15).contains("MNIST-v0?folder=DIR");
        final Stream<String> withoutFiles =
                new BuiltInEnvironments().names().stream().filter(name -> !name.endsWith("=DIR"));
        assertThat(withoutFiles).hasSize(14).allSatisfy(name -> {
            final EnvironmentFactory factory = Environments.find(name);
            assertThat(factory.name()).isEqualTo(name);
            assertThat(factory.version()).isEqualTo(1);
            factory.create().close();
        });
    }

    @Test
    void everyListedNameDrawsPictures() {
        assertThat(new BuiltInEnvironments().names())
                .filteredOn(name -> !name.endsWith("=DIR"))
                .allSatisfy(name -> {
                    try (Environment environment = Environments.find(name).create()) {
                        environment.reset(0);
                        final int[] start = pixels(environment.render());
                        step(environment, 0);
                        step(environment, 1);
                        assertThat(pixels(environment.render())).isNotEqualTo(start);
                    }
                });
    }

    private static void step(Environment environment, int action) {
        if (environment.actionSpace() instanceof ActionSpace.Discrete) {
            environment.step(action);
        } else {
            environment.step(new float[environment.actionSpace().outputs()]);
        }
    }

    private static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }

    @Test
    void unknownNameListsTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environments.find("CartPole-v2"))
                .withMessageContaining("'CartPole-v2' unknown")
                .withMessageContaining("Acrobot-v1, AntPyBulletEnv-v0, CartPole-v0, CartPole-v1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CartPole-v0", "CartPole-v1", "Acrobot-v1", "AntPyBulletEnv-v0"})
    void unknownSettingIsNamedWithTheKnownOnes(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environments.find(name + "?gravity=1.6"))
                .withMessage("environment id '%s?gravity=1.6': setting 'gravity' unknown; known: observe, scale", name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Asterix-v1?gold=1 | setting 'gold' unknown; known: observe, scale, actions, ramping, sticky",
                "Breakout-v1?ramping=true | setting 'ramping' unknown; known: observe, scale, actions, sticky",
                "Freeway-v1?ramping=false | setting 'ramping' unknown; known: observe, scale, actions, sticky",
                "Seaquest-v1?sticky=1.5 | sticky '1.5' not in [0, 1]",
                "Seaquest-v1?sticky=-0.1 | sticky '-0.1' not in [0, 1]",
                "Seaquest-v1?sticky=NaN | sticky 'NaN' not in [0, 1]",
                "Seaquest-v1?sticky= | sticky '' not in [0, 1]",
                "Seaquest-v1?ramping=yes | ramping 'yes' is neither true nor false",
                "SpaceInvaders-v1?actions=FULL | actions 'FULL' is neither full nor minimal",
            },
            quoteCharacter = '"')
    void badSettingOfAGameIsNamed(String id, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environments.find("MinAtar/" + id))
                .withMessage("environment id 'MinAtar/%s': %s", id, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "encode=rgb | setting 'encode' unknown; known: observe, scale, encoding, matrix",
                "encoding=RGB | encoding 'RGB' is none of object-map, rgb, entangled",
                "encoding= | encoding '' is none of object-map, rgb, entangled",
                "matrix=1 | there is a matrix only with encoding=entangled",
                "encoding=rgb&matrix=0 | there is a matrix only with encoding=entangled",
                "encoding=entangled&matrix= | matrix '' is not an integer of 64 bits",
                "encoding=entangled&matrix=0.5 | matrix '0.5' is not an integer of 64 bits",
                "encoding=entangled&matrix=9223372036854775808"
                        + " | matrix '9223372036854775808' is not an integer of 64 bits",
            },
            quoteCharacter = '"')
    void badSettingOfTheMazeIsNamed(String settings, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environments.find("GridMaze-v0?" + settings))
                .withMessage("environment id 'GridMaze-v0?%s': %s", settings, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MNIST-v0", "MNIST-v0?folder=", "MNIST-v0?data=0123456789abcdef"})
    void withoutItsFilesMnistSaysWhatItNeeds(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environments.find(id))
                .withMessageStartingWith("environment id '%s': no folder; ", id)
                .withMessageContainingAll(
                        "MNIST-v0?folder=DIR",
                        "train-images-idx3-ubyte",
                        "t10k-labels-idx1-ubyte",
                        "gzipped or not",
                        "StrokeDigits-v0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MNIST-v0?path=x | setting 'path' unknown; known: observe, scale, data, folder, images",
                "StrokeDigits-v0?folder=x | setting 'folder' unknown; known: observe, scale, images",
                "StrokeDigits-v0?images=all | images 'all' is not a number of images",
                "StrokeDigits-v0?images=-1 | images '-1' is not a number of images",
            },
            quoteCharacter = '"')
    void badSettingOfPicturesIsNamed(String id, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environments.find(id))
                .withMessage("environment id '%s': %s", id, message);
    }

    @ParameterizedTest
    @CsvSource({
        "encoding=object-map, GridMaze-v0",
        "encoding=rgb, GridMaze-v0?encoding=rgb",
        "encoding=entangled&matrix=0, GridMaze-v0?encoding=entangled",
        "encoding=entangled&matrix=-07, GridMaze-v0?encoding=entangled&matrix=-7",
    })
    void mazesThatAreAlikeAreCalledAlike(String settings, String name) {
        assertThat(Environments.find("GridMaze-v0?" + settings).identity()).isEqualTo(name + "@1");
    }

    @ParameterizedTest
    @CsvSource({
        "Asterix-v1, Asterix-v1",
        "Asterix-v1?sticky=0.10&ramping=true&actions=minimal, Asterix-v1",
        "Asterix-v1?sticky=1e-1, Asterix-v1",
        "Seaquest-v1?sticky=0.0&ramping=false&actions=full, Seaquest-v1?actions=full&ramping=false&sticky=0",
        "Breakout-v1?sticky=0.25, Breakout-v1?sticky=0.25",
    })
    void gamesThatAreAlikeAreCalledAlike(String id, String name) {
        assertThat(Environments.find("MinAtar/" + id).identity()).isEqualTo("MinAtar/" + name + "@1");
    }

    @Test
    void dimensionsOfAGameCanBeSelected() {
        try (Environment environment =
                Environments.find("MinAtar/Breakout-v1?observe=0,123").create()) {
            assertThat(environment.observationSpace().names()).containsExactly("paddle[0,0]", "ball[2,3]");
        }
    }

    @Test
    void observationCanBeSelectedById() {
        final EnvironmentFactory factory = Environments.find("CartPole-v1?observe=2,3");
        assertThat(factory.identity()).isEqualTo("CartPole-v1?observe=2,3@1");
        try (Environment whole = Environments.find("CartPole-v1").create();
                Environment part = factory.create()) {
            assertThat(part.observationSpace().names()).containsExactly("angle", "angular velocity");
            final float[] all = new float[4];
            final float[] some = new float[2];
            whole.reset(3);
            part.reset(3);
            for (int i = 0; !whole.isDone(); i++) {
                whole.observe(all, 0);
                part.observe(some, 0);
                assertThat(some).containsExactly(all[2], all[3]);
                assertThat(part.step(i % 2)).isEqualTo(whole.step(i % 2));
            }
            assertThat(part.isDone()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,", "a", "-1", "1,,2", "4", "1,1"})
    void badSelectionIsRefused(String list) {
        assertThatIllegalArgumentException().isThrownBy(() -> Environments.find("CartPole-v1?observe=" + list));
    }

    @Test
    void observationCanBeScaledById() {
        final EnvironmentFactory factory = Environments.find("GridMaze-v0?observe=0,221&scale=1/255&encoding=rgb");
        assertThat(factory.name()).isEqualTo("GridMaze-v0?encoding=rgb&scale=0.00392156862745098&observe=0,221");
        assertThat(Environments.find(factory.name()).identity()).isEqualTo(factory.identity());
        try (Environment maze = factory.create()) {
            final float[] colours = new float[2];
            maze.reset(0);
            maze.observe(colours, 0);
            assertThat(colours).containsExactly(128 / 255f, 1);
        }
        final ClassificationTask digits = (ClassificationTask) Environments.find("StrokeDigits-v0?scale=2");
        assertThat(digits.name()).isEqualTo("StrokeDigits-v0?scale=2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Acrobot-v1?scale= | environment id 'Acrobot-v1?scale=': scale '' is neither a number nor a quotient of two",
                "Acrobot-v1?scale=-1 | environment id 'Acrobot-v1?scale=-1': scale '-1' is neither a number nor a quotient"
                        + " of two",
                "Acrobot-v1?scale=1/0 | scale Infinity not in (0, infinity)",
                "Acrobot-v1?scale=0 | scale 0.0 not in (0, infinity)",
                "GridMaze-v0?scale=0.5 | scale 0.5: the observations of GridMaze-v0 are binary",
            },
            quoteCharacter = '"')
    void badScaleIsRefused(String id, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environments.find(id))
                .withMessage(message);
    }

    /** A feedback that balances the pole for longer than any limit; Acrobot without torque never reaches its goal. */
    @ParameterizedTest
    @CsvSource({"CartPole-v0, 200", "CartPole-v1, 500", "Acrobot-v1, 500"})
    void timeLimitTruncates(String id, int limit) {
        try (Environment environment = Environments.find(id).create()) {
            final float[] observation = new float[environment.observationSpace().size()];
            environment.reset(0);
            double episodeReturn = 0;
            for (int i = 0; i < limit; i++) {
                assertThat(environment.isDone()).as("done after %d steps", i).isFalse();
                environment.observe(observation, 0);
                final boolean cartPole = observation.length == 4;
                final int right =
                        0.1 * observation[0] + 0.3 * observation[1] + observation[2] + observation[3] > 0 ? 1 : 0;
                episodeReturn += environment.step(cartPole ? right : 1);
            }
            assertThat(environment.isTruncated()).isTrue();
            assertThat(environment.isTerminated()).isFalse();
            assertThat(Math.abs(episodeReturn)).isEqualTo(limit);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Environment} must do. The actions are uniformly random from fixed seeds.
 *
 * <pre>{@code
 * class CorridorTest extends EnvironmentContract {
 *     @Override
 *     protected EnvironmentFactory factory() {
 *         return EnvironmentFactory.of("Corridor", 1, Corridor::new);
 *     }
 * }
 * }</pre>
 */
public abstract class EnvironmentContract {

    private static final long SEED = 7;
    private static final long OTHER_SEED = 1_000_003;
    private static final float UNTOUCHED = -12_345.678f;

    /** For subclasses. */
    protected EnvironmentContract() {}

    /** Returns the factory to test. Called several times. */
    protected abstract EnvironmentFactory factory();

    /** Returns how many steps a comparison plays, over as many episodes as that takes. Override where steps are slow. */
    protected int steps() {
        return 2_000;
    }

    /** Returns after how many random steps an episode has ended for certain. Override where episodes are longer. */
    protected int longestEpisode() {
        return 100_000;
    }

    /** Returns whether the seed has any influence. Override for a task that always starts and goes on alike. */
    protected boolean isRandom() {
        return true;
    }

    @Test
    @DisplayName("seed and actions determine an episode, in any instance")
    void seedAndActionsDetermineTheEpisode() {
        try (Environment first = factory().create();
                Environment second = factory().create()) {
            assertThat(play(second, SEED)).containsExactly(play(first, SEED));
        }
    }

    @Test
    @DisplayName("reset(seed) leaves nothing of earlier episodes, finished or not")
    void resetWithSeedStartsClean() {
        try (Environment fresh = factory().create();
                Environment used = factory().create()) {
            final int[] expected = play(fresh, SEED);
            play(used, OTHER_SEED);
            assertThat(play(used, SEED)).as("after other episodes").containsExactly(expected);
            used.reset(OTHER_SEED);
            randomSteps(used, 3);
            assertThat(play(used, SEED)).as("after an unfinished episode").containsExactly(expected);
            used.reset(OTHER_SEED);
            playToTheEnd(used);
            assertThat(play(used, SEED)).as("after a finished episode").containsExactly(expected);
        }
    }

    @Test
    @DisplayName("instances share no state")
    void instancesAreIndependent() {
        final RandomStream actions = actions();
        final RandomStream sameActions = actions();
        try (Environment alone = factory().create();
                Environment one = factory().create();
                Environment other = factory().create()) {
            alone.reset(SEED);
            one.reset(SEED);
            other.reset(OTHER_SEED);
            for (int i = 0; i < Math.min(steps(), 500); i++) {
                final double expected = randomStep(alone, actions);
                randomSteps(other, 1);
                assertThat(randomStep(one, sameActions)).isEqualTo(expected);
                assertThat(observation(one)).containsExactly(observation(alone));
                restartIfDone(alone);
                restartIfDone(one);
                restartIfDone(other);
            }
        }
    }

    @Test
    @DisplayName("different seeds give different episodes")
    void seedsDiffer() {
        assumeThat(isRandom()).isTrue();
        try (Environment environment = factory().create()) {
            final Set<List<Integer>> transcripts = new HashSet<>();
            for (int seed = 0; seed < 10; seed++) {
                final List<Integer> boxed = new ArrayList<>();
                Arrays.stream(play(environment, seed, Math.min(steps(), 200))).forEach(boxed::add);
                transcripts.add(boxed);
            }
            assertThat(transcripts).as("episodes of 10 seeds").hasSizeGreaterThan(1);
        }
    }

    @Test
    @DisplayName("reset() without a seed goes on with the stream of reset(seed)")
    void resetContinuesTheStream() {
        try (Environment first = factory().create();
                Environment second = factory().create()) {
            final List<float[]> starts = starts(first);
            assertThat(starts(second)).usingRecursiveComparison().isEqualTo(starts);
            if (isRandom()) {
                first.reset(SEED);
                final int[] firstEpisode = playOn(first, actions(), Math.min(steps(), 200));
                first.reset();
                final int[] secondEpisode = playOn(first, actions(), Math.min(steps(), 200));
                assertThat(secondEpisode)
                        .as("what follows reset() is not what followed reset(seed)")
                        .isNotEqualTo(firstEpisode);
            }
        }
    }

    @Test
    @DisplayName("reset() is refused while no seed was ever given")
    void resetNeedsASeedOnce() {
        try (Environment environment = factory().create()) {
            assertThatIllegalStateException().isThrownBy(environment::reset);
        }
    }

    @Test
    @DisplayName("a step is refused before the first reset and after the end of an episode")
    void stepNeedsAnOpenEpisode() {
        try (Environment environment = factory().create()) {
            assertThatIllegalStateException().isThrownBy(() -> randomSteps(environment, 1));
            environment.reset(SEED);
            playToTheEnd(environment);
            final boolean terminated = environment.isTerminated();
            final float[] last = observation(environment);
            assertThatIllegalStateException().isThrownBy(() -> randomSteps(environment, 1));
            assertThat(environment.isTerminated()).isEqualTo(terminated);
            assertThat(environment.isTruncated()).isEqualTo(!terminated);
            assertThat(observation(environment)).containsExactly(last);
            environment.reset();
            randomSteps(environment, 1);
        }
    }

    @Test
    @DisplayName("an episode is terminated or truncated, never both, and neither after a reset")
    void endsOneWay() {
        final RandomStream actions = actions();
        try (Environment environment = factory().create()) {
            environment.reset(SEED);
            assertThat(environment.isDone()).isFalse();
            for (int i = 0; i < steps(); i++) {
                randomStep(environment, actions);
                assertThat(environment.isTerminated() && environment.isTruncated())
                        .isFalse();
                assertThat(environment.isDone()).isEqualTo(environment.isTerminated() || environment.isTruncated());
                if (environment.isDone()) {
                    environment.reset();
                    assertThat(environment.isTerminated()).isFalse();
                    assertThat(environment.isTruncated()).isFalse();
                }
            }
        }
    }

    @Test
    @DisplayName("an observation has its size, honours the offset and touches nothing else")
    void observationStaysInItsPlace() {
        try (Environment environment = factory().create()) {
            final int size = environment.observationSpace().size();
            final int offset = 3;
            final float[] target = new float[offset + size + 2];
            environment.reset(SEED);
            randomSteps(environment, 1);
            final float[] expected = observation(environment);
            for (float filler : new float[] {UNTOUCHED, Float.NaN}) {
                Arrays.fill(target, filler);
                environment.observe(target, offset);
                assertThat(Arrays.copyOfRange(target, offset, offset + size)).containsExactly(expected);
                assertThat(Arrays.copyOf(target, offset)).containsOnly(filler);
                assertThat(Arrays.copyOfRange(target, offset + size, target.length))
                        .containsOnly(filler);
            }
        }
    }

    @Test
    @DisplayName("bits say what numbers say, honour the offset and touch nothing else; only a binary space has them")
    void bitsAreTheNumbers() {
        final RandomStream actions = actions();
        final int offset = 3;
        try (Environment environment = factory().create()) {
            final ObservationSpace space = environment.observationSpace();
            final long[] target = new long[offset + space.words() + 2];
            environment.reset(SEED);
            if (!space.isBinary()) {
                assertThatThrownBy(() -> environment.observeBits(target, offset))
                        .isInstanceOf(UnsupportedOperationException.class);
                return;
            }
            for (int i = 0; i < Math.min(steps(), 500); i++) {
                final long filler = i % 2 == 0 ? -1 : 0;
                final long[] expected = new long[target.length];
                Arrays.fill(target, filler);
                Arrays.fill(expected, filler);
                Arrays.fill(expected, offset, offset + space.words(), 0);
                final float[] observation = observation(environment);
                for (int d = 0; d < observation.length; d++) {
                    expected[offset + d / Long.SIZE] |= observation[d] == 1 ? 1L << d % Long.SIZE : 0;
                }
                environment.observeBits(target, offset);
                assertThat(target).containsExactly(expected);
                restartIfDone(environment);
                randomStep(environment, actions);
            }
        }
    }

    @Test
    @DisplayName("observing changes nothing")
    void observationIsRepeatable() {
        final RandomStream actions = actions();
        final RandomStream sameActions = actions();
        try (Environment watched = factory().create();
                Environment unwatched = factory().create()) {
            watched.reset(SEED);
            unwatched.reset(SEED);
            for (int i = 0; i < Math.min(steps(), 500); i++) {
                final float[] observation = observation(watched);
                if (watched.observationSpace().isBinary()) {
                    watched.observeBits(new long[watched.observationSpace().words()], 0);
                }
                assertThat(observation(watched)).containsExactly(observation);
                assertThat(randomStep(watched, actions)).isEqualTo(randomStep(unwatched, sameActions));
                assertThat(watched.isDone()).isEqualTo(unwatched.isDone());
                restartIfDone(watched);
                restartIfDone(unwatched);
            }
            assertThat(observation(watched)).containsExactly(observation(unwatched));
        }
    }

    @Test
    @DisplayName(
            "pictures, where there are any, show the state, belong to the caller, have one size and change nothing")
    void picturesChangeNothing() {
        final RandomStream actions = actions();
        final RandomStream sameActions = actions();
        try (Environment watched = factory().create();
                Environment unwatched = factory().create()) {
            watched.reset(SEED);
            unwatched.reset(SEED);
            assumeThat(drawsPictures(watched)).as("draws pictures").isTrue();
            final Set<List<Integer>> sizes = new HashSet<>();
            for (int i = 0; i < Math.min(steps(), 50); i++) {
                final BufferedImage picture = watched.render();
                final int[] pixels = pixels(picture);
                sizes.add(List.of(picture.getWidth(), picture.getHeight()));
                scribble(picture);
                assertThat(pixels(watched.render())).isEqualTo(pixels);
                if (watched.isDone()) {
                    watched.reset();
                    unwatched.reset();
                }
                assertThat(randomStep(watched, actions)).isEqualTo(randomStep(unwatched, sameActions));
                assertThat(watched.isDone()).isEqualTo(unwatched.isDone());
                assertThat(observation(watched)).containsExactly(observation(unwatched));
            }
            assertThat(sizes).hasSize(1);
            assertThat(pixels(watched.render())).isEqualTo(pixels(unwatched.render()));
        }
    }

    @Test
    @DisplayName("no picture is drawn before the first reset")
    void picturesNeedAReset() {
        try (Environment environment = factory().create();
                Environment started = factory().create()) {
            started.reset(SEED);
            assertThatThrownBy(environment::render)
                    .isInstanceOf(
                            drawsPictures(started) ? IllegalStateException.class : UnsupportedOperationException.class);
        }
    }

    @Test
    @DisplayName("observations and rewards are finite, binary ones 0 or 1")
    void numbersAreFinite() {
        final RandomStream actions = actions();
        try (Environment environment = factory().create()) {
            final boolean binary = environment.observationSpace().isBinary();
            environment.reset(SEED);
            for (int i = 0; i < steps(); i++) {
                for (float number : observation(environment)) {
                    // Millions of numbers: no assertion object for those that are right.
                    if (!Float.isFinite(number) || (binary && number != 0 && number != 1)) {
                        fail("number %s in a%s observation", number, binary ? " binary" : "n");
                    }
                }
                assertThat(randomStep(environment, actions)).as("reward").isFinite();
                restartIfDone(environment);
            }
        }
    }

    @Test
    @DisplayName("the spaces never change and are those of every instance")
    void spacesAreConstant() {
        try (Environment environment = factory().create();
                Environment other = factory().create()) {
            final ObservationSpace observations = environment.observationSpace();
            final ActionSpace actions = environment.actionSpace();
            environment.reset(SEED);
            playToTheEnd(environment);
            environment.reset();
            assertThat(environment.observationSpace()).isEqualTo(observations);
            assertThat(environment.actionSpace()).isEqualTo(actions);
            assertThat(other.observationSpace()).isEqualTo(observations);
            assertThat(other.actionSpace()).isEqualTo(actions);
        }
    }

    @Test
    @DisplayName("every observed dimension has a name of its own, and the shape holds them all")
    void dimensionsAreNamed() {
        try (Environment environment = factory().create()) {
            final ObservationSpace space = environment.observationSpace();
            assertThat(space.names()).hasSize(space.size()).doesNotHaveDuplicates();
            assertThat(space.names()).allSatisfy(name -> assertThat(name).isNotBlank());
            assertThat(Arrays.stream(space.shape()).reduce(1, (a, b) -> a * b)).isEqualTo(space.size());
        }
    }

    @Test
    @DisplayName(
            "a numbered action out of range is refused by value and bound, and changes nothing; a vector is clipped")
    void actionsOutOfRange() {
        try (Environment environment = factory().create();
                Environment untroubled = factory().create()) {
            environment.reset(SEED);
            if (environment.actionSpace() instanceof ActionSpace.Discrete space) {
                for (int bad : new int[] {-1, space.count(), Integer.MIN_VALUE, Integer.MAX_VALUE}) {
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> environment.step(bad))
                            .withMessageContaining("action " + bad)
                            .withMessageContaining(String.valueOf(space.count() - 1));
                }
                untroubled.reset(SEED);
                assertThat(playOn(environment, actions(), 100)).containsExactly(playOn(untroubled, actions(), 100));
            } else {
                final float[] action = new float[environment.actionSpace().outputs()];
                for (float value : new float[] {0.5f, -1e6f, 1e6f}) {
                    Arrays.fill(action, value);
                    environment.step(action);
                    assertThat(action).as("the action is not modified").containsOnly(value);
                    for (float number : observation(environment)) {
                        assertThat(Float.isFinite(number)).isTrue();
                    }
                    restartIfDone(environment);
                }
            }
        }
    }

    @Test
    @DisplayName("actions of the other kind are refused")
    void otherKindOfActionIsRefused() {
        try (Environment environment = factory().create()) {
            environment.reset(SEED);
            if (environment.actionSpace() instanceof ActionSpace.Discrete) {
                assertThatThrownBy(() -> environment.step(new float[1]))
                        .isInstanceOf(UnsupportedOperationException.class);
            } else {
                assertThatThrownBy(() -> environment.step(0)).isInstanceOf(UnsupportedOperationException.class);
            }
        }
    }

    @Test
    @DisplayName("close may be called twice, before and after a reset")
    void closeIsIdempotent() {
        final Environment untouched = factory().create();
        untouched.close();
        untouched.close();
        final Environment used = factory().create();
        used.reset(SEED);
        used.close();
        used.close();
    }

    @Test
    @DisplayName("the factory's identity is stable and holds name and version")
    void identityIsStable() {
        final EnvironmentFactory factory = factory();
        final String identity = factory.identity();
        factory.create().close();
        assertThat(factory.identity()).isEqualTo(identity);
        assertThat(factory().identity()).isEqualTo(identity);
        assertThat(identity).isEqualTo(factory.name() + '@' + factory.version());
        assertThat(factory.name()).isNotBlank();
        assertThat(factory.version()).isNotNegative();
    }

    private static RandomStream actions() {
        return Seed.of(SEED).derive("actions of the contract test").random();
    }

    private static float[] observation(Environment environment) {
        final float[] observation = new float[environment.observationSpace().size()];
        environment.observe(observation, 0);
        return observation;
    }

    private static boolean drawsPictures(Environment started) {
        try {
            started.render();
            return true;
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }

    private static int[] pixels(BufferedImage picture) {
        final int width = picture.getWidth();
        final int height = picture.getHeight();
        return picture.getRGB(0, 0, width, height, null, 0, width);
    }

    private static void scribble(BufferedImage picture) {
        for (int i = 0; i < Math.min(picture.getWidth(), picture.getHeight()); i++) {
            picture.setRGB(i, i, ~picture.getRGB(i, i));
        }
    }

    private static double randomStep(Environment environment, RandomStream random) {
        if (environment.actionSpace() instanceof ActionSpace.Continuous space) {
            final float[] action = new float[space.outputs()];
            for (int i = 0; i < action.length; i++) {
                action[i] = (float) random.nextDouble(space.low(), space.high());
            }
            return environment.step(action);
        }
        return environment.step(random.nextInt(environment.actionSpace().outputs()));
    }

    private static void randomSteps(Environment environment, int count) {
        final RandomStream actions = actions();
        for (int i = 0; i < count && (i == 0 || !environment.isDone()); i++) {
            randomStep(environment, actions);
        }
    }

    private static void restartIfDone(Environment environment) {
        if (environment.isDone()) {
            environment.reset();
        }
    }

    private void playToTheEnd(Environment environment) {
        final RandomStream actions = actions();
        for (int i = 0; i < longestEpisode() && !environment.isDone(); i++) {
            randomStep(environment, actions);
        }
        assertThat(environment.isDone())
                .as("done after %d random steps (see longestEpisode())", longestEpisode())
                .isTrue();
    }

    private static List<float[]> starts(Environment environment) {
        final List<float[]> starts = new ArrayList<>();
        environment.reset(SEED);
        for (int episode = 0; episode < 5; episode++) {
            starts.add(observation(environment));
            randomSteps(environment, 2 * episode);
            environment.reset();
        }
        return starts;
    }

    private int[] play(Environment environment, long seed) {
        return play(environment, seed, steps());
    }

    private static int[] play(Environment environment, long seed, int steps) {
        environment.reset(seed);
        return playOn(environment, actions(), steps);
    }

    /** Returns a digest of observation, reward and flags after each step, bit for bit. */
    private static int[] playOn(Environment environment, RandomStream actions, int steps) {
        final int[] transcript = new int[steps + 1];
        transcript[0] = bits(observation(environment));
        for (int i = 1; i <= steps; i++) {
            int digest = Double.hashCode(randomStep(environment, actions));
            digest = 31 * digest + bits(observation(environment));
            digest = 31 * digest + Boolean.hashCode(environment.isTerminated());
            digest = 31 * digest + Boolean.hashCode(environment.isTruncated());
            transcript[i] = digest;
            restartIfDone(environment);
        }
        return transcript;
    }

    private static int bits(float[] observation) {
        int digest = 1;
        for (float number : observation) {
            digest = 31 * digest + Float.floatToRawIntBits(number);
        }
        return digest;
    }
}

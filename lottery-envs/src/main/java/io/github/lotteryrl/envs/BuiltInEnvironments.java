// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs;

import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.EnvironmentId;
import io.github.lotteryrl.api.EnvironmentProvider;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.envs.bullet.BulletLocomotion;
import io.github.lotteryrl.envs.classic.Acrobot;
import io.github.lotteryrl.envs.classic.CartPole;
import io.github.lotteryrl.envs.gridmaze.GridMaze;
import io.github.lotteryrl.envs.gridmaze.GridMazeSettings;
import io.github.lotteryrl.envs.minatar.Asterix;
import io.github.lotteryrl.envs.minatar.Breakout;
import io.github.lotteryrl.envs.minatar.Freeway;
import io.github.lotteryrl.envs.minatar.MinAtarSettings;
import io.github.lotteryrl.envs.minatar.Seaquest;
import io.github.lotteryrl.envs.minatar.SpaceInvaders;
import io.github.lotteryrl.envs.mnist.Mnist;
import io.github.lotteryrl.envs.mnist.StrokeDigits;
import io.github.lotteryrl.envs.wrappers.TimeLimit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The environments of this module by id. Not called directly: {@link io.github.lotteryrl.api.Environments#find} finds it.
 *
 * <table>
 *   <caption>Ids</caption>
 *   <tr><th scope="col">id</th><th scope="col">task</th><th scope="col">settings</th></tr>
 *   <tr><td>{@code CartPole-v0}</td><td>{@link CartPole}, at most 200 steps</td><td>none</td></tr>
 *   <tr><td>{@code CartPole-v1}</td><td>{@link CartPole}, at most 500 steps</td><td>none</td></tr>
 *   <tr><td>{@code Acrobot-v1}</td><td>{@link Acrobot}, at most 500 steps</td><td>none</td></tr>
 *   <tr><td>{@code GridMaze-v0}</td><td>{@link GridMaze}, at most 200 steps</td><td>encoding, matrix</td></tr>
 *   <tr><td>{@code MinAtar/Asterix-v1}</td><td>{@link Asterix}</td><td>actions, ramping, sticky</td></tr>
 *   <tr><td>{@code MinAtar/Breakout-v1}</td><td>{@link Breakout}</td><td>actions, sticky</td></tr>
 *   <tr><td>{@code MinAtar/Freeway-v1}</td><td>{@link Freeway}</td><td>actions, sticky</td></tr>
 *   <tr><td>{@code MinAtar/Seaquest-v1}</td><td>{@link Seaquest}</td><td>actions, ramping, sticky</td></tr>
 *   <tr><td>{@code MinAtar/SpaceInvaders-v1}</td><td>{@link SpaceInvaders}</td><td>actions, ramping, sticky</td></tr>
 *   <tr><td>{@code MNIST-v0?folder=DIR}</td><td>{@link Mnist}</td><td>folder, images, data</td></tr>
 *   <tr><td>{@code StrokeDigits-v0}</td><td>{@link StrokeDigits}</td><td>images</td></tr>
 *   <tr><td>{@code HopperPyBulletEnv-v0}, {@code Walker2DPyBulletEnv-v0}, {@code HalfCheetahPyBulletEnv-v0}, {@code
 *     AntPyBulletEnv-v0}</td><td>{@link BulletLocomotion}, at most 1 000 steps</td><td>none</td></tr>
 * </table>
 *
 * <p>The settings of the MinAtar games are those of {@link MinAtarSettings} with its defaults: {@code sticky=0.1}, from 0 to
 * 1; {@code ramping=true} or {@code false}; {@code actions=minimal} or {@code full}. Those of the maze are {@link
 * GridMazeSettings}: {@code encoding=object-map}, {@code rgb} or {@code entangled}, and for the last one {@code matrix=0}, any
 * seed. Those of the pictures are {@code images=1000}, the length of an episode; for MNIST also {@code folder}, where its files
 * lie, and {@code data}, the digest that the name of the factory has in place of the folder: if it is given, other data are
 * refused. The name of the factory has only those that differ from the default.
 */
public final class BuiltInEnvironments implements EnvironmentProvider {

    private static final String HOPPER = "HopperPyBulletEnv-v0";
    private static final String WALKER_2D = "Walker2DPyBulletEnv-v0";
    private static final String HALF_CHEETAH = "HalfCheetahPyBulletEnv-v0";
    private static final String ANT = "AntPyBulletEnv-v0";

    private static final List<String> NAMES = Stream.of(
                    List.of("Acrobot-v1", "CartPole-v0", "CartPole-v1", GridMazeIds.NAME),
                    MinAtarIds.NAMES,
                    DigitIds.NAMES,
                    List.of(HOPPER, WALKER_2D, HALF_CHEETAH, ANT))
            .flatMap(List::stream)
            .toList();
    private static final int CLASSIC_VERSION = 1;
    private static final int BULLET_VERSION = 1;
    private static final long BULLET_LIMIT = 1_000;

    /** For {@link java.util.ServiceLoader}. */
    public BuiltInEnvironments() {}

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public Optional<EnvironmentFactory> find(EnvironmentId id) {
        return switch (id.name()) {
            case "CartPole-v0" -> Optional.of(cartPole(id, 200));
            case "CartPole-v1" -> Optional.of(cartPole(id, 500));
            case "Acrobot-v1" -> Optional.of(acrobot(id, 500));
            case GridMazeIds.NAME -> Optional.of(GridMazeIds.factory(id));
            case DigitIds.MNIST -> Optional.of(DigitIds.mnist(id));
            case DigitIds.STROKE_DIGITS -> Optional.of(DigitIds.strokeDigits(id));
            case HOPPER -> Optional.of(bullet(id, BulletLocomotion::hopper));
            case WALKER_2D -> Optional.of(bullet(id, BulletLocomotion::walker2d));
            case HALF_CHEETAH -> Optional.of(bullet(id, BulletLocomotion::halfCheetah));
            case ANT -> Optional.of(bullet(id, BulletLocomotion::ant));
            default -> MinAtarIds.find(id);
        };
    }

    private static EnvironmentFactory cartPole(EnvironmentId id, long limit) {
        requireKnownSettings(id);
        return EnvironmentFactory.of(id.name(), CLASSIC_VERSION, () -> TimeLimit.of(CartPole.create(), limit));
    }

    private static EnvironmentFactory acrobot(EnvironmentId id, long limit) {
        requireKnownSettings(id);
        return EnvironmentFactory.of(id.name(), CLASSIC_VERSION, () -> TimeLimit.of(Acrobot.create(), limit));
    }

    private static EnvironmentFactory bullet(EnvironmentId id, Supplier<BulletLocomotion> maker) {
        requireKnownSettings(id);
        return EnvironmentFactory.of(id.name(), BULLET_VERSION, () -> TimeLimit.of(maker.get(), BULLET_LIMIT));
    }

    /** Returns a factory's name: only what differs from the default is part of it, so what behaves alike is called alike. */
    static String name(String id, Map<String, String> settings, Map<String, String> byDefault) {
        final Map<String, String> different = new TreeMap<>(settings);
        different.entrySet().removeAll(byDefault.entrySet());
        return new EnvironmentId(id, different).toString();
    }

    static void requireKnownSettings(EnvironmentId id, String... known) {
        final String list = String.join(", ", known);
        for (String setting : id.settings().keySet()) {
            Check.that(
                    List.of(known).contains(setting),
                    "environment id '%s': setting '%s' unknown; known: %s",
                    id,
                    setting,
                    list.isEmpty() ? "observe, scale" : "observe, scale, " + list);
        }
    }
}

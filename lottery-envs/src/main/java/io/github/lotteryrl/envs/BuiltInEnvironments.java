// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs;

import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.EnvironmentId;
import io.github.lotteryrl.api.EnvironmentProvider;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.envs.classic.Acrobot;
import io.github.lotteryrl.envs.classic.CartPole;
import io.github.lotteryrl.envs.wrappers.TimeLimit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The environments of this module by id. Not called directly: {@link io.github.lotteryrl.api.Environments#find} finds it.
 *
 * <table>
 *   <caption>Ids</caption>
 *   <tr><th scope="col">id</th><th scope="col">task</th><th scope="col">settings</th></tr>
 *   <tr><td>{@code CartPole-v0}</td><td>{@link CartPole}, at most 200 steps</td><td>none</td></tr>
 *   <tr><td>{@code CartPole-v1}</td><td>{@link CartPole}, at most 500 steps</td><td>none</td></tr>
 *   <tr><td>{@code Acrobot-v1}</td><td>{@link Acrobot}, at most 500 steps</td><td>none</td></tr>
 * </table>
 */
public final class BuiltInEnvironments implements EnvironmentProvider {

    private static final List<String> NAMES = List.of("Acrobot-v1", "CartPole-v0", "CartPole-v1");
    private static final int CLASSIC_VERSION = 1;

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
            default -> Optional.empty();
        };
    }

    private static EnvironmentFactory cartPole(EnvironmentId id, long limit) {
        requireKnownSettings(id, Set.of());
        return EnvironmentFactory.of(id.name(), CLASSIC_VERSION, () -> TimeLimit.of(CartPole.create(), limit));
    }

    private static EnvironmentFactory acrobot(EnvironmentId id, long limit) {
        requireKnownSettings(id, Set.of());
        return EnvironmentFactory.of(id.name(), CLASSIC_VERSION, () -> TimeLimit.of(Acrobot.create(), limit));
    }

    private static void requireKnownSettings(EnvironmentId id, Set<String> known) {
        for (String setting : id.settings().keySet()) {
            Check.that(
                    known.contains(setting),
                    "environment id '%s': setting '%s' unknown; known: %s",
                    id,
                    setting,
                    known.isEmpty() ? "observe" : "observe, " + String.join(", ", known));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs;

import io.github.lotteryrl.api.Decimal;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.EnvironmentId;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.envs.minatar.Asterix;
import io.github.lotteryrl.envs.minatar.Breakout;
import io.github.lotteryrl.envs.minatar.Freeway;
import io.github.lotteryrl.envs.minatar.MinAtarSettings;
import io.github.lotteryrl.envs.minatar.Seaquest;
import io.github.lotteryrl.envs.minatar.SpaceInvaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The MinAtar games by id. */
final class MinAtarIds {

    static final List<String> NAMES = List.of(
            "MinAtar/Asterix-v1",
            "MinAtar/Breakout-v1",
            "MinAtar/Freeway-v1",
            "MinAtar/Seaquest-v1",
            "MinAtar/SpaceInvaders-v1");

    private static final int VERSION = 1;
    private static final String STICKY = "sticky";
    private static final String RAMPING = "ramping";
    private static final String ACTIONS = "actions";
    private static final String DECIMAL = "[0-9]{1,9}(\\.[0-9]{1,20})?([eE]-?[0-9]{1,3})?";

    private MinAtarIds() {}

    static Optional<EnvironmentFactory> find(EnvironmentId id) {
        return switch (id.name()) {
            case "MinAtar/Asterix-v1" -> Optional.of(game(id, Asterix::create, ACTIONS, RAMPING, STICKY));
            case "MinAtar/Breakout-v1" -> Optional.of(game(id, Breakout::create, ACTIONS, STICKY));
            case "MinAtar/Freeway-v1" -> Optional.of(game(id, Freeway::create, ACTIONS, STICKY));
            case "MinAtar/Seaquest-v1" -> Optional.of(game(id, Seaquest::create, ACTIONS, RAMPING, STICKY));
            case "MinAtar/SpaceInvaders-v1" -> Optional.of(game(id, SpaceInvaders::create, ACTIONS, RAMPING, STICKY));
            default -> Optional.empty();
        };
    }

    private static EnvironmentFactory game(
            EnvironmentId id, Function<MinAtarSettings, Environment> maker, String... known) {
        BuiltInEnvironments.requireKnownSettings(id, known);
        final MinAtarSettings settings = settings(id);
        final String name = BuiltInEnvironments.name(id.name(), texts(settings), texts(MinAtarSettings.DEFAULT));
        return EnvironmentFactory.of(name, VERSION, () -> maker.apply(settings));
    }

    private static MinAtarSettings settings(EnvironmentId id) {
        MinAtarSettings settings = MinAtarSettings.DEFAULT;
        final String sticky = id.settings().get(STICKY);
        if (sticky != null) {
            settings = settings.withSticky(sticky(id, sticky));
        }
        final String ramping = id.settings().get(RAMPING);
        if (ramping != null) {
            Check.that(
                    ramping.equals("true") || ramping.equals("false"),
                    "environment id '%s': ramping '%s' is neither true nor false",
                    id,
                    ramping);
            settings = settings.withRamping(ramping.equals("true"));
        }
        final String actions = id.settings().get(ACTIONS);
        if (actions != null) {
            Check.that(
                    actions.equals("full") || actions.equals("minimal"),
                    "environment id '%s': actions '%s' is neither full nor minimal",
                    id,
                    actions);
            settings = settings.withActions(MinAtarSettings.ActionSet.valueOf(actions.toUpperCase(Locale.ROOT)));
        }
        return settings;
    }

    private static double sticky(EnvironmentId id, String text) {
        final double value = text.matches(DECIMAL) ? Double.parseDouble(text) : Double.NaN;
        Check.that(value >= 0 && value <= 1, "environment id '%s': sticky '%s' not in [0, 1]", id, text);
        return value;
    }

    private static Map<String, String> texts(MinAtarSettings settings) {
        return Map.of(
                STICKY,
                Decimal.format(settings.sticky()),
                RAMPING,
                String.valueOf(settings.ramping()),
                ACTIONS,
                settings.actions().name().toLowerCase(Locale.ROOT));
    }
}

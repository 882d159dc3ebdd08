// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.contract.EnvironmentContract;
import org.junit.jupiter.api.Nested;

/** The contract test passes where it should: discrete, continuous, with goggles. */
class CorridorTest extends EnvironmentContract {

    @Override
    protected EnvironmentFactory factory() {
        return Corridor.FACTORY;
    }

    @Nested
    class SliderTest extends EnvironmentContract {
        @Override
        protected EnvironmentFactory factory() {
            return Slider.FACTORY;
        }
    }

    @Nested
    class GogglesContractTest extends EnvironmentContract {
        @Override
        protected EnvironmentFactory factory() {
            return Slider.FACTORY.observing(1);
        }
    }
}

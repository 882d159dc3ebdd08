// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.contract.EnvironmentContract;
import org.junit.jupiter.api.Nested;

/** The contract test passes where it should: discrete, continuous, with goggles, in a wrapper that changes what is seen. */
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

    @Nested
    class BinaryGogglesContractTest extends EnvironmentContract {
        @Override
        protected EnvironmentFactory factory() {
            return Corridor.FACTORY.observing(5, 0, 3, 4, 1);
        }
    }

    @Nested
    class MirrorContractTest extends EnvironmentContract {
        @Override
        protected EnvironmentFactory factory() {
            return EnvironmentFactory.of("Mirror", 1, () -> new Mirror(new Corridor()));
        }
    }

    /** Changes the observation in one place only, as a user's wrapper may. */
    private static final class Mirror extends EnvironmentWrapper {
        Mirror(Environment inner) {
            super(inner);
        }

        @Override
        public void observe(float[] target, int offset) {
            super.observe(target, offset);
            for (int i = 0; i < Corridor.CELLS / 2; i++) {
                final float left = target[offset + i];
                target[offset + i] = target[offset + Corridor.CELLS - 1 - i];
                target[offset + Corridor.CELLS - 1 - i] = left;
            }
        }
    }
}

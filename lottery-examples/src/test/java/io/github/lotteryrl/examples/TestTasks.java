// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.EnvironmentId;
import io.github.lotteryrl.api.EnvironmentProvider;
import io.github.lotteryrl.api.ObservationSpace;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/** Tasks such as the built-in ones are not: {@code Dial-v0} is turned by a number, {@code Dark-v0} draws no pictures. */
public final class TestTasks implements EnvironmentProvider {

    @Override
    public List<String> names() {
        return List.of("Dark-v0", "Dial-v0");
    }

    @Override
    public Optional<EnvironmentFactory> find(EnvironmentId id) {
        return switch (id.name()) {
            case "Dark-v0" -> Optional.of(EnvironmentFactory.of("Dark-v0", 1, Dark::new));
            case "Dial-v0" -> Optional.of(EnvironmentFactory.of("Dial-v0", 1, Dial::new));
            default -> Optional.empty();
        };
    }

    /** Ten steps; the reward is the action, within its bounds. */
    private static class Dark implements Environment {

        private int steps;
        private float angle;

        @Override
        public ObservationSpace observationSpace() {
            return ObservationSpace.of("angle");
        }

        @Override
        public ActionSpace actionSpace() {
            return ActionSpace.continuous("turn");
        }

        @Override
        public void reset(long seed) {
            reset();
        }

        @Override
        public void reset() {
            steps = 0;
            angle = 0;
        }

        @Override
        public double step(float[] action) {
            final float turn = Math.max(-1, Math.min(1, action[0]));
            angle += turn;
            steps++;
            return turn;
        }

        @Override
        public boolean isTerminated() {
            return steps == 10;
        }

        @Override
        public boolean isTruncated() {
            return false;
        }

        @Override
        public void observe(float[] target, int offset) {
            target[offset] = angle;
        }

        float angle() {
            return angle;
        }
    }

    /** A single pixel that shows the angle in thousandths as its colour. */
    private static final class Dial extends Dark {
        @Override
        public BufferedImage render() {
            final BufferedImage pixel = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
            pixel.setRGB(0, 0, Math.round(angle() * 1_000));
            return pixel;
        }
    }
}

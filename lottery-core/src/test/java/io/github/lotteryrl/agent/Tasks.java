// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.ClassificationTask;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.EnvironmentWrapper;
import io.github.lotteryrl.api.LabelledData;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.internal.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Small tasks with known answers, for tests of learners. */
public final class Tasks {

    /** Three random numbers are shown; the number of the largest earns 1. Ten steps, so the optimum is 10. */
    public static final EnvironmentFactory BANDIT = EnvironmentFactory.of("Bandit", 1, Bandit::new);

    /** A walker on a line is to stand on a target; each step costs the distance. Twenty steps, then cut off. */
    public static final EnvironmentFactory LINE = EnvironmentFactory.of("Line", 1, Line::new);

    /** See {@link Temptation}. */
    public static final EnvironmentFactory TEMPTATION = EnvironmentFactory.of("Temptation", 1, Temptation::new);

    /** Every step earns 1, and every episode ends after five. */
    public static final EnvironmentFactory CONSTANT = EnvironmentFactory.of("Constant", 1, () -> new Constant(5));

    /** Every step earns 1, and there is no end. */
    public static final EnvironmentFactory ENDLESS =
            EnvironmentFactory.of("Endless", 1, () -> new Constant(Long.MAX_VALUE));

    /** A ball falls, a paddle below is to catch it: binary pictures of 5 x 5, four steps, 1 or -1 at the end. */
    public static final EnvironmentFactory CATCH = EnvironmentFactory.of("Catch", 1, Catch::new);

    /** Points of the plane have the number of their quadrant. */
    public static final ClassificationTask QUADRANTS = new Quadrants();

    private Tasks() {}

    /** What a factory's environments were asked to do. Not thread-safe. */
    public static final class Log implements EnvironmentFactory {

        /** The seeds of all episodes. */
        public final List<Long> seeds = new ArrayList<>();

        /** All numbered actions, in their order over all environments. */
        public final List<Integer> numbered = new ArrayList<>();

        /** All vectors, in their order over all environments. */
        public final List<float[]> vectors = new ArrayList<>();

        /** How many environments there were. */
        public int created;

        /** How often one of them was closed. */
        public int closed;

        private final EnvironmentFactory factory;

        /** Keeps a log of another factory's environments. */
        public Log(EnvironmentFactory factory) {
            this.factory = factory;
        }

        @Override
        public String name() {
            return factory.name();
        }

        @Override
        public int version() {
            return factory.version();
        }

        @Override
        public Environment create() {
            created++;
            return new EnvironmentWrapper(factory.create()) {
                @Override
                public void reset(long seed) {
                    seeds.add(seed);
                    super.reset(seed);
                }

                @Override
                public double step(int action) {
                    numbered.add(action);
                    return super.step(action);
                }

                @Override
                public double step(float[] action) {
                    vectors.add(action.clone());
                    return super.step(action);
                }

                @Override
                public void close() {
                    closed++;
                    super.close();
                }
            };
        }
    }

    private abstract static class Episodic implements Environment {

        RandomStream random;
        long steps;

        abstract void start();

        @Override
        public final void reset(long seed) {
            random = Seed.of(seed).random();
            reset();
        }

        @Override
        public final void reset() {
            if (random == null) {
                throw new IllegalStateException("no seed yet");
            }
            steps = 0;
            start();
        }

        @Override
        public boolean isTruncated() {
            return false;
        }
    }

    private static final class Bandit extends Episodic {

        private static final int ARMS = 3;

        private final float[] shown = new float[ARMS];

        @Override
        public ObservationSpace observationSpace() {
            return ObservationSpace.of("first", "second", "third");
        }

        @Override
        public ActionSpace actionSpace() {
            return ActionSpace.discrete(ARMS);
        }

        @Override
        void start() {
            for (int i = 0; i < ARMS; i++) {
                shown[i] = (float) random.nextDouble(-1, 1);
            }
        }

        @Override
        public double step(int action) {
            Check.in("action", action, 0, ARMS - 1);
            boolean largest = true;
            for (float other : shown) {
                largest &= shown[action] >= other;
            }
            steps++;
            start();
            return largest ? 1 : 0;
        }

        @Override
        public boolean isTerminated() {
            return steps == 10;
        }

        @Override
        public void observe(float[] target, int offset) {
            System.arraycopy(shown, 0, target, offset, ARMS);
        }
    }

    private static final class Line extends Episodic {

        private double place;
        private double goal;

        @Override
        public ObservationSpace observationSpace() {
            return ObservationSpace.of("place", "goal");
        }

        @Override
        public ActionSpace actionSpace() {
            return ActionSpace.continuous("speed", "nothing");
        }

        @Override
        void start() {
            place = random.nextDouble(-1, 1);
            goal = random.nextDouble(-1, 1);
        }

        @Override
        public double step(float[] action) {
            place += 0.3 * Math.max(-1, Math.min(1, action[0]));
            steps++;
            return -Math.abs(place - goal);
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean isTruncated() {
            return steps == 20;
        }

        @Override
        public void observe(float[] target, int offset) {
            target[offset] = (float) place;
            target[offset + 1] = (float) goal;
        }
    }

    /**
     * The action, a number in [-1, 1], earns a tenth of itself at once; at the end of the episode all actions together are
     * charged in full. Nothing is random. Whoever looks at the next reward alone gets worse with every update, so that
     * the best weights are early ones.
     */
    private static final class Temptation extends Episodic {

        private double debt;

        @Override
        public ObservationSpace observationSpace() {
            return ObservationSpace.of("time");
        }

        @Override
        public ActionSpace actionSpace() {
            return ActionSpace.continuous("grab");
        }

        @Override
        void start() {
            debt = 0;
        }

        @Override
        public double step(float[] action) {
            final double grabbed = Math.max(-1, Math.min(1, action[0]));
            steps++;
            if (isTerminated()) {
                return -debt;
            }
            debt += grabbed;
            return 0.1 * grabbed;
        }

        @Override
        public boolean isTerminated() {
            return steps == 8;
        }

        @Override
        public void observe(float[] target, int offset) {
            target[offset] = isTerminated() ? 0 : 1;
        }
    }

    private static final class Constant extends Episodic {

        private final long length;

        Constant(long length) {
            this.length = length;
        }

        @Override
        public ObservationSpace observationSpace() {
            return ObservationSpace.of("random");
        }

        @Override
        public ActionSpace actionSpace() {
            return ActionSpace.discrete(2);
        }

        @Override
        void start() {}

        @Override
        public double step(int action) {
            Check.in("action", action, 0, 1);
            steps++;
            return 1;
        }

        @Override
        public boolean isTerminated() {
            return steps == length;
        }

        @Override
        public void observe(float[] target, int offset) {
            target[offset] = steps % 3 - 1;
        }
    }

    private static final class Catch extends Episodic {

        private static final int SIDE = 5;

        private int ball;
        private int paddle;

        @Override
        public ObservationSpace observationSpace() {
            return ObservationSpace.binaryMaps(SIDE, SIDE, "ball", "paddle");
        }

        @Override
        public ActionSpace actionSpace() {
            return ActionSpace.discrete(3);
        }

        @Override
        void start() {
            ball = random.nextInt(SIDE);
            paddle = SIDE / 2;
        }

        @Override
        public double step(int action) {
            Check.in("action", action, 0, 2);
            paddle = Math.max(0, Math.min(SIDE - 1, paddle + action - 1));
            steps++;
            return isTerminated() ? (ball == paddle ? 1 : -1) : 0;
        }

        @Override
        public boolean isTerminated() {
            return steps == SIDE - 1;
        }

        @Override
        public void observe(float[] target, int offset) {
            Arrays.fill(target, offset, offset + 2 * SIDE * SIDE, 0);
            target[offset + (int) steps * SIDE + ball] = 1;
            target[offset + SIDE * SIDE + (SIDE - 1) * SIDE + paddle] = 1;
        }
    }

    private static final class Quadrants implements ClassificationTask {

        private static final int EPISODE = 20;

        @Override
        public String name() {
            return "Quadrants";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Environment create() {
            return new Plane();
        }

        @Override
        public LabelledData training() {
            final RandomStream random = Seed.of(3).random();
            final float[][] points = new float[250][2];
            for (float[] point : points) {
                Plane.draw(random, point);
            }
            return new LabelledData() {
                @Override
                public int size() {
                    return points.length;
                }

                @Override
                public int label(int index) {
                    return Plane.quadrant(points[index]);
                }

                @Override
                public void observe(int index, float[] target, int offset) {
                    System.arraycopy(points[index], 0, target, offset, 2);
                }
            };
        }

        private static final class Plane extends Episodic {

            private final float[] point = new float[2];

            static void draw(RandomStream random, float[] point) {
                point[0] = (float) random.nextDouble(-1, 1);
                point[1] = (float) random.nextDouble(-1, 1);
            }

            static int quadrant(float... point) {
                return (point[0] > 0 ? 1 : 0) + (point[1] > 0 ? 2 : 0);
            }

            @Override
            public ObservationSpace observationSpace() {
                return ObservationSpace.of("x", "y");
            }

            @Override
            public ActionSpace actionSpace() {
                return ActionSpace.discrete(4);
            }

            @Override
            void start() {
                draw(random, point);
            }

            @Override
            public double step(int action) {
                Check.in("action", action, 0, 3);
                final double reward = action == quadrant(point) ? 100.0 / EPISODE : 0;
                steps++;
                start();
                return reward;
            }

            @Override
            public boolean isTerminated() {
                return steps == EPISODE;
            }

            @Override
            public void observe(float[] target, int offset) {
                System.arraycopy(point, 0, target, offset, 2);
            }
        }
    }
}

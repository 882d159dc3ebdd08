// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.BitSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A memory and its {@link ReplayModel} through the same random experience: environments in any order, some resting for long,
 * episodes from one step to more than the capacity; now and then the memory is saved and another one goes on in its place.
 */
class ReplayMemoryModelTest {

    private static final ObservationSpace SPACE = ObservationSpace.of("number");
    private static final int CALLS = 4_000;
    private static final int SAMPLES = 6;

    private RandomStream random;
    private int capacity;
    private int environments;
    private int steps;
    private double discount;
    private double exponent;
    private boolean prioritised;
    private ReplayMemory memory;
    private ReplayModel model;
    private ReplayMemory spare;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23})
    void memoryIsAsItsDescription(int seed) {
        random = Seed.of(seed).random();
        environments = 1 + random.nextInt(5);
        steps = 1 + random.nextInt(5);
        capacity = 2 * environments * (steps + 1) + 4 + random.nextInt(40);
        discount = random.nextDouble(0.5, 1);
        exponent = random.nextDouble();
        prioritised = seed % 2 == 0;
        memory = newMemory();
        spare = newMemory();
        model = new ReplayModel(capacity, environments, steps, discount);
        final double termination = new double[] {0.5, 0.1, 0.01, 0}[seed / 2 % 4];
        final double truncation = new double[] {0, 0.4, 0.1, 0.01, 0.001}[random.nextInt(5)];
        int drawn = 0;
        for (int i = 0; i < CALLS; i++) {
            act(nextEnvironment(), termination, truncation);
            final BitSet drawable = model.drawable();
            assertThat(memory.size()).isEqualTo(drawable.cardinality());
            assertThat(drawable(memory)).isEqualTo(drawable);
            if (memory.size() > 0 && i % 3 == 0) {
                sample(drawable);
                drawn++;
            }
            if (random.nextInt(100) == 0) {
                moveOn();
            }
        }
        assertThat(drawn).isGreaterThan(CALLS / 4);
    }

    private ReplayMemory newMemory() {
        final Sampling sampling = prioritised ? Sampling.prioritised(exponent) : Sampling.uniform();
        return new ReplayMemory(SPACE, capacity, environments, steps, discount, sampling);
    }

    /** Any, unless one rested for so long that its last observation is about to be overwritten. */
    private int nextEnvironment() {
        int oldest = 0;
        for (int e = 1; e < environments; e++) {
            oldest = model.age(e) > model.age(oldest) ? e : oldest;
        }
        if (model.age(oldest) >= capacity - 2 * environments - 2) {
            return oldest;
        }
        // The first one rests most.
        return Math.max(random.nextInt(environments), random.nextInt(environments));
    }

    private void act(int environment, double termination, double truncation) {
        if (!model.isWaiting(environment)) {
            final int slot = memory.begin(environment);
            show(slot, model.add(environment, slot));
            return;
        }
        final int action = random.nextInt(10);
        final double reward = random.nextGaussian();
        final boolean terminated = random.nextDouble() < termination;
        memory.record(environment, action, reward, terminated);
        model.record(environment, action, reward, terminated);
        if (!terminated && random.nextDouble() < truncation) {
            final int slot = memory.truncate(environment);
            show(slot, model.truncate(environment, slot));
        }
    }

    private void show(int slot, int number) {
        memory.observations().put(slot, new float[] {number});
    }

    private BitSet drawable(ReplayMemory of) {
        final BitSet drawable = new BitSet();
        for (int slot = 0; slot < capacity; slot++) {
            drawable.set(slot, of.isDrawable(slot));
        }
        return drawable;
    }

    private void sample(BitSet drawable) {
        final double beta = random.nextDouble();
        memory.sample(SAMPLES, beta, random);
        double largest = 0;
        for (int b = 0; b < SAMPLES; b++) {
            largest = Math.max(largest, weight(b, beta));
        }
        final double[] errors = new double[SAMPLES];
        for (int b = 0; b < SAMPLES; b++) {
            final int slot = memory.slots()[b];
            assertThat(drawable.get(slot)).isTrue();
            final ReplayModel.Entry entry = model.at(slot);
            final ReplayModel.Transition expected = model.transition(entry);
            assertThat(memory.observations().get(slot, 0)).isEqualTo(entry.number);
            assertThat(memory.action(slot)).isEqualTo(entry.action);
            assertThat(memory.returns()[b]).isCloseTo(expected.sum(), within(1e-12));
            assertThat(memory.bootstrapFactors()[b]).isCloseTo(expected.factor(), within(1e-12));
            assertThat(memory.observations().get(memory.bootstrapSlots()[b], 0)).isEqualTo(expected.bootstrap().number);
            assertThat(memory.weights()[b]).isCloseTo(weight(b, beta) / largest, within(1e-12));
            errors[b] = 2 * random.nextGaussian();
        }
        if (random.nextBoolean()) {
            memory.updatePriorities(errors, SAMPLES);
            for (int b = 0; b < SAMPLES && prioritised; b++) {
                model.at(memory.slots()[b]).priority = Math.max(1e-6, Math.min(1, Math.abs(errors[b])));
            }
        }
    }

    /** The total is the same for all of a sample, so it cancels out. */
    private double weight(int b, double beta) {
        return StrictMath.pow(model.at(memory.slots()[b]).priority, -exponent * beta);
    }

    /** Goes on with another memory, which was used before. */
    private void moveOn() {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        memory.save(new StateWriter(out));
        spare.restore(new StateReader(new ByteArrayInputStream(out.toByteArray())));
        final ReplayMemory left = memory;
        memory = spare;
        spare = left;
    }
}

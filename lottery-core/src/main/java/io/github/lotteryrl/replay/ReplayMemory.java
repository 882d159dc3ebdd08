// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.replay;

import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;
import io.github.lotteryrl.state.Stateful;
import java.util.Arrays;

/**
 * The latest experience of some parallel environments, to learn from in random order (Lin 1992; Mnih et al. 2015), with returns
 * over several steps (Sutton 1988). The oldest is overwritten first.
 *
 * <p>A slot holds an observation, the action taken there and its reward, and knows the slot of the observation that followed in
 * the same environment; so each observation is kept once. What an episode was truncated with takes a slot without an action.
 *
 * <p>A transition of n steps is r = r_t + g r_(t+1) + ... + g^(k-1) r_(t+k-1), with g the discount and k = n or, where the
 * episode ended before, fewer; and the slot to bootstrap from, k steps on, with the factor g^k that its value counts with. It
 * can be drawn as soon as all of this is known. Where the episode terminated there is nothing to bootstrap from: the factor
 * is 0 and the slot the transition's own, so that it can be read all the same.
 *
 * <p>Allocates at construction, and where more transitions are drawn at once than ever before. Not thread-safe.
 *
 * <pre>{@code
 * ReplayMemory memory = new ReplayMemory(space, 100_000, 8, 3, 0.99, Sampling.prioritised(0.6));
 * memory.observations().put(memory.begin(e), observation);             // in each environment e, then act
 * memory.record(e, action, reward, terminated);
 * if (truncated) {
 *     memory.observations().put(memory.truncate(e), lastObservation);
 * }
 * memory.sample(32, 0.4, random);                                      // then learn from slots(), returns(), ...
 * memory.updatePriorities(errors, 32);
 * }</pre>
 */
public final class ReplayMemory implements Stateful {

    private static final int NONE = -1;

    private final int capacity;
    private final int environments;
    private final int steps;
    /** Powers of the discount. */
    private final double[] discounts;

    private final ObservationBuffer observations;
    /** {@link #NONE} where nothing was done: yet, or because the episode was truncated there. */
    private final int[] actions;
    /** Not rounded to floats: four bytes are little beside an observation, and sums of them come out as by hand. */
    private final double[] rewards;
    /** {@link #NONE} where nothing follows: yet, or because the episode terminated there. */
    private final int[] successors;

    private final Sampler sampler;

    /** The slot of the environment's last observation in its open episode; {@link #NONE} at the beginning of one. */
    private final int[] last;
    /** How many of the environment's steps cannot be drawn yet. */
    private final int[] pending;
    /** The slot of the first of those; the others are its successors. */
    private final int[] oldest;

    /** How many slots were reserved since the beginning. */
    private long reserved;

    private Sample sample = new Sample(0);
    private int sampled;
    private long reservedAtSample;

    /**
     * Makes an empty memory.
     *
     * @param capacity in slots, at least 2 times environments times steps: then no transition is overwritten before it can be
     *     drawn, if the environments take their steps in turn
     * @param environments at least 1
     * @param steps of a transition, at least 1
     * @param discount for each step, in [0, 1]
     */
    public ReplayMemory(
            ObservationSpace space, int capacity, int environments, int steps, double discount, Sampling sampling) {
        Check.atLeast("environments", environments, 1);
        Check.atLeast("steps", steps, 1);
        Check.fraction("discount", discount);
        // Until its last observation is there, a transition of n steps in one of E environments sees at most
        // n (2 E - 1) other slots reserved: so many if all other environments are truncated at every step.
        Check.atLeast("capacity", (long) capacity, 2L * environments * steps);
        this.capacity = capacity;
        this.environments = environments;
        this.steps = steps;
        this.discounts = new double[steps + 1];
        discounts[0] = 1;
        for (int k = 1; k <= steps; k++) {
            discounts[k] = discounts[k - 1] * discount;
        }
        this.sampler = Sampler.of(sampling, capacity);
        this.observations = ObservationBuffer.of(space, capacity);
        this.actions = new int[capacity];
        this.rewards = new double[capacity];
        this.successors = new int[capacity];
        this.last = new int[environments];
        this.pending = new int[environments];
        this.oldest = new int[environments];
        Arrays.fill(last, NONE);
        Arrays.fill(oldest, NONE);
    }

    /** Returns the observations by slot; those of reserved slots are the caller's to put. */
    public ObservationBuffer observations() {
        return observations;
    }

    /** Returns how many transitions can be drawn. */
    public int size() {
        return sampler.size();
    }

    /** Returns whether the transition that begins at a slot can be drawn. */
    boolean isDrawable(int slot) {
        return sampler.has(slot);
    }

    private int filled() {
        return (int) Math.min(reserved, capacity);
    }

    /**
     * Returns the slot that is reserved for what an environment shows now. Put the observation there before any other call.
     *
     * @throws IllegalStateException if nothing was done yet at the observation before
     */
    public int begin(int environment) {
        requireState(!isWaiting(environment), environment, "has an observation at which nothing was done yet");
        final int slot = reserve(environment);
        last[environment] = slot;
        if (pending[environment] == steps) {
            admit(environment, 1);
        }
        return slot;
    }

    /**
     * Keeps what was done at an environment's current observation.
     *
     * @param action at least 0
     * @param terminated whether this ended the episode and its task
     * @throws IllegalStateException if there is no observation at which to do something
     */
    public void record(int environment, int action, double reward, boolean terminated) {
        requireState(isWaiting(environment), environment, "has no observation at which to do something");
        final int slot = last[environment];
        actions[slot] = Check.atLeast("action", action, 0);
        rewards[slot] = reward;
        if (pending[environment] == 0) {
            oldest[environment] = slot;
        }
        pending[environment]++;
        if (terminated) {
            last[environment] = NONE;
            admit(environment, pending[environment]);
        }
    }

    /**
     * Ends an episode that could go on, and returns the slot that is reserved for the observation that it was cut off with. Put
     * the observation there before any other call.
     *
     * @throws IllegalStateException if no action came after the environment's last observation, or it terminated the episode
     */
    public int truncate(int environment) {
        requireState(
                last[environment] != NONE && !isWaiting(environment), environment, "has no step to be cut off after");
        final int slot = reserve(environment);
        last[environment] = NONE;
        admit(environment, pending[environment]);
        return slot;
    }

    private boolean isWaiting(int environment) {
        return last[environment] != NONE && actions[last[environment]] == NONE;
    }

    private static void requireState(boolean holds, int environment, String otherwise) {
        if (!holds) {
            throw new IllegalStateException("environment " + environment + ' ' + otherwise);
        }
    }

    /**
     * Overwrites the oldest slot. Slots are reserved in the order of time and overwritten in the same order, and successors are
     * reserved later than what they succeed; so whatever can be reached from a slot outlives it, and nothing that is left leads
     * to the overwritten slot. What has to forget it is the sampler, and the environment that may still wait for what follows.
     */
    private int reserve(int environment) {
        final int slot = (int) (reserved % capacity);
        for (int e = 0; e < environments; e++) {
            requireState(last[e] != slot, e, "is behind the others by the whole memory");
        }
        for (int e = 0; e < environments; e++) {
            if (pending[e] > 0 && oldest[e] == slot) {
                oldest[e] = successors[slot];
                pending[e]--;
            }
        }
        sampler.retire(slot);
        actions[slot] = NONE;
        successors[slot] = NONE;
        if (last[environment] != NONE) {
            successors[last[environment]] = slot;
        }
        reserved++;
        return slot;
    }

    private void admit(int environment, int count) {
        for (int i = 0; i < count; i++) {
            sampler.admit(oldest[environment]);
            oldest[environment] = successors[oldest[environment]];
        }
        pending[environment] -= count;
    }

    /**
     * Draws transitions, with replacement. They stand in the arrays of the accessors below until the next call.
     *
     * @param count how many, at least 1
     * @param importanceExponent how far the importance weights make up for unequal probabilities, in [0, 1]
     * @throws IllegalStateException if there is no transition yet
     */
    public void sample(int count, double importanceExponent, RandomStream random) {
        Check.atLeast("count", count, 1);
        Check.fraction("importance exponent", importanceExponent);
        if (size() == 0) {
            throw new IllegalStateException("there is no transition to draw yet");
        }
        if (count > sample.slots.length) {
            sample = new Sample(count);
        }
        sampler.draw(sample, count, filled(), importanceExponent, random);
        for (int b = 0; b < count; b++) {
            follow(b);
        }
        sampled = count;
        reservedAtSample = reserved;
    }

    private void follow(int b) {
        final int slot = sample.slots[b];
        double sum = 0;
        int at = slot;
        int k = 0;
        do {
            sum += discounts[k] * rewards[at];
            at = successors[at];
            k++;
        } while (k < steps && at != NONE && actions[at] != NONE);
        sample.returns[b] = sum;
        sample.bootstrapSlots[b] = at == NONE ? slot : at;
        sample.bootstrapFactors[b] = at == NONE ? 0 : discounts[k];
    }

    /** Returns where each drawn transition begins. Reused; the first {@code count} numbers count. */
    public int[] slots() {
        return sample.slots;
    }

    /** Returns the slots of the observations to bootstrap from. Reused; the first {@code count} numbers count. */
    public int[] bootstrapSlots() {
        return sample.bootstrapSlots;
    }

    /** Returns the discounted sum of rewards of each drawn transition. Reused; the first {@code count} numbers count. */
    public double[] returns() {
        return sample.returns;
    }

    /** Returns what the bootstrapped values are multiplied with. Reused; the first {@code count} numbers count. */
    public double[] bootstrapFactors() {
        return sample.bootstrapFactors;
    }

    /** Returns the importance weights, the largest 1. Reused; the first {@code count} numbers count. */
    public double[] weights() {
        return sample.weights;
    }

    /** Returns what was done at a drawn slot. */
    public int action(int slot) {
        return actions[slot];
    }

    /**
     * Gives the transitions drawn last the priorities that belong to their errors. Does nothing where sampling is uniform.
     *
     * @param errors in the order of {@link #slots()}, of any sign, NaN excluded; not modified
     * @param count at most as many as were drawn
     * @throws IllegalStateException if a slot was reserved since, for it may be one of those
     */
    public void updatePriorities(double[] errors, int count) {
        Check.in("count", count, 0, sampled);
        if (reserved != reservedAtSample) {
            throw new IllegalStateException("the memory has gone on since the transitions were drawn");
        }
        for (int b = 0; b < count; b++) {
            sampler.update(sample.slots[b], errors[b]);
        }
    }

    /** Writes all but the transitions drawn last. */
    @Override
    public void save(StateWriter to) {
        final int filled = filled();
        to.section("replay memory");
        to.number(capacity);
        to.number(environments);
        to.number(steps);
        to.number(reserved);
        to.ints(actions, filled);
        to.doubles(rewards, filled);
        to.ints(successors, filled);
        to.ints(last, environments);
        to.ints(pending, environments);
        to.ints(oldest, environments);
        sampler.save(to, filled);
        to.section("observations");
        observations.save(to, filled);
    }

    @Override
    public void restore(StateReader from) {
        from.section("replay memory");
        from.expect("capacity", capacity);
        from.expect("environments", environments);
        from.expect("steps", steps);
        reserved = from.number();
        if (reserved < 0) {
            throw from.corrupt("count of reserved slots " + reserved + " is negative");
        }
        final int filled = filled();
        from.ints("action", actions, filled, NONE, Integer.MAX_VALUE);
        from.doubles(rewards, filled);
        from.ints("successor", successors, filled, NONE, filled - 1);
        from.ints("last slot", last, environments, NONE, filled - 1);
        from.ints("count of pending steps", pending, environments, 0, steps);
        from.ints("oldest slot", oldest, environments, NONE, filled - 1);
        sampler.restore(from, filled);
        from.section("observations");
        observations.restore(from, filled);
        sampled = 0;
    }
}

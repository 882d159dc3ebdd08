// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.replay;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What a {@link ReplayMemory} should know, written from its description: lists of episodes, nothing ever overwritten. */
final class ReplayModel {

    /** An observation and what was done there; it shows its number. */
    static final class Entry {
        final int number;
        final Episode episode;
        final int position;
        int action = -1;
        double reward;
        double priority = 1;

        Entry(int number, Episode episode) {
            this.number = number;
            this.episode = episode;
            this.position = episode.entries.size();
        }
    }

    static final class Episode {
        final List<Entry> entries = new ArrayList<>();
        boolean terminated;
        boolean truncated;
    }

    /** A transition: the discounted rewards, and what to bootstrap from, if anything. */
    record Transition(double sum, double factor, Entry bootstrap) {}

    private final int capacity;
    private final int steps;
    private final double discount;
    private final Episode[] open;
    private final Entry[] atSlot;
    private int reserved;

    ReplayModel(int capacity, int environments, int steps, double discount) {
        this.capacity = capacity;
        this.steps = steps;
        this.discount = discount;
        this.open = new Episode[environments];
        for (int e = 0; e < environments; e++) {
            open[e] = new Episode();
        }
        this.atSlot = new Entry[capacity];
    }

    /** Adds an observation that stands in {@code slot}, which must be free by then, and returns what it shows. */
    int add(int environment, int slot) {
        final Entry entry = new Entry(reserved, open[environment]);
        open[environment].entries.add(entry);
        reserved++;
        if (atSlot[slot] != null && lives(atSlot[slot])) {
            throw new AssertionError("slot " + slot + " is not the oldest");
        }
        atSlot[slot] = entry;
        return entry.number;
    }

    void record(int environment, int action, double reward, boolean terminated) {
        final Episode episode = open[environment];
        final Entry entry = episode.entries.get(episode.entries.size() - 1);
        entry.action = action;
        entry.reward = reward;
        if (terminated) {
            episode.terminated = true;
            open[environment] = new Episode();
        }
    }

    int truncate(int environment, int slot) {
        final int shown = add(environment, slot);
        open[environment].truncated = true;
        open[environment] = new Episode();
        return shown;
    }

    private boolean lives(Entry entry) {
        return entry.number >= reserved - capacity;
    }

    Entry at(int slot) {
        return atSlot[slot];
    }

    /** Returns how many slots were reserved after the last observation of an environment's open episode. */
    int age(int environment) {
        final List<Entry> entries = open[environment].entries;
        return entries.isEmpty() ? 0 : reserved - 1 - entries.get(entries.size() - 1).number;
    }

    boolean isWaiting(int environment) {
        final List<Entry> entries = open[environment].entries;
        return !entries.isEmpty() && entries.get(entries.size() - 1).action < 0;
    }

    BitSet drawable() {
        final BitSet drawable = new BitSet();
        for (int slot = 0; slot < capacity; slot++) {
            final Entry entry = atSlot[slot];
            drawable.set(slot, entry != null && lives(entry) && isKnown(entry));
        }
        return drawable;
    }

    private boolean isKnown(Entry entry) {
        final Episode episode = entry.episode;
        return entry.action >= 0
                && (episode.terminated || episode.truncated || episode.entries.size() > entry.position + steps);
    }

    Transition transition(Entry first) {
        final List<Entry> entries = first.episode.entries;
        double sum = 0;
        int k = 0;
        while (k < steps && first.position + k < entries.size() && entries.get(first.position + k).action >= 0) {
            sum += StrictMath.pow(discount, k) * entries.get(first.position + k).reward;
            k++;
        }
        return first.position + k < entries.size()
                ? new Transition(sum, StrictMath.pow(discount, k), entries.get(first.position + k))
                : new Transition(sum, 0, first);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.IntSupplier;
import java.util.function.ToDoubleFunction;

/**
 * Runs that wait for a core, and how many cores are free. The most urgent run goes first, of equals the one that came first.
 * Thread-safe.
 *
 * @param <T> a run
 */
final class ReadyRuns<T> {

    private final ToDoubleFunction<T> urgency;
    private final IntSupplier version;
    private final PriorityQueue<Waiting<T>> queue = new PriorityQueue<>();
    private int queueVersion;
    private int cores;
    private boolean isClosed;
    private long order;

    private record Waiting<T>(T run, double urgency, long order) implements Comparable<Waiting<T>> {
        @Override
        public int compareTo(Waiting<T> other) {
            final int difference = Double.compare(other.urgency, urgency);
            return difference != 0 ? difference : Long.compare(order, other.order);
        }
    }

    /**
     * Makes an empty queue, without cores.
     *
     * @param urgency of a run
     * @param version another number whenever urgencies have changed
     */
    ReadyRuns(ToDoubleFunction<T> urgency, IntSupplier version) {
        this.urgency = urgency;
        this.version = version;
        this.queueVersion = version.getAsInt();
    }

    synchronized void add(T run) {
        queue.add(new Waiting<>(run, urgency.applyAsDouble(run), order++));
        notify();
    }

    synchronized void addAll(Collection<? extends T> runs) {
        runs.forEach(this::add);
    }

    /** Gives back the core of a run that was taken, or tells of more cores, or of fewer. */
    synchronized void addCores(int more) {
        cores += more;
        notifyAll();
    }

    /** Lets nobody take a run any more, nor wait for one. */
    synchronized void close() {
        isClosed = true;
        notifyAll();
    }

    /** Waits until there is a run and a core for it; empty when it is closed. */
    synchronized Optional<T> take() throws InterruptedException {
        while (!isClosed && (queue.isEmpty() || cores <= 0)) {
            wait();
        }
        if (isClosed) {
            return Optional.empty();
        }
        if (queueVersion != version.getAsInt()) {
            queueVersion = version.getAsInt();
            final List<Waiting<T>> old = new ArrayList<>(queue);
            queue.clear();
            old.forEach(waiting ->
                    queue.add(new Waiting<>(waiting.run, urgency.applyAsDouble(waiting.run), waiting.order)));
        }
        cores--;
        return Optional.of(queue.remove().run);
    }
}

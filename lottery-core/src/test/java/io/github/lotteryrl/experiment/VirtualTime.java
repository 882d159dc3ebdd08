// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import io.github.lotteryrl.api.TrainingCheckpoint;
import io.github.lotteryrl.api.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Executes runs in a time of its own: each takes the seconds that it is told to, without anybody sleeping. The time goes on to the
 * next end of a run when no thread of a sweep has anything to do; results are those of training on the spot.
 */
final class VirtualTime implements RunExecutor {

    /** A run as it was executed, in virtual seconds. */
    record Executed(RunKey key, double start, double end) {}

    final List<Executed> executed = new ArrayList<>();

    private static final String SWEEP = "lottery-run";
    private static final int NEWS = 10;

    private final ToDoubleFunction<RunTask> seconds;
    private final List<Double> ends = new ArrayList<>();
    private double now;
    private final Thread caller = Thread.currentThread();

    /** Of sweeps that this thread calls. */
    VirtualTime(ToDoubleFunction<RunTask> seconds) {
        this.seconds = seconds;
    }

    /** Returns the virtual time. */
    synchronized long nanos() {
        return Math.round(1e9 * now);
    }

    synchronized double makespan() {
        return executed.stream().mapToDouble(Executed::end).max().orElse(0);
    }

    @Override
    public RunRecord execute(RunTask task, TrainingCheckpoint checkpoint, TrainingListener listener)
            throws InterruptedException {
        final RunRecord record = task.train(TrainingCheckpoint.NONE, TrainingListener.SILENT);
        final double start;
        synchronized (this) {
            start = now;
        }
        final double all = seconds.applyAsDouble(task);
        for (int i = 1; i <= NEWS; i++) {
            passUntil(i == NEWS ? start + all : start + all * i / NEWS);
            listener.stepped(task.agent().steps() / NEWS);
        }
        synchronized (this) {
            executed.add(new Executed(task.key(), start, start + all));
        }
        return record;
    }

    private synchronized void passUntil(double end) throws InterruptedException {
        ends.add(end);
        while (now < end) {
            if (end <= ends.stream().mapToDouble(Double::doubleValue).min().orElse(end) && nobodyElseWorks()) {
                now = end;
                notifyAll();
            } else {
                TimeUnit.MICROSECONDS.timedWait(this, 200);
            }
        }
        ends.remove(end);
    }

    private boolean nobodyElseWorks() {
        // The caller waits once it has started all threads.
        return waits(caller)
                && Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals(SWEEP) && thread != Thread.currentThread())
                        .allMatch(VirtualTime::waits);
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }
}

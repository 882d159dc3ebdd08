// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment.spark;

import io.github.lotteryrl.api.TrainingCheckpoint;
import io.github.lotteryrl.api.TrainingListener;
import io.github.lotteryrl.experiment.RunTask;
import org.apache.spark.api.java.function.Function;

/**
 * A run on its way to an executor, which trains it. What it holds is opened only where the version is the same. A record, because
 * records of different versions can read each other.
 *
 * @param version of the library that sent it
 * @param task the run as bytes
 */
record RemoteRun(String version, byte[] task) implements Function<Integer, byte[]> {

    static RemoteRun of(RunTask task) {
        return new RemoteRun(ownVersion(), TaskCodec.encode(task));
    }

    /** Returns the version in the jar's manifest, which classes outside a jar do not have. */
    private static String ownVersion() {
        final String version = RemoteRun.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /**
     * Trains on the calling thread.
     *
     * @return the reply as bytes: the run's record, or what somebody's environment or agent threw. Were that thrown on, Spark would
     *     train the run again and again
     * @throws IllegalStateException if this executor cannot train the run; another one might
     */
    @Override
    public byte[] call(Integer ignored) throws InterruptedException {
        final String here = ownVersion();
        if (!here.equals(version)) {
            throw new IllegalStateException("Lottery " + here + " on an executor, " + version + " on the driver");
        }
        final RunTask run = TaskCodec.decode(task);
        try {
            return Reply.of(run.train(TrainingCheckpoint.NONE, TrainingListener.SILENT));
        } catch (RuntimeException e) {
            return Reply.of(e);
        }
    }
}

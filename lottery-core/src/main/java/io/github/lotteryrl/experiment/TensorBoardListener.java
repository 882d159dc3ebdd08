// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import io.github.lotteryrl.api.Evaluation;
import io.github.lotteryrl.experiment.EventRecord.Scalar;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes event files that TensorBoard shows while runs go on, a folder for each run:
 *
 * <pre>
 * EXPERIMENT/CONDITION/seed-S/level-L/events.out.tfevents.SECONDS.HOST
 * </pre>
 *
 * <p>A run's evaluation adds a point, at the environment step of the learning curve, to each of the charts
 *
 * <pre>
 * return            undiscounted, mean over the evaluation episodes
 * episode_length    steps, mean over the evaluation episodes
 * sparsity          pruned fraction of the prunable weights, in [0, 1)
 * remaining         surviving fraction of them, in (0, 1]
 * steps_per_second  of training since the evaluation before, without the time that evaluations take
 * loss              what the agent minimises, mean over its updates since the evaluation before
 * </pre>
 *
 * <p>Runs that the store holds already are not trained and write nothing. A run that goes on after a kill goes on in another file
 * beside the first. The folders have the names of experiments, not their settings: other settings need another folder. A file that
 * cannot be written is given up with a warning, and its run goes on. Nothing is left open. Thread-safe.
 *
 * <pre>{@code
 * TicketSearch.builder().listener(TensorBoardListener.into(Path.of("target/tensorboard")))...
 * }</pre>
 *
 * <p>{@code tensorboard --logdir target/tensorboard} shows them.
 */
public final class TensorBoardListener implements ExperimentListener {

    private static final Logger LOG = LoggerFactory.getLogger(TensorBoardListener.class);

    private static final int LONGEST_NAME = 100;

    private final Path folder;
    private final String host = safe(host());
    private final Map<RunKey, RunEvents> running = new ConcurrentHashMap<>();

    private TensorBoardListener(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns a listener that writes below a folder, which is made if need be.
     *
     * @throws IllegalArgumentException if nothing can be written there
     */
    public static TensorBoardListener into(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "probe", null));
        } catch (IOException e) {
            throw new IllegalArgumentException("folder " + folder + " is not writable: " + FolderStore.reason(e), e);
        }
        return new TensorBoardListener(folder);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** Returns a name that is one step of a path, on any system. */
    private static String safe(String name) {
        final String plain = name.replaceAll("[^A-Za-z0-9._=]+", "-").replaceAll("^[.-]+|[.-]+$", "");
        return plain.isEmpty() ? "unnamed" : plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
    }

    @Override
    public void stepped(Experiment experiment, RunKey key, long steps) {
        of(experiment, key).stepped(steps);
    }

    @Override
    public void learned(Experiment experiment, RunKey key, long step, double loss) {
        of(experiment, key).learned(step, loss);
    }

    @Override
    public void evaluated(Experiment experiment, RunKey key, Evaluation evaluation) {
        of(experiment, key).evaluated(evaluation);
    }

    @Override
    public void finished(Experiment experiment, RunKey key, Outcome outcome) {
        running.remove(key);
    }

    private RunEvents of(Experiment experiment, RunKey key) {
        return running.computeIfAbsent(
                key, run -> new RunEvents(folderOf(experiment, run), remaining(experiment, run)));
    }

    private Path folderOf(Experiment experiment, RunKey key) {
        return folder.resolve(safe(experiment.name()))
                .resolve(safe(key.condition()))
                .resolve("seed-" + key.seed())
                .resolve("level-" + key.level());
    }

    private static double remaining(Experiment experiment, RunKey key) {
        final int prunable = experiment.layout().prunableSize();
        return key.level() == 0
                ? 1
                : (double) experiment.pruning().schedule().survivors(key.level(), prunable) / prunable;
    }

    /** What one run writes. */
    private final class RunEvents {

        private final Path place;
        private final double remaining;
        private Optional<Path> file = Optional.empty();
        private boolean givenUp;
        private boolean started;
        private long since;
        private long until;
        private long steps;

        RunEvents(Path place, double remaining) {
            this.place = place;
            this.remaining = remaining;
        }

        synchronized void stepped(long further) {
            until = System.nanoTime();
            if (started) {
                steps += further;
            } else {
                // Its time is not known.
                started = true;
                since = until;
            }
        }

        synchronized void learned(long step, double loss) {
            write(EventRecord.scalars(wallTime(), step, List.of(new Scalar("loss", loss))));
        }

        synchronized void evaluated(Evaluation evaluation) {
            final List<Scalar> scalars = new ArrayList<>(List.of(
                    new Scalar("return", evaluation.meanReturn()),
                    new Scalar("episode_length", evaluation.meanLength()),
                    new Scalar("sparsity", 1 - remaining),
                    new Scalar("remaining", remaining)));
            if (steps > 0 && until > since) {
                scalars.add(new Scalar("steps_per_second", steps / ((until - since) * 1e-9)));
            }
            write(EventRecord.scalars(wallTime(), evaluation.step(), scalars));
            steps = 0;
            since = System.nanoTime();
        }

        private double wallTime() {
            return System.currentTimeMillis() * 1e-3;
        }

        private void write(byte[] record) {
            if (givenUp) {
                return;
            }
            try {
                if (file.isEmpty()) {
                    file = Optional.of(create());
                }
                Files.write(file.get(), record, StandardOpenOption.APPEND);
            } catch (IOException e) {
                givenUp = true;
                LOG.warn("cannot write event file in {}, which ends here: {}", place, FolderStore.reason(e));
            }
        }

        /** Begins a file that nobody else writes. */
        private Path create() throws IOException {
            Files.createDirectories(place);
            final double now = wallTime();
            final String name = "events.out.tfevents." + (long) now + '.' + host;
            for (int other = 0; ; other++) {
                try {
                    return Files.write(
                            place.resolve(other == 0 ? name : name + '.' + other),
                            EventRecord.fileVersion(now),
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.WRITE);
                } catch (FileAlreadyExistsException e) {
                    LOG.debug("{} begins a second file in the same second", place);
                }
            }
        }
    }
}

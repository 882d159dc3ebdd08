// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.VectorEnvironment;
import io.github.lotteryrl.replay.ObservationBuffer;

/**
 * The experience of one iteration and what follows from it. Step t of environment e stands at {@code t
 * environments + e}. Not thread-safe.
 */
final class Rollout {

    private final int environments;
    private final int horizon;
    private final boolean truncationTerminates;

    /** Observations before each action; after the last ones what is seen at the end. */
    final ObservationBuffer observations;

    /** Observations at which an episode was truncated. */
    final ObservationBuffer truncatedObservations;

    /** Values of both kinds of observations, to be filled in by the critic. */
    final float[] values;

    final float[] truncatedValues;
    final float[] advantages;
    final float[] returns;

    private final float[] rewards;
    private final boolean[] done;
    private final int[] truncated;
    private int truncatedCount;

    Rollout(PpoSettings settings, ObservationSpace space) {
        environments = settings.environments();
        horizon = settings.horizon();
        truncationTerminates = settings.truncationTerminates();
        final int batch = settings.batch();
        observations = ObservationBuffer.of(space, batch + environments);
        truncatedObservations = ObservationBuffer.of(space, batch);
        values = new float[batch + environments];
        truncatedValues = new float[batch];
        advantages = new float[batch];
        returns = new float[batch];
        rewards = new float[batch];
        done = new boolean[batch];
        truncated = new int[batch];
    }

    void clear() {
        truncatedCount = 0;
    }

    int truncatedCount() {
        return truncatedCount;
    }

    /** Takes over what the environments' last step gave. */
    void record(VectorEnvironment from, int step) {
        for (int e = 0; e < environments; e++) {
            final int column = step * environments + e;
            rewards[column] = (float) from.reward(e);
            done[column] = from.isDone(e);
            if (from.isTruncated(e) && !truncationTerminates) {
                truncatedObservations.putFinal(truncatedCount, from, e);
                truncated[truncatedCount++] = column;
            }
        }
    }

    /**
     * Computes generalised advantages (Schulman et al. 2016, equation 16) and the returns that the critic learns from, the
     * sum of advantage and value. Nothing flows over the end of an episode; a truncated one is bootstrapped.
     */
    void computeAdvantages(double discount, double lambda) {
        for (int i = 0; i < truncatedCount; i++) {
            rewards[truncated[i]] += (float) (discount * truncatedValues[i]);
        }
        for (int e = 0; e < environments; e++) {
            double advantage = 0;
            for (int t = horizon - 1; t >= 0; t--) {
                final int column = t * environments + e;
                final double carried = done[column] ? 0 : 1;
                final double error =
                        rewards[column] + carried * discount * values[column + environments] - values[column];
                advantage = error + carried * discount * lambda * advantage;
                advantages[column] = (float) advantage;
                returns[column] = (float) (advantage + values[column]);
            }
        }
    }

    /** Brings the advantages to mean 0 and deviation 1; a deviation below 1e-6 counts as that. */
    void normaliseAdvantages() {
        double sum = 0;
        for (float advantage : advantages) {
            sum += advantage;
        }
        final double mean = sum / advantages.length;
        double squares = 0;
        for (float advantage : advantages) {
            squares += (advantage - mean) * (advantage - mean);
        }
        final double deviation = Math.max(1e-6, Math.sqrt(squares / advantages.length));
        for (int i = 0; i < advantages.length; i++) {
            advantages[i] = (float) ((advantages[i] - mean) / deviation);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.traces;

import java.util.Optional;

/**
 * What came out of replaying the runs of a trace. Immutable.
 *
 * @param steps steps of the environment that were compared, over all runs
 * @param mismatches lines of the trace that differ from what the environment does, among steps, starts and resets
 * @param firstMismatch the first of these
 */
public record ReplayResult(long steps, long mismatches, Optional<Mismatch> firstMismatch) {}

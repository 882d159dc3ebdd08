// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.report;

import io.github.lotteryrl.api.Evaluation;
import java.util.List;
import java.util.Optional;

/**
 * What the page needs of a run that came to its end; its weights are not kept.
 *
 * @param id what it is
 * @param freshReturn of the best weights, the mean over fresh episodes; finite
 * @param learning the learning curve of a dense run; of others it is empty
 * @param relevance what a ticket's or dense agent's network reads, where that can be told
 */
record Run(RunId id, double freshReturn, List<Evaluation> learning, Optional<Relevance> relevance) {}

// SPDX-License-Identifier: Apache-2.0
/**
 * To and from Deeplearning4j. Start at {@link io.github.lotteryrl.dl4j.Dl4jNetworks}. Whoever uses this package brings an
 * ND4J backend; nothing else of the library needs one.
 */
package io.github.lotteryrl.dl4j;

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

/**
 * An episode that has not ended yet: what is needed to play it again up to where it is.
 *
 * @param number of the episode in its environment, from 0; the seed follows from it
 * @param numbered the actions taken, of a discrete space; empty otherwise
 * @param vectors the actions taken, of a continuous space, one after the other; empty otherwise
 */
public record OpenEpisode(long number, int[] numbered, float[] vectors) {}

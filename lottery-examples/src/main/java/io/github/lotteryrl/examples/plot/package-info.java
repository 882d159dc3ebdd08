// SPDX-License-Identifier: Apache-2.0
/**
 * Figures for papers: grids of panels, written as SVG and as the same picture in PNG. Start at {@link
 * io.github.lotteryrl.examples.plot.Figure}.
 *
 * <p>Own code and not XChart 4.0.3, which was tried first: it writes one chart per vector file, cannot reverse a
 * logarithmic axis or choose its ticks, turns text into outlines, needs installed fonts even for SVG, and its SVG names
 * clip paths by identity hash, so that the bytes change from run to run.
 */
package io.github.lotteryrl.examples.plot;

// SPDX-License-Identifier: Apache-2.0
/** Helpers shared by the modules of this library; not part of the public API and free to change. */
package io.github.lotteryrl.api.internal;

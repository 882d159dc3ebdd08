// SPDX-License-Identifier: Apache-2.0
/** Shared by the packages of this module and by our command line; not part of the API. */
package io.github.lotteryrl.envs.internal;

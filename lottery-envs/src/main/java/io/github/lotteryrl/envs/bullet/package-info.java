// SPDX-License-Identifier: Apache-2.0
/**
 * The continuous tasks of the paper: robots that learn to run, simulated by the physics engine Bullet. Start at {@link
 * io.github.lotteryrl.envs.bullet.BulletLocomotion}.
 */
package io.github.lotteryrl.envs.bullet;

// SPDX-License-Identifier: Apache-2.0
/**
 * Trains runs on a cluster, with Apache Spark. The only package that knows Spark, which is not among the library's dependencies:
 * bring your own, or start with {@code spark-submit}. Start at {@link io.github.lotteryrl.experiment.spark.SparkRunner}.
 */
package io.github.lotteryrl.experiment.spark;

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.bench;

import java.util.Locale;

/**
 * A row of the file of results.
 *
 * @param benchmark ends in {@code -steps-per-second} or {@code -dense-levels} where {@code value} is that
 * @param shape units from inputs to outputs, as {@link Shape} reads them; empty without a network
 * @param batch samples at a time; 0 without a network
 * @param density fraction of the weights that survive
 * @param kernel {@code scalar}, {@code vector}, {@code dl4j-one-thread}, {@code dl4j-all-threads}; empty without a network
 * @param value microseconds, but for the above
 * @param allocated bytes of Java heap per operation; not a number where it was not measured. Not in the file
 */
record Result(
        String benchmark, String shape, int batch, double density, String kernel, double value, double allocated) {

    static final String HEADER = "benchmark,shape,batch,density,kernel,microseconds";

    static final String TRAINING_STEP = "training-step";
    static final String FIT = "dl4j-fit";
    static final String ACT = "act";
    static final String OUTPUT = "dl4j-output";
    static final String DQN_UPDATE = "dqn-update";
    static final String DQN_ACT = "dqn-act";
    static final String STEPS_PER_SECOND = "-steps-per-second";

    static final String ONE_THREAD = "dl4j-one-thread";
    static final String ALL_THREADS = "dl4j-all-threads";

    private static final int COLUMNS = HEADER.split(",", -1).length;

    static Result of(String benchmark, Shape shape, double density, String kernel, double value) {
        return new Result(benchmark, shape.units(), shape.batch(), density, kernel, value, Double.NaN);
    }

    static Result withoutNetwork(String benchmark, String kernel, double value) {
        return new Result(benchmark, "", 0, 1, kernel, value, Double.NaN);
    }

    /** Returns the name of training with PPO, by what is pruned. */
    static String ppo(String pruned) {
        return "ppo-" + pruned.replace(' ', '-') + "-pruned" + STEPS_PER_SECOND;
    }

    /** Reads what {@link #toCsv} wrote. */
    static Result parse(String line) {
        final String[] cells = line.split(",", COLUMNS);
        return new Result(
                cells[0],
                cells[1],
                cells[2].isEmpty() ? 0 : Integer.parseInt(cells[2]),
                cells[3].isEmpty() ? 1 : Double.parseDouble(cells[3]),
                cells[4],
                Double.parseDouble(cells[5]),
                Double.NaN);
    }

    String toCsv() {
        final String network =
                shape.isEmpty() ? ",," : String.format(Locale.ROOT, "%s,%d,%s", shape, batch, trimmed(density));
        return String.format(Locale.ROOT, "%s,%s,%s,%.3f", benchmark, network, kernel, value);
    }

    private static String trimmed(double density) {
        final String text = String.format(Locale.ROOT, "%.4f", density);
        return text.replaceFirst("\\.?0+$", "");
    }
}

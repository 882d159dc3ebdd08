// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.kernel.Batch;
import java.util.List;

/**
 * Brings the inputs of networks to mean 0 and deviation 1, and clips them to 10 on either side. The statistics are tensors beside
 * those of the networks, and go wherever the parameters go: each {@link Network} over parameters that hold them normalises its
 * inputs. Not thread-safe.
 *
 * <table>
 * <caption>Tensors</caption>
 * <tr><th>name</th><th>what it holds</th></tr>
 * <tr><td>{@code input.count}</td><td>how many observations the others were measured over, to the precision of a float</td></tr>
 * <tr><td>{@code input.mean}</td><td>a number for each input</td></tr>
 * <tr><td>{@code input.deviation}</td><td>the same: the square root of variance plus 1e-8, which an input that never varies is
 * divided by</td></tr>
 * </table>
 *
 * <p>All of them are zero to begin with; while the count is, inputs are clipped and no more.
 */
public final class InputNormalisation {

    /** No normalised input is farther from 0. */
    public static final float BOUND = 10;

    private static final double EPSILON = 1e-8;

    private static final String MODULE = "input";
    private static final String COUNT = MODULE + ".count";
    private static final String MEAN = MODULE + ".mean";
    private static final String DEVIATION = MODULE + ".deviation";

    private final ParameterVector parameters;
    private final int inputs;
    private final int count;
    private final int means;
    private final int deviations;

    /**
     * Normalises by the statistics that stand in some parameters at the time.
     *
     * @param parameters hold the tensors of {@link #tensors}
     * @throws IllegalArgumentException if they are for another number of inputs, or not there
     */
    public InputNormalisation(ParameterVector parameters, int inputs) {
        this.parameters = parameters;
        this.inputs = inputs;
        for (TensorSpec tensor : tensors(inputs)) {
            Check.length(tensor.name(), parameters.survivors(tensor.name()).length, tensor.size());
        }
        this.count = parameters.offset(COUNT);
        this.means = parameters.offset(MEAN);
        this.deviations = parameters.offset(DEVIATION);
    }

    /** Returns the tensors of the statistics of so many inputs. */
    public static List<TensorSpec> tensors(int inputs) {
        return List.of(tensor(COUNT, 1), tensor(MEAN, inputs), tensor(DEVIATION, inputs));
    }

    private static TensorSpec tensor(String name, int size) {
        return new TensorSpec(name, MODULE, TensorSpec.Kind.STATISTIC, 0, List.of(size), false);
    }

    /** Returns whether a layout has such tensors: its networks normalise their inputs. */
    public static boolean isIn(ParameterLayout layout) {
        return layout.tensors().stream().anyMatch(tensor -> tensor.name().equals(COUNT));
    }

    /**
     * Returns the values of the tensors for some of the inputs.
     *
     * @param from hold the tensors
     * @param selected which inputs, in the order that they are to have
     */
    public static List<float[]> select(Parameters from, List<Integer> selected) {
        final float[] mean = new float[selected.size()];
        final float[] deviation = new float[selected.size()];
        for (int k = 0; k < mean.length; k++) {
            mean[k] = from.value(from.layout().indexOf(MEAN), selected.get(k));
            deviation[k] = from.value(from.layout().indexOf(DEVIATION), selected.get(k));
        }
        return List.of(from.tensor(COUNT), mean, deviation);
    }

    /**
     * Normalises some columns of a batch.
     *
     * @param x a row per input; not modified
     * @param first column of {@code x}
     * @param samples how many columns
     * @param y a row per input; modified, from column 0 on
     */
    void apply(Batch x, int first, int samples, Batch y) {
        final float[] values = parameters.values();
        final boolean measured = values[count] > 0;
        for (int k = 0; k < inputs; k++) {
            final float mean = values[means + k];
            final float deviation = measured ? values[deviations + k] : 1;
            final float[] source = x.array(k);
            final int from = x.offset(k) + first;
            final float[] target = y.array(k);
            final int to = y.offset(k);
            for (int b = 0; b < samples; b++) {
                target[to + b] = Math.max(-BOUND, Math.min(BOUND, (source[from + b] - mean) / deviation));
            }
        }
    }

    /**
     * Sets the statistics.
     *
     * @param observations how many they were measured over, at least 0
     * @param mean of each input; not modified
     * @param variance of each input; not modified
     */
    public void set(long observations, double[] mean, double[] variance) {
        final float[] values = parameters.values();
        values[count] = observations;
        for (int k = 0; k < inputs; k++) {
            values[means + k] = (float) mean[k];
            values[deviations + k] = observations == 0 ? 0 : (float) Math.sqrt(variance[k] + EPSILON);
        }
    }

    /** Takes the statistics of other parameters over. */
    public void copy(Parameters from) {
        final float[] values = parameters.values();
        values[count] = from.tensor(COUNT)[0];
        System.arraycopy(from.tensor(MEAN), 0, values, means, inputs);
        System.arraycopy(from.tensor(DEVIATION), 0, values, deviations, inputs);
    }

    /** Returns how many observations the statistics were measured over. */
    public long count() {
        return (long) parameters.values()[count];
    }

    /** Returns the mean of an input. */
    public double mean(int input) {
        return parameters.values()[means + input];
    }

    /** Returns the variance of an input. */
    public double variance(int input) {
        final double deviation = parameters.values()[deviations + input];
        return Math.max(0, deviation * deviation - EPSILON);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.bench;

import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.Convolution;
import io.github.lotteryrl.nn.NetworkSpec;
import io.github.lotteryrl.replay.ObservationBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network, how many samples it gets at a time, and of what.
 *
 * @param units as they are written, such as {@code 4-64-64-2}, and the task if there is one
 * @param spec with ReLU
 * @param batch at least 1
 * @param task what is observed, by its id; empty where inputs are just numbers
 */
record Shape(String units, NetworkSpec spec, int batch, String task) {

    private static final int LONGEST_WAIT = 400;

    /**
     * Reads a parameter such as {@code 4-64-64-2/64}: units from inputs to outputs, then the batch. In {@code
     * 4x10x10-16x3x3-128-6/32}, 16 filters of 3 x 3 go over 4 channels of 10 x 10, at every place where they fit. A task may follow, as in {@code
     * 1200-1024-512-4/256/GridMaze-v0}.
     */
    static Shape parse(String text) {
        final String[] parts = text.split("/", 3);
        final String task = parts.length == 3 ? parts[2] : "";
        final String[] layers = parts[0].split("-", -1);
        final int last = layers.length - 1;
        int[] picture = numbers(layers[0]);
        final int inputs = Arrays.stream(picture).reduce(1, (a, b) -> a * b);
        final List<Convolution> convolutions = new ArrayList<>();
        final List<Integer> hidden = new ArrayList<>();
        for (String layer : List.of(layers).subList(1, last)) {
            final int[] numbers = numbers(layer);
            if (numbers.length == 1) {
                hidden.add(numbers[0]);
            } else {
                final Convolution convolution =
                        Convolution.square(picture[0], picture[1], picture[2], numbers[0], numbers[1], 1, 0);
                convolutions.add(convolution);
                picture = new int[] {numbers[0], convolution.outputRows(), convolution.outputColumns()};
            }
        }
        return new Shape(
                task.isEmpty() ? parts[0] : parts[0] + " on " + task,
                new NetworkSpec(
                        "network", inputs, convolutions, hidden, Integer.parseInt(layers[last]), Activation.RELU),
                Integer.parseInt(parts[1]),
                task);
    }

    private static int[] numbers(String layer) {
        return Arrays.stream(layer.split("x", -1)).mapToInt(Integer::parseInt).toArray();
    }

    /** Returns standard normal inputs, a row per input, the same for every peer. */
    float[][] inputs() {
        final RandomStream random = Seed.of(1).derive("inputs").random();
        final float[][] inputs = new float[spec.inputs()][batch];
        for (int b = 0; b < batch; b++) {
            for (float[] row : inputs) {
                row[b] = (float) random.nextGaussian();
            }
        }
        return inputs;
    }

    /** Returns the inputs as training reads them: the same numbers, or what the task shows. */
    Batch inputBatch() {
        return task.isEmpty() ? numberBatch() : observations();
    }

    private Batch numberBatch() {
        final float[][] inputs = inputs();
        final Batch copy = new Batch(inputs.length, batch);
        for (int k = 0; k < inputs.length; k++) {
            System.arraycopy(inputs[k], 0, copy.array(k), copy.offset(k), batch);
        }
        return copy;
    }

    /** Returns observations of random play, each at a random time. */
    private Batch observations() {
        final RandomStream random = Seed.of(1).derive("play").random();
        final Batch observations = new Batch(spec.inputs(), batch);
        try (Environment environment = Environments.find(task).create()) {
            final ObservationBuffer buffer = ObservationBuffer.of(environment.observationSpace(), batch);
            final int actions = environment.actionSpace().outputs();
            environment.reset(1);
            for (int b = 0; b < batch; b++) {
                for (int wait = random.nextInt(LONGEST_WAIT); wait > 0; wait--) {
                    environment.step(random.nextInt(actions));
                    if (environment.isDone()) {
                        environment.reset();
                    }
                }
                buffer.put(b, environment);
            }
            buffer.copy(0, batch, observations);
        }
        return observations;
    }

    /** Returns whether inputs are zeros and ones. */
    boolean isBinary() {
        if (task.isEmpty()) {
            return false;
        }
        try (Environment environment = Environments.find(task).create()) {
            return environment.observationSpace().isBinary();
        }
    }

    /** Returns a random class for each sample. */
    int[] labels() {
        final RandomStream random = Seed.of(1).derive("labels").random();
        final int[] labels = new int[batch];
        Arrays.setAll(labels, b -> random.nextInt(spec.outputs()));
        return labels;
    }
}

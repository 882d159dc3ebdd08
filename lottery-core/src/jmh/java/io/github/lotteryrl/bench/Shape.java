// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.bench;

import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.Convolution;
import io.github.lotteryrl.nn.NetworkSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network and how many samples it gets at a time.
 *
 * @param units as they are written, such as {@code 4-64-64-2}
 * @param spec with ReLU
 * @param batch at least 1
 */
record Shape(String units, NetworkSpec spec, int batch) {

    /**
     * Reads a parameter such as {@code 4-64-64-2/64}: units from inputs to outputs, then the batch. In {@code
     * 4x10x10-16x3x3-128-6/32}, 16 filters of 3 x 3 go over 4 channels of 10 x 10, at every place where they fit.
     */
    static Shape parse(String text) {
        final String[] parts = text.split("/", -1);
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
                parts[0],
                new NetworkSpec(
                        "network", inputs, convolutions, hidden, Integer.parseInt(layers[last]), Activation.RELU),
                Integer.parseInt(parts[1]));
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

    /** Returns the same inputs as training reads them. */
    Batch inputBatch() {
        final float[][] inputs = inputs();
        final Batch copy = new Batch(inputs.length, batch);
        for (int k = 0; k < inputs.length; k++) {
            System.arraycopy(inputs[k], 0, copy.array(k), copy.offset(k), batch);
        }
        return copy;
    }

    /** Returns a random class for each sample. */
    int[] labels() {
        final RandomStream random = Seed.of(1).derive("labels").random();
        final int[] labels = new int[batch];
        Arrays.setAll(labels, b -> random.nextInt(spec.outputs()));
        return labels;
    }
}

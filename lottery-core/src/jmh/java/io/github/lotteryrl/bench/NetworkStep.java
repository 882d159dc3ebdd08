// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.bench;

import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.nn.Adam;
import io.github.lotteryrl.nn.Network;
import io.github.lotteryrl.nn.NetworkSpec;
import io.github.lotteryrl.nn.ParameterVector;
import java.util.List;

/** A network with its optimiser and one batch, trained on it again and again. */
final class NetworkStep {

    /** So small that the network stays what it is: a loss near zero has denormal numbers in it, and these are slow. */
    static final double LEARNING_RATE = 1e-7;

    static final double EPSILON = 1e-8;

    private final int batch;
    private final Batch inputs;
    private final int[] labels;
    private final Batch gradient;
    private final Network network;
    private final Adam optimiser;

    NetworkStep(Shape shape, double density) {
        batch = shape.batch();
        inputs = shape.inputBatch();
        labels = shape.labels();
        gradient = new Batch(shape.spec().outputs(), batch);
        final ParameterVector parameters = parameters(shape.spec(), density);
        network = new Network(shape.spec(), parameters, batch, shape.isBinary());
        optimiser = new Adam(parameters, EPSILON);
    }

    /** Returns a network's surviving weights, fresh from Kaiming's distribution. */
    static ParameterVector parameters(NetworkSpec spec, double density) {
        final ParameterLayout layout = spec.layout(true);
        final Mask mask = Tickets.mask(layout, List.of(spec), density);
        return new ParameterVector(mask, InitScheme.kaimingUniform().initialise(layout, Seed.of(1)));
    }

    /** Does one training step: forward, gradient of the cross-entropy, backward, Adam. Returns the gradient's norm. */
    double run() {
        computeGradient(network.forward(inputs, batch));
        network.backward(gradient, batch);
        return optimiser.step(LEARNING_RATE, Double.POSITIVE_INFINITY);
    }

    private void computeGradient(Batch outputs) {
        final int classes = gradient.features();
        for (int b = 0; b < batch; b++) {
            float largest = outputs.get(0, b);
            for (int k = 1; k < classes; k++) {
                largest = Math.max(largest, outputs.get(k, b));
            }
            float sum = 0;
            for (int k = 0; k < classes; k++) {
                final float exponential = (float) Math.exp(outputs.get(k, b) - largest);
                gradient.set(k, b, exponential);
                sum += exponential;
            }
            final float scale = 1 / (sum * batch);
            for (int k = 0; k < classes; k++) {
                gradient.set(k, b, gradient.get(k, b) * scale);
            }
            gradient.set(labels[b], b, gradient.get(labels[b], b) - 1f / batch);
        }
    }
}

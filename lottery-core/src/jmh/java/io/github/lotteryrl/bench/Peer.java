// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.bench;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.nativeblas.NativeOpsHolder;

/** The same networks and batches in Deeplearning4j. */
final class Peer {

    private Peer() {}

    /** Returns a network with softmax and cross-entropy, trained by Adam. */
    static MultiLayerNetwork network(Shape shape) {
        final NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(1)
                .weightInit(WeightInit.RELU_UNIFORM)
                .updater(new Adam(NetworkStep.LEARNING_RATE))
                .list();
        final int last = shape.spec().layers() - 1;
        for (int layer = 0; layer < last; layer++) {
            layers.layer(new DenseLayer.Builder()
                    .activation(Activation.RELU)
                    .nIn(shape.spec().inputs(layer))
                    .nOut(shape.spec().units(layer))
                    .build());
        }
        layers.layer(new OutputLayer.Builder(LossFunction.MCXENT)
                .activation(Activation.SOFTMAX)
                .nIn(shape.spec().inputs(last))
                .nOut(shape.spec().outputs())
                .build());
        final MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
        network.init();
        return network;
    }

    /** Returns the batch, a row per sample. */
    static INDArray inputs(Shape shape) {
        final float[][] columns = shape.inputs();
        final float[][] rows = new float[shape.batch()][columns.length];
        for (int b = 0; b < rows.length; b++) {
            for (int k = 0; k < columns.length; k++) {
                rows[b][k] = columns[k][b];
            }
        }
        return Nd4j.create(rows);
    }

    /** Returns a row per sample, 1 at its class. */
    static INDArray labels(Shape shape) {
        final int[] labels = shape.labels();
        final float[][] rows = new float[labels.length][shape.spec().outputs()];
        for (int b = 0; b < rows.length; b++) {
            rows[b][labels[b]] = 1;
        }
        return Nd4j.create(rows);
    }

    /**
     * Lets ND4J and its BLAS take all cores, as they do unless told otherwise. The environment variable {@code
     * OMP_NUM_THREADS=1}, which the profile sets, is how they are told.
     */
    static void useAllThreads() {
        final int cores = Runtime.getRuntime().availableProcessors();
        Nd4j.factory().blas().setMaxThreads(cores);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(cores);
    }
}

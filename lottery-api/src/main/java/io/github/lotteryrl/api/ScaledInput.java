// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

/** Another scheme with the input layer's weights multiplied by a factor (the paper, section 4.2). */
record ScaledInput(InitScheme scheme, double factor) implements InitScheme {

    @Override
    public String identity() {
        return scheme.identity() + "(input x " + Decimal.format(factor) + ")";
    }

    @Override
    public void fill(TensorSpec tensor, int fanIn, float[] values, RandomStream random) {
        scheme.fill(tensor, fanIn, values, random);
        if (tensor.kind() == TensorSpec.Kind.WEIGHT && tensor.isInputLayer()) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (factor * values[i]);
            }
        }
    }
}

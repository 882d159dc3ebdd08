// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.internal.Check;
import picocli.CommandLine.Option;

/** How initial weights are drawn. */
final class InitOption {

    private static final String KAIMING = "kaiming";

    @Option(
            names = "--init",
            defaultValue = KAIMING,
            description = "kaiming, xavier, lecun, orthogonal or torch; default ${DEFAULT-VALUE}.")
    private String init = KAIMING;

    /** Returns whether it is the paper's. */
    boolean isDefault() {
        return init.equals(KAIMING);
    }

    /**
     * Returns the scheme.
     *
     * @param inputScale factor of the input layer's weights, above 0
     */
    InitScheme scheme(double inputScale) {
        final InitScheme scheme = switch (init) {
            case KAIMING -> InitScheme.kaimingUniform();
            case "xavier" -> InitScheme.xavierUniform();
            case "lecun" -> InitScheme.lecunUniform();
            case "orthogonal" -> InitScheme.orthogonal(Math.sqrt(2));
            case "torch" -> InitScheme.torchDefault();
            default ->
                throw new IllegalArgumentException(
                        "init '" + init + "' unknown; known: kaiming, xavier, lecun, orthogonal, torch");
        };
        Check.positive("input-scale", inputScale);
        return inputScale == 1 ? scheme : scheme.scaledInput(inputScale);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.mnist;

import io.github.lotteryrl.api.ClassificationTask;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.LabelledData;
import java.util.function.Supplier;

/**
 * Pictures of digits to learn from and others to be examined in.
 *
 * @param name the id with those settings that differ from the default
 * @param version of the pictures and the examination
 * @param trainingImages called when they are needed
 * @param testImages called when they are needed
 * @param images per episode, at most as many as the test has
 */
record ImageTask(
        String name,
        int version,
        Supplier<LabelledImages> trainingImages,
        Supplier<LabelledImages> testImages,
        int images)
        implements ClassificationTask {

    /** Ten episodes, as one evaluation has by default, then ask for as many answers as the usual test sets hold. */
    static final int USUAL_IMAGES = 1_000;

    @Override
    public LabelledData training() {
        return trainingImages.get();
    }

    @Override
    public Environment create() {
        return new Examination(testImages.get(), images);
    }

    @Override
    public String toString() {
        return identity();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.mnist;

import io.github.lotteryrl.api.ClassificationTask;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.internal.Check;
import java.util.List;

/**
 * StrokeDigits-v0: telling digits apart that are drawn here, stroke by stroke. It stands in for MNIST where its files are not
 * at hand, and is no copy of it: results of the one say nothing exact about the other.
 *
 * <p>Each digit is written in four or five ways, every time bent, slanted, turned, sized, placed and inked differently.
 *
 * <table>
 *   <caption>The task</caption>
 *   <tr><th scope="row">observation</th>
 *     <td>28 x 28 numbers in [0, 1], 1 for ink; the outer two rows and columns are always 0, and no pixel of the
 *     third ones has ink in more than one image of ten</td></tr>
 *   <tr><th scope="row">actions</th><td>the digits 0 to 9</td></tr>
 *   <tr><th scope="row">reward</th><td>100 / images for a right answer: the return is the accuracy in per cent</td></tr>
 *   <tr><th scope="row">termination</th><td>after {@code images} images, drawn from the test set without replacement</td></tr>
 *   <tr><th scope="row">training set</th><td>60 000 images, 6 000 of each digit; example {@code i} shows {@code i % 10}</td></tr>
 *   <tr><th scope="row">test set</th><td>10 000 images, 1 000 of each digit</td></tr>
 * </table>
 *
 * <p>The images belong to the task and not to the run: they are the same for every seed, and on every machine. They are drawn
 * when they are first asked for, which takes a second, and then kept: 55 MB.
 *
 * <p>On the test set the nearest class mean is right in 71 %, linear regression on the labels in 83 %, and a network
 * 784-300-100-10 after ten epochs in 99 %.
 */
public final class StrokeDigits {

    private static final String NAME = "StrokeDigits-v0";
    private static final int VERSION = 1;
    private static final int TRAINING_IMAGES = 60_000;
    private static final int TEST_IMAGES = 10_000;

    private StrokeDigits() {}

    /** Returns the task with 1 000 images per episode. Thread-safe. */
    public static ClassificationTask task() {
        return task(ImageTask.USUAL_IMAGES);
    }

    /**
     * Returns the task with another number of images per episode.
     *
     * @param images in [1, 10 000]; a plan of evaluation that ends episodes earlier makes returns too low
     */
    public static ClassificationTask task(int images) {
        Check.in("images", images, 1, TEST_IMAGES);
        final String name = images == ImageTask.USUAL_IMAGES ? NAME : NAME + "?images=" + images;
        return new ImageTask(name, VERSION, () -> Training.IMAGES, () -> Test.IMAGES, images);
    }

    // Drawn when first used, once for all who use them.
    private static final class Training {
        static final LabelledImages IMAGES = draw("training", TRAINING_IMAGES);
    }

    private static final class Test {
        static final LabelledImages IMAGES = draw("test", TEST_IMAGES);
    }

    /** Draws the first images of a set. An image does not depend on how many there are. */
    static LabelledImages draw(String set, int count) {
        final Seed seed = Seed.of(0).derive("StrokeDigits").derive(set);
        final Pen pen = new Pen();
        final byte[] pixels = new byte[count * LabelledImages.PIXELS];
        final byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            final RandomStream random = seed.derive("image", i).random();
            labels[i] = (byte) (i % Glyph.DIGITS);
            final List<Glyph> ways = Glyph.of(labels[i]);
            pen.draw(ways.get(random.nextInt(ways.size())), random, pixels, i * LabelledImages.PIXELS);
        }
        return new LabelledImages(pixels, labels);
    }
}

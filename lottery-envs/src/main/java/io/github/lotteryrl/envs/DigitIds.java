// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs;

import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.EnvironmentId;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.envs.mnist.Mnist;
import io.github.lotteryrl.envs.mnist.StrokeDigits;
import java.nio.file.Path;
import java.util.List;

/** The pictures of digits by id. */
final class DigitIds {

    static final String MNIST = "MNIST-v0";
    static final String STROKE_DIGITS = "StrokeDigits-v0";

    /** For listings. */
    static final List<String> NAMES = List.of(MNIST + "?folder=DIR", STROKE_DIGITS);

    private static final String DATA = "data";
    private static final String FOLDER = "folder";
    private static final String IMAGES = "images";

    private DigitIds() {}

    static EnvironmentFactory mnist(EnvironmentId id) {
        BuiltInEnvironments.requireKnownSettings(id, DATA, FOLDER, IMAGES);
        final String folder = id.settings().getOrDefault(FOLDER, "");
        Check.that(
                !folder.isBlank(),
                "environment id '%s': no folder; MNIST-v0?folder=DIR reads train-images-idx3-ubyte,"
                        + " train-labels-idx1-ubyte, t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte (IDX, gzipped or"
                        + " not; to be had from https://ossci-datasets.s3.amazonaws.com/mnist/);"
                        + " StrokeDigits-v0, digits drawn here, needs no files",
                id);
        final String images = id.settings().get(IMAGES);
        final EnvironmentFactory task =
                images == null ? Mnist.read(Path.of(folder)) : Mnist.read(Path.of(folder), images(id, images));
        requireData(id, EnvironmentId.parse(task.name()));
        return task;
    }

    /** Who says which data a result is of wants no others. */
    private static void requireData(EnvironmentId id, EnvironmentId found) {
        final String read = found.settings().getOrDefault(DATA, "");
        Check.that(
                id.settings().getOrDefault(DATA, read).equals(read),
                "environment id '%s': the folder holds the data %s",
                id,
                read);
    }

    static EnvironmentFactory strokeDigits(EnvironmentId id) {
        BuiltInEnvironments.requireKnownSettings(id, IMAGES);
        final String images = id.settings().get(IMAGES);
        return images == null ? StrokeDigits.task() : StrokeDigits.task(images(id, images));
    }

    private static int images(EnvironmentId id, String text) {
        Check.that(text.matches("[0-9]{1,9}"), "environment id '%s': images '%s' is not a number of images", id, text);
        return Integer.parseInt(text);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.mnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.api.ClassificationTask;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.contract.ClassificationTaskContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Made-up files: 20 images to learn from, 40 to be tested in. The first pixel of an image is its label, the second its
 * place, the others are 255.
 */
class MnistTest extends ClassificationTaskContract {

    private static final int TRAINING = 20;
    private static final int TEST = 40;

    /**
     * Of SHA-256 over count, pixels and labels of both parts, by Python: {@code h = hashlib.sha256(); for n, f in ((20, 3),
     * (40, 7)): h.update(struct.pack(">i", n) + b"".join(bytes([i * f % 10, i]) + b"\xff" * 782 for i in range(n)) +
     * bytes(i * f % 10 for i in range(n)))}.
     */
    private static final String DIGEST = "e2ac03175c5e01df";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        write("train-images-idx3-ubyte", images(TRAINING, 3));
        write("train-labels-idx1-ubyte", labels(TRAINING, 3));
        write("t10k-images-idx3-ubyte", images(TEST, 7));
        write("t10k-labels-idx1-ubyte", labels(TEST, 7));
    }

    @Override
    protected ClassificationTask factory() {
        return Mnist.read(folder);
    }

    @Test
    void trainingShowsTheFiles() {
        final float[] image = new float[784];
        for (int i = 0; i < TRAINING; i++) {
            factory().training().observe(i, image, 0);
            assertThat(image[0]).isEqualTo(i * 3 % 10 / 255f);
            assertThat(image[1]).isEqualTo(i / 255f);
            assertThat(image[783]).isEqualTo(1);
            assertThat(factory().training().label(i)).isEqualTo(i * 3 % 10);
        }
    }

    @Test
    void whoKnowsTheLabelsIsAlwaysRight() {
        try (Environment environment = factory().create()) {
            environment.reset(0);
            assertThat(play(environment, 0, new ArrayList<>())).isCloseTo(100, within(1e-9));
            environment.reset();
            assertThat(play(environment, 1, new ArrayList<>())).isZero();
        }
    }

    @Test
    void anEpisodeShowsEveryImageOnceInTheOrderOfItsSeed() {
        try (Environment environment = factory().create()) {
            final List<Integer> first = new ArrayList<>();
            final List<Integer> second = new ArrayList<>();
            environment.reset(1);
            play(environment, 0, first);
            environment.reset(2);
            play(environment, 0, second);
            assertThat(first)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, TEST).boxed().toList());
            assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
        }
    }

    @Test
    void shorterEpisodesShowOtherImagesEachTime() {
        try (Environment environment = Mnist.read(folder, 10).create()) {
            final List<Integer> shown = new ArrayList<>();
            environment.reset(0);
            for (int episode = 0; episode < 100; episode++) {
                final List<Integer> places = new ArrayList<>();
                assertThat(play(environment, 0, places)).isCloseTo(100, within(1e-9));
                assertThat(places).hasSize(10).doesNotHaveDuplicates();
                shown.addAll(places);
                environment.reset();
            }
            assertThat(shown.stream().distinct()).hasSize(TEST);
        }
    }

    /** Answers so many places beside the label that the first pixel tells. */
    private static double play(Environment environment, int beside, List<Integer> places) {
        final float[] image = new float[784];
        double episodeReturn = 0;
        while (!environment.isDone()) {
            environment.observe(image, 0);
            places.add(Math.round(image[1] * 255));
            episodeReturn += environment.step((Math.round(image[0] * 255) + beside) % 10);
        }
        return episodeReturn;
    }

    @Test
    void nameHoldsTheDigestOfTheDataAndNotTheFolder() throws IOException {
        assertThat(factory().identity()).isEqualTo("MNIST-v0?data=" + DIGEST + "@1");
        assertThat(Mnist.read(folder, 7).name()).isEqualTo("MNIST-v0?data=" + DIGEST + "&images=7");
        assertThat(Mnist.read(folder, TEST).name()).isEqualTo("MNIST-v0?data=" + DIGEST);
        final Path other = Files.createDirectory(folder.resolve("other"));
        Files.write(other.resolve("train-images.idx3-ubyte"), images(TRAINING, 3));
        Files.write(other.resolve("train-labels.idx1-ubyte.gz"), IdxBytes.gzip(labels(TRAINING, 3)));
        Files.write(other.resolve("t10k-images-idx3-ubyte.gz"), IdxBytes.gzip(images(TEST, 7)));
        Files.write(other.resolve("t10k-labels-idx1-ubyte"), labels(TEST, 7));
        assertThat(Mnist.read(other).identity()).isEqualTo(factory().identity());
        final byte[] changed = images(TRAINING, 3);
        changed[changed.length - 1]--;
        Files.write(other.resolve("train-images.idx3-ubyte"), changed);
        assertThat(Mnist.read(other).identity()).isNotEqualTo(factory().identity());
    }

    @Test
    void isFoundByIdWithItsFolder() {
        final String id = "MNIST-v0?folder=" + folder;
        assertThat(Environments.find(id)).isInstanceOf(ClassificationTask.class);
        assertThat(Environments.find(id + "&images=7&data=" + DIGEST).identity())
                .isEqualTo(Mnist.read(folder, 7).identity());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environments.find(id + "&data=0123456789abcdef"))
                .withMessageContaining("the folder holds the data " + DIGEST);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environments.find(id + "&images=41"))
                .withMessage("images 41 not in [1, 40]");
    }

    @Test
    void filesThatDoNotFitTogetherAreNamed() throws IOException {
        write("t10k-labels-idx1-ubyte", labels(TEST - 1, 7));
        refused("t10k-labels-idx1-ubyte: 39 labels for the 40 images of t10k-images-idx3-ubyte");
        write("train-images-idx3-ubyte", IdxBytes.of(new int[] {2051, 1, 2, 3}, 1, 2, 3, 4, 5, 6));
        refused("train-images-idx3-ubyte: images have 2 x 3 pixels, not 28 x 28");
        Files.delete(folder.resolve("train-labels-idx1-ubyte"));
        refused(folder + ": none of the files train-labels-idx1-ubyte, train-labels-idx1-ubyte.gz,"
                + " train-labels.idx1-ubyte, train-labels.idx1-ubyte.gz is there");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mnist.read(folder.resolve("nowhere")))
                .withMessage(folder.resolve("nowhere") + ": no such folder");
    }

    private void refused(String message) {
        assertThatIllegalArgumentException().isThrownBy(this::factory).withMessage(message);
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    private static byte[] images(int count, int factor) {
        final int[] pixels = new int[count * 784];
        for (int i = 0; i < pixels.length; i++) {
            final int image = i / 784;
            pixels[i] = i % 784 == 0 ? image * factor % 10 : i % 784 == 1 ? image : 255;
        }
        return IdxBytes.of(new int[] {2051, count, 28, 28}, pixels);
    }

    private static byte[] labels(int count, int factor) {
        return IdxBytes.of(
                new int[] {2049, count},
                IntStream.range(0, count).map(i -> i * factor % 10).toArray());
    }
}

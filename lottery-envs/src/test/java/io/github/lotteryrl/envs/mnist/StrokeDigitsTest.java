// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.mnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.api.ClassificationTask;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.LabelledData;
import io.github.lotteryrl.api.contract.ClassificationTaskContract;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StrokeDigitsTest extends ClassificationTaskContract {

    @Override
    protected ClassificationTask factory() {
        return StrokeDigits.task();
    }

    @Nested
    class WithGoggles extends ClassificationTaskContract {
        @Override
        protected ClassificationTask factory() {
            return (ClassificationTask) Environments.find("StrokeDigits-v0?images=200&observe=406,350,378,434");
        }
    }

    @Nested
    class Scaled extends ClassificationTaskContract {
        @Override
        protected ClassificationTask factory() {
            return (ClassificationTask) Environments.find("StrokeDigits-v0?images=200&scale=2");
        }

        @Test
        void trainingIsScaledAsTheTestIs() {
            final float[] plain = image(StrokeDigits.task().training(), 7);
            final float[] twice = image(factory().training(), 7);
            for (int pixel = 0; pixel < plain.length; pixel++) {
                assertThat(twice[pixel]).isEqualTo(2 * plain[pixel]);
            }
        }
    }

    /** Made with this implementation, on JDK 17 and x86-64: the images are the same for ever and everywhere. */
    @Test
    void imagesAreTheSameOnEveryMachine() throws NoSuchAlgorithmException {
        assertThat(digest(StrokeDigits.draw("training", 1_000)))
                .isEqualTo("b66e70787d6a26a49fe945967ad4630e1efcaeb7116e39931247f5d4ede54a2d");
        assertThat(digest(StrokeDigits.draw("test", 1_000)))
                .isEqualTo("73cf4ae34f244d605a9bb819e44971208257908373ea8748058c39d534a469dd");
    }

    @Test
    void anImageDoesNotDependOnHowManyAreDrawn() {
        final LabelledData few = StrokeDigits.draw("training", 20);
        for (int i = 0; i < few.size(); i++) {
            assertThat(image(few, i)).containsExactly(image(factory().training(), i));
        }
    }

    @Test
    void digitsAreBalanced() {
        final int[] counts = new int[10];
        final LabelledData training = factory().training();
        for (int i = 0; i < training.size(); i++) {
            counts[training.label(i)]++;
        }
        assertThat(counts).containsOnly(6_000);
    }

    @Test
    void rimIsEmptyAndEveryImageHasInk() {
        final LabelledData training = factory().training();
        final float[] most = new float[784];
        for (int i = 0; i < training.size(); i++) {
            final float[] image = image(training, i);
            float darkest = 0;
            for (int pixel = 0; pixel < image.length; pixel++) {
                most[pixel] = Math.max(most[pixel], image[pixel]);
                darkest = Math.max(darkest, image[pixel]);
            }
            assertThat(darkest).as("darkest pixel of image %d", i).isBetween(0.6f, 1f);
        }
        for (int pixel = 0; pixel < most.length; pixel++) {
            final int row = pixel / 28;
            final int column = pixel % 28;
            if (Math.min(Math.min(row, 27 - row), Math.min(column, 27 - column)) < Pen.RIM) {
                assertThat(most[pixel]).as("rim pixel [%d,%d]", row, column).isZero();
            } else if (row > 4 && row < 23 && column > 4 && column < 23) {
                assertThat(most[pixel]).as("pixel [%d,%d]", row, column).isGreaterThan(0.9f);
            }
        }
    }

    @Test
    void noTestImageIsAmongTheTrainingImages() {
        final Set<Integer> known = new HashSet<>();
        final LabelledData training = factory().training();
        for (int i = 0; i < training.size(); i++) {
            known.add(Arrays.hashCode(image(training, i)));
        }
        final LabelledData test = StrokeDigits.draw("test", 1_000);
        int alike = 0;
        for (int i = 0; i < test.size(); i++) {
            alike += known.contains(Arrays.hashCode(image(test, i))) ? 1 : 0;
        }
        // Hashes of 32 bits: 0.014 expected by chance.
        assertThat(alike).isZero();
    }

    @Test
    void nameHoldsTheLengthOfAnEpisodeUnlessItIsTheUsualOne() {
        assertThat(Environments.find("StrokeDigits-v0?images=1000").identity()).isEqualTo("StrokeDigits-v0@1");
        assertThat(StrokeDigits.task(500).identity()).isEqualTo("StrokeDigits-v0?images=500@1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StrokeDigits.task(10_001))
                .withMessage("images 10001 not in [1, 10000]");
    }

    private static float[] image(LabelledData data, int index) {
        final float[] image = new float[784];
        data.observe(index, image, 0);
        return image;
    }

    private static String digest(LabelledData data) throws NoSuchAlgorithmException {
        final MessageDigest sha = MessageDigest.getInstance("SHA-256");
        for (int i = 0; i < data.size(); i++) {
            for (float number : image(data, i)) {
                sha.update((byte) Math.round(number * 255));
            }
            sha.update((byte) data.label(i));
        }
        return HexFormat.of().formatHex(sha.digest());
    }
}

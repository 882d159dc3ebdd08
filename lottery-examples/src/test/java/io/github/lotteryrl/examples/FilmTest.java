// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilmTest {

    private static BufferedImage plain(int width, int height, int colour) {
        final BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            picture.setRGB(i % width, i / width, colour);
        }
        return picture;
    }

    private static Gif film(List<BufferedImage> pictures, int duration) throws IOException {
        final Film film = Film.start();
        for (BufferedImage picture : pictures) {
            film.add(picture, duration);
        }
        return Gif.read(film.finish());
    }

    /** Some pixels change from one picture to the next, the first of them always, among that many colours. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 15, 16, 17, 200})
    void picturesComeBackExactly(int colours) throws IOException {
        final RandomStream random = Seed.of(colours).random();
        final List<BufferedImage> pictures = new ArrayList<>();
        pictures.add(plain(37, 23, 0xffffff));
        pictures.add(plain(37, 23, 0));
        for (int i = 0; i < 20; i++) {
            final BufferedImage picture = plain(37, 23, 0);
            picture.setData(pictures.get(i + 1).getData());
            for (int k = 0; k < 4 * i; k++) {
                picture.setRGB(random.nextInt(37), random.nextInt(23), 0x010305 * random.nextInt(colours));
            }
            picture.setRGB(0, 0, 0x010305 * ((i + 1) % colours));
            pictures.add(picture);
        }
        final Gif gif = film(pictures, 7);
        assertThat(gif.loops()).isZero();
        assertThat(gif.pictures()).hasSameSizeAs(pictures);
        assertThat(gif.delays()).containsOnly(7);
        for (int i = 0; i < pictures.size(); i++) {
            assertThat(Gif.pixels(gif.pictures().get(i))).as("picture %d", i).isEqualTo(Gif.pixels(pictures.get(i)));
        }
    }

    @Test
    void aPictureLikeTheOneBeforeLastsLonger() throws IOException {
        final Film film = Film.start();
        film.add(plain(5, 4, 0xff0000), 5);
        film.add(plain(5, 4, 0xff0000), 6);
        film.add(plain(5, 4, 0x0000ff), 7);
        film.add(plain(5, 4, 0xff0000), 65_000);
        film.add(plain(5, 4, 0xff0000), 1_000);
        final Gif gif = Gif.read(film.finish());
        assertThat(gif.delays()).as("two bytes hold one").containsExactly(11, 7, 65_000, 1_000);
        assertThat(gif.pictures().stream().map(picture -> picture.getRGB(4, 3) & 0xffffff))
                .containsExactly(0xff0000, 0x0000ff, 0xff0000, 0xff0000);
    }

    /** Eight values are left of 64 for red and for green: steps of 36 or 37, so none is off by more than 18. */
    @Test
    void tooManyColoursAreRounded() throws IOException {
        final BufferedImage many = plain(64, 64, 0);
        for (int x = 0; x < 64; x++) {
            for (int y = 0; y < 64; y++) {
                many.setRGB(x, y, 4 * x << 16 | 4 * y << 8 | 0xff);
            }
        }
        many.setRGB(63, 63, 0xffffff);
        final Gif gif = film(List.of(many), 2);
        final BufferedImage seen = gif.pictures().get(0);
        for (int x = 0; x < 64; x++) {
            for (int y = 0; y < 64; y++) {
                assertThat(Math.abs((seen.getRGB(x, y) >> 16 & 0xff) - (many.getRGB(x, y) >> 16 & 0xff)))
                        .isLessThan(19);
                assertThat(Math.abs((seen.getRGB(x, y) >> 8 & 0xff) - (many.getRGB(x, y) >> 8 & 0xff)))
                        .isLessThan(19);
            }
        }
        assertThat(seen.getRGB(63, 63)).as("white stays white").isEqualTo(0xffffffff);
        assertThat(seen.getRGB(0, 0)).isEqualTo(0xff0000ff);
    }

    @Test
    void picturesOfAnotherSizeAreRefused() throws IOException {
        final Film film = Film.start();
        film.add(plain(5, 4, 0), 5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> film.add(plain(4, 5, 0), 5))
                .withMessage("a picture of 4 x 5 pixels follows one of 5 x 4");
    }
}

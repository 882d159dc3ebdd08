// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.examples.plot.Canvas.Box;
import io.github.lotteryrl.examples.plot.Canvas.Tile;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PicturePanelTest {

    private static BufferedImage noise(int width, int height, int colours) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        RandomStream random = Seed.of(2).random();
        for (int i = 0; i < width * height; i++) {
            picture.setRGB(i % width, i / width, 0x123456 * random.nextInt(colours));
        }
        return picture;
    }

    @Test
    void rectanglesAreThePicture() {
        BufferedImage picture = noise(31, 17, 3);
        int[] drawn = new int[31 * 17];
        Arrays.fill(drawn, -1);
        for (Tile area : PicturePanel.of("", picture).areas()) {
            Box box = area.box();
            for (int y = (int) box.top(); y < box.bottom(); y++) {
                for (int x = (int) box.left(); x < box.right(); x++) {
                    assertThat(drawn[31 * y + x]).as("drawn twice").isEqualTo(-1);
                    Rgb color = area.color();
                    drawn[31 * y + x] = color.red() << 16 | color.green() << 8 | color.blue();
                }
            }
        }
        int[] background = new int[1];
        for (int i = 0; i < drawn.length; i++) {
            int expected = picture.getRGB(i % 31, i / 31) & 0xFFFFFF;
            if (drawn[i] < 0) {
                background[0] = background[0] == 0 ? expected + 1 : background[0];
                assertThat(expected).as("left to the background").isEqualTo(background[0] - 1);
            } else {
                assertThat(drawn[i]).isEqualTo(expected);
            }
        }
    }

    @Test
    void flatAreasAreOneRectangleAndGlassIsOnWhitePaper() {
        BufferedImage picture = new BufferedImage(40, 30, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 200; i++) {
            picture.setRGB(5 + i % 20, 10 + i / 20, 0x80FF0000);
        }
        assertThat(PicturePanel.of("", picture).areas())
                .containsExactly(new Tile(new Box(5, 10, 20, 10), Rgb.of(0xFF7F7F)));
    }

    @Test
    void photographsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PicturePanel.of("Hopper", noise(300, 300, 12)))
                .withMessage(
                        "picture \"Hopper\" has more than 20000 rectangles of one colour, which are what is drawn");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> PicturePanel.of("Hopper", new BufferedImage(2001, 2000, BufferedImage.TYPE_BYTE_BINARY)))
                .withMessage("picture \"Hopper\" of 2001 x 2000 pixels has more than 4000000");
    }
}

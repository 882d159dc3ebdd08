// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * An animated GIF as a player shows it.
 *
 * @param pictures what is seen, one after the other
 * @param delays how long, in hundredths of a second
 * @param loops the number of repetitions, 0 for ever, or -1 if the file does not say
 */
record Gif(List<BufferedImage> pictures, List<Integer> delays, int loops) {

    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    static Gif read(byte[] file) throws IOException {
        final ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        final List<BufferedImage> pictures = new ArrayList<>();
        final List<Integer> delays = new ArrayList<>();
        int loops = -1;
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(stream);
            final int count = reader.getNumImages(true);
            for (int i = 0; i < count; i++) {
                final BufferedImage frame = reader.read(i);
                final IIOMetadataNode metadata =
                        (IIOMetadataNode) reader.getImageMetadata(i).getAsTree(FORMAT);
                final BufferedImage before = i == 0 ? frame : pictures.get(i - 1);
                pictures.add(onto(before, frame, node(metadata, "ImageDescriptor")));
                delays.add(Integer.valueOf(
                        node(metadata, "GraphicControlExtension").getAttribute("delayTime")));
                if (metadata.getElementsByTagName("ApplicationExtension").getLength() > 0) {
                    final byte[] block =
                            (byte[]) node(metadata, "ApplicationExtension").getUserObject();
                    loops = block[1] + 256 * block[2];
                }
            }
        }
        reader.dispose();
        return new Gif(pictures, delays, loops);
    }

    private static BufferedImage onto(BufferedImage before, BufferedImage frame, IIOMetadataNode place) {
        final BufferedImage picture =
                new BufferedImage(before.getWidth(), before.getHeight(), BufferedImage.TYPE_INT_RGB);
        final Graphics2D graphics = picture.createGraphics();
        graphics.drawImage(before, 0, 0, null);
        graphics.drawImage(
                frame,
                Integer.parseInt(place.getAttribute("imageLeftPosition")),
                Integer.parseInt(place.getAttribute("imageTopPosition")),
                null);
        graphics.dispose();
        return picture;
    }

    private static IIOMetadataNode node(IIOMetadataNode metadata, String name) {
        return (IIOMetadataNode) metadata.getElementsByTagName(name).item(0);
    }

    int duration() {
        return delays.stream().mapToInt(Integer::intValue).sum();
    }

    static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.api.internal.Check;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * An animated GIF in the making, which will start again after its end. To keep it small, a frame holds only the rectangle
 * that changed, with a palette of its own, and a picture like the one before makes that one last longer. Colours are exact
 * where a frame has at most 255 of them; otherwise red, green and blue lose as many bits as it takes.
 */
final class Film {

    /** The longest that a frame can last, in hundredths of a second. */
    private static final int MOST_HUNDREDTHS = 0xffff;

    private static final int MOST_COLOURS = 256;

    /** The place in a frame's palette that stands for pixels which stay as they are. */
    private static final int UNCHANGED = 0;

    /** In the place of an opaque colour. */
    private static final int NO_COLOUR = 0;

    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    private final ImageWriter writer;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes);
    private int width;
    private int height;

    // What the frames so far add up to, and the picture that is to follow, of which is not yet known how long it lasts.
    private int[] shown = {};
    private int[] next = {};
    private int hundredths;

    private Film(ImageWriter writer) {
        this.writer = writer;
    }

    /** Starts a film. */
    static Film start() throws IOException {
        final Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("gif");
        if (!writers.hasNext()) {
            throw new IOException("this Java runtime has no GIF writer");
        }
        final Film film = new Film(writers.next());
        film.writer.setOutput(film.stream);
        film.writer.prepareWriteSequence(null);
        return film;
    }

    /**
     * Shows a picture.
     *
     * @param picture of the size of the first one
     * @param duration in hundredths of a second
     */
    void add(BufferedImage picture, int duration) throws IOException {
        if (next.length == 0) {
            width = picture.getWidth();
            height = picture.getHeight();
        }
        Check.that(
                picture.getWidth() == width && picture.getHeight() == height,
                "a picture of %d x %d pixels follows one of %d x %d",
                picture.getWidth(),
                picture.getHeight(),
                width,
                height);
        final int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        if (Arrays.equals(pixels, next) && hundredths + duration <= MOST_HUNDREDTHS) {
            hundredths += duration;
            return;
        }
        writeNext();
        next = pixels;
        hundredths = duration;
    }

    /** Ends the film and returns the file's bytes. */
    byte[] finish() throws IOException {
        writeNext();
        writer.endWriteSequence();
        writer.dispose();
        stream.close();
        return bytes.toByteArray();
    }

    private void writeNext() throws IOException {
        if (next.length == 0) {
            return;
        }
        final boolean first = shown.length == 0;
        final Rectangle changed = first ? new Rectangle(width, height) : changed();
        final BufferedImage frame = frame(changed);
        final IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(frame), null);
        metadata.mergeTree(FORMAT, description(changed, hundredths, first));
        writer.writeToSequence(new IIOImage(frame, null, metadata), null);
        shown = next;
    }

    /** Returns the smallest rectangle outside of which nothing changes, of one pixel at least. */
    private Rectangle changed() {
        int left = width;
        int right = -1;
        int top = height;
        int bottom = -1;
        for (int i = 0; i < next.length; i++) {
            if (next[i] != shown[i]) {
                left = Math.min(left, i % width);
                right = Math.max(right, i % width);
                top = Math.min(top, i / width);
                bottom = i / width;
            }
        }
        return right < 0 ? new Rectangle(1, 1) : new Rectangle(left, top, right - left + 1, bottom - top + 1);
    }

    /** Returns a part of the next picture with a palette whose first colour stands for pixels that stay as they are. */
    private BufferedImage frame(Rectangle part) {
        int dropped = 0;
        Map<Integer, Integer> palette = palette(part, dropped);
        while (palette.size() > MOST_COLOURS) {
            palette = palette(part, ++dropped);
        }
        final int[] colours =
                palette.keySet().stream().mapToInt(Integer::intValue).toArray();
        final int bits = bits(colours.length);
        final IndexColorModel model =
                new IndexColorModel(bits, colours.length, colours, 0, false, UNCHANGED, DataBuffer.TYPE_BYTE);
        final int type = bits == Byte.SIZE ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY;
        final BufferedImage frame = new BufferedImage(part.width, part.height, type, model);
        final WritableRaster raster = frame.getRaster();
        for (int y = 0; y < part.height; y++) {
            for (int x = 0; x < part.width; x++) {
                raster.setSample(x, y, 0, palette.getOrDefault(colour(part, x, y, dropped), UNCHANGED));
            }
        }
        return frame;
    }

    private Map<Integer, Integer> palette(Rectangle part, int dropped) {
        final Map<Integer, Integer> palette = new LinkedHashMap<>();
        palette.put(NO_COLOUR, UNCHANGED);
        for (int y = 0; y < part.height; y++) {
            for (int x = 0; x < part.width; x++) {
                palette.putIfAbsent(colour(part, x, y, dropped), palette.size());
            }
        }
        return palette;
    }

    /** Returns a colour with fewer bits of red, green and blue, from black to white, or {@link #NO_COLOUR}. */
    private int colour(Rectangle part, int x, int y, int dropped) {
        final int place = (part.y + y) * width + part.x + x;
        if (shown.length > 0 && shown[place] == next[place]) {
            return NO_COLOUR;
        }
        final int most = 0xff >> dropped;
        int colour = 0xff;
        for (int shift = 2 * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            final int rounded = ((next[place] >> shift & 0xff) * most + 0x7f) / 0xff;
            colour = colour << Byte.SIZE | rounded * 0xff / most;
        }
        return colour;
    }

    /** Returns how many bits number the colours of a palette: 1, 2, 4 or 8. */
    private static int bits(int colours) {
        int bits = 1;
        while (1 << bits < colours) {
            bits *= 2;
        }
        return bits;
    }

    private static IIOMetadataNode description(Rectangle place, int hundredths, boolean first) {
        final IIOMetadataNode root = new IIOMetadataNode(FORMAT);
        final IIOMetadataNode descriptor = child(root, "ImageDescriptor");
        descriptor.setAttribute("imageLeftPosition", String.valueOf(place.x));
        descriptor.setAttribute("imageTopPosition", String.valueOf(place.y));
        descriptor.setAttribute("imageWidth", String.valueOf(place.width));
        descriptor.setAttribute("imageHeight", String.valueOf(place.height));
        descriptor.setAttribute("interlaceFlag", "FALSE");
        final IIOMetadataNode control = child(root, "GraphicControlExtension");
        control.setAttribute("disposalMethod", "doNotDispose");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "TRUE");
        control.setAttribute("delayTime", String.valueOf(hundredths));
        control.setAttribute("transparentColorIndex", String.valueOf(UNCHANGED));
        if (first) {
            final IIOMetadataNode loop = child(child(root, "ApplicationExtensions"), "ApplicationExtension");
            loop.setAttribute("applicationID", "NETSCAPE");
            loop.setAttribute("authenticationCode", "2.0");
            // A block of kind 1: the number of repetitions, 0 for ever.
            loop.setUserObject(new byte[] {1, 0, 0});
        }
        return root;
    }

    private static IIOMetadataNode child(IIOMetadataNode parent, String name) {
        final IIOMetadataNode child = new IIOMetadataNode(name);
        parent.appendChild(child);
        return child;
    }
}

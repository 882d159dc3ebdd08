// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.mnist;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.internal.Check;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/**
 * Shows pictures of a test set, drawn without replacement anew in each episode, and asks for their digits. Only how often the
 * answer was right decides the return, to the bit.
 */
final class Examination implements Environment {

    private static final ObservationSpace OBSERVATIONS =
            ObservationSpace.maps(LabelledImages.SIDE, LabelledImages.SIDE, "pixel");
    private static final ActionSpace.Discrete ACTIONS = ActionSpace.discrete(Glyph.DIGITS);

    /** A pixel of a digit is as many pixels wide and high when it is drawn. */
    private static final int ZOOM = 8;

    private final LabelledImages test;
    private final int count;
    private final double reward;

    // Which picture comes when; the first count places are the episode's.
    private final int[] order;
    private @Nullable RandomStream random;
    private int answered;

    /**
     * Makes an examination, not yet reset.
     *
     * @param count pictures per episode, in [1, test.size()]
     */
    Examination(LabelledImages test, int count) {
        this.test = test;
        this.count = count;
        this.reward = 100.0 / count;
        this.order = new int[test.size()];
    }

    @Override
    public ObservationSpace observationSpace() {
        return OBSERVATIONS;
    }

    @Override
    public ActionSpace actionSpace() {
        return ACTIONS;
    }

    @Override
    public void reset(long seed) {
        random = Seed.of(seed).derive("examination").random();
        start(random);
    }

    @Override
    public void reset() {
        if (random == null) {
            throw new IllegalStateException("reset() continues a stream: call reset(seed) first");
        }
        start(random);
    }

    private void start(RandomStream stream) {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        for (int i = 0; i < count; i++) {
            final int j = i + stream.nextInt(order.length - i);
            final int drawn = order[j];
            order[j] = order[i];
            order[i] = drawn;
        }
        answered = 0;
    }

    @Override
    public double step(int action) {
        if (random == null || isDone()) {
            throw new IllegalStateException("no episode is open: call reset first");
        }
        Check.in("action", action, 0, ACTIONS.count() - 1);
        final int label = test.label(order[answered]);
        answered++;
        return action == label ? reward : 0;
    }

    @Override
    public boolean isTerminated() {
        return answered == count;
    }

    @Override
    public boolean isTruncated() {
        return false;
    }

    @Override
    public void observe(float[] target, int offset) {
        if (random == null) {
            throw new IllegalStateException("nothing to observe yet: call reset first");
        }
        // After the end the last picture stays.
        test.observe(order[Math.min(answered, count - 1)], target, offset);
    }

    @Override
    public BufferedImage render() {
        final float[] digit = new float[LabelledImages.PIXELS];
        observe(digit, 0);
        final int side = ZOOM * LabelledImages.SIDE;
        final BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                final float ink = digit[y / ZOOM * LabelledImages.SIDE + x / ZOOM];
                picture.setRGB(x, y, 0x010101 * Math.round(255 * ink));
            }
        }
        return picture;
    }
}

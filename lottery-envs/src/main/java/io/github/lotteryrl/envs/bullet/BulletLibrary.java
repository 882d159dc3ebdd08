// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.bullet;

import org.bytedeco.bullet.global.BulletCollision;
import org.bytedeco.bullet.global.BulletDynamics;
import org.bytedeco.javacpp.Loader;

/** Bullet's native library, loaded once, with the one setting that all worlds of a process share. */
final class BulletLibrary {

    /** Why it could not be loaded; "" if it was. Kept, because a second attempt would only say that there was a first. */
    private static final String FAILURE = load();

    private BulletLibrary() {}

    private static String load() {
        try {
            Loader.load(BulletDynamics.class);
            // By how much boxes in the broadphase are larger than what they hold: PyBullet's. It decides when pairs are
            // found, and so the order in which contacts are solved.
            BulletCollision.gDbvtMargin(0);
            return "";
        } catch (LinkageError e) {
            return e.toString();
        }
    }

    /**
     * Checks that the library is there.
     *
     * @throws UnsupportedOperationException if it is not; the message says why, and what else there is
     */
    static void require() {
        if (!FAILURE.isEmpty()) {
            throw new UnsupportedOperationException(
                    "Bullet's native library cannot be loaded on " + Loader.getPlatform()
                            + " (it is made for linux-x86_64, macosx-x86_64 and windows-x86_64); locomotion tasks of Gymnasium are"
                            + " played through the Gymnasium bridge, gymnasium:ID. " + FAILURE);
        }
    }
}

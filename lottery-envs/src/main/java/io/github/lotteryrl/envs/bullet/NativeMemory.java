// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.bullet;

import java.lang.ref.Cleaner;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.javacpp.Pointer;

/**
 * Owns what one world has outside the Java heap. JavaCPP would free each object by itself, in any order, once nothing in Java
 * refers to it; but Bullet's objects refer to each other, and the wrong order ends the JVM. So each object is taken from
 * JavaCPP, and all are freed together, the last one made first: by {@link #close}, or by a {@link Cleaner} where the owner was dropped
 * without it.
 *
 * <p>Used by one thread at a time. Whoever uses the objects keeps the memory reachable until it is done with them ({@link
 * java.lang.ref.Reference#reachabilityFence}).
 */
final class NativeMemory implements AutoCloseable {

    private static final Cleaner CLEANER = Cleaner.create();

    private final Owned owned = new Owned();
    private final Cleaner.Cleanable cleanable = CLEANER.register(this, owned);
    private boolean closed;

    /** The objects. Knows nothing of the memory, which could otherwise never be dropped. */
    private static final class Owned implements Runnable {

        private final Deque<Pointer> objects = new ArrayDeque<>();

        @Override
        public void run() {
            while (!objects.isEmpty()) {
                objects.pop().deallocate();
            }
        }
    }

    /** Takes a new object and returns it. */
    <P extends Pointer> P own(P object) {
        object.deallocate(false);
        owned.objects.push(object);
        return object;
    }

    /**
     * Checks that nothing was freed.
     *
     * @throws IllegalStateException after {@link #close}
     */
    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the environment is closed");
        }
    }

    /** Frees everything; a second call does nothing. */
    @Override
    public void close() {
        closed = true;
        cleanable.clean();
    }
}

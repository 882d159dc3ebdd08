// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Java's serialisation, for the way between driver and executors alone: Spark itself sends its tasks so. No file is written with
 * it. Settings may hold an {@link Optional}, which Java does not serialise.
 */
final class Serialised {

    private Serialised() {}

    /** @throws IOException if something is not serialisable; the message names its class */
    static byte[] write(Object value) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Out out = new Out(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if a class is not the same here
     * @throws ClassNotFoundException if a class is not here
     */
    static <T> T read(byte[] bytes, Class<T> type) throws IOException, ClassNotFoundException {
        try (In in = new In(new ByteArrayInputStream(bytes))) {
            return type.cast(in.readObject());
        }
    }

    /** Stands for an {@link Optional}; holds its value or nothing. */
    private record OptionalValue(List<Object> values) implements Serializable {}

    private static final class Out extends ObjectOutputStream {
        Out(OutputStream out) throws IOException {
            super(out);
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object value) {
            return value instanceof Optional<?> optional
                    ? new OptionalValue(optional.<List<Object>>map(List::of).orElse(List.of()))
                    : value;
        }
    }

    private static final class In extends ObjectInputStream {
        In(InputStream in) throws IOException {
            super(in);
            enableResolveObject(true);
        }

        @Override
        protected Object resolveObject(Object value) {
            return value instanceof OptionalValue optional
                    ? optional.values().stream().findFirst()
                    : value;
        }

        /** Spark loads the jars of an application by the thread's loader. */
        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(
                        description.getName(), false, Thread.currentThread().getContextClassLoader());
            } catch (ClassNotFoundException e) {
                // A primitive type, or a thread of somebody who has no loader.
                return super.resolveClass(description);
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

/** A classification task of which only some dimensions are shown, by {@link Goggles}. */
final class GoggledTask implements ClassificationTask {

    private final ClassificationTask task;
    private final EnvironmentFactory environments;
    private final int[] dimensions;
    private final int wholeSize;

    private GoggledTask(ClassificationTask task, EnvironmentFactory environments, int[] dimensions, int wholeSize) {
        this.task = task;
        this.environments = environments;
        this.dimensions = dimensions;
        this.wholeSize = wholeSize;
    }

    static ClassificationTask over(ClassificationTask task, int... dimensions) {
        try (Environment probe = task.create()) {
            final int wholeSize = probe.observationSpace().size();
            return new GoggledTask(task, Goggles.over(task, dimensions), dimensions.clone(), wholeSize);
        }
    }

    @Override
    public String name() {
        return environments.name();
    }

    @Override
    public int version() {
        return environments.version();
    }

    @Override
    public Environment create() {
        return environments.create();
    }

    @Override
    public LabelledData training() {
        return new Examples(task.training(), dimensions, wholeSize);
    }

    @Override
    public String toString() {
        return identity();
    }

    private static final class Examples implements LabelledData {

        private final LabelledData inner;
        private final int[] dimensions;

        /** For threads that read at the same time. */
        private final ThreadLocal<float[]> whole;

        Examples(LabelledData inner, int[] dimensions, int wholeSize) {
            this.inner = inner;
            this.dimensions = dimensions;
            this.whole = ThreadLocal.withInitial(() -> new float[wholeSize]);
        }

        @Override
        public int size() {
            return inner.size();
        }

        @Override
        public int label(int index) {
            return inner.label(index);
        }

        @Override
        public void observe(int index, float[] target, int offset) {
            final float[] example = whole.get();
            inner.observe(index, example, 0);
            for (int i = 0; i < dimensions.length; i++) {
                target[offset + i] = example[dimensions[i]];
            }
        }
    }
}

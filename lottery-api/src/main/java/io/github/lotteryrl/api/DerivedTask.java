// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

/** A classification task that another one is made from: its training examples are changed as its environments are. */
final class DerivedTask implements ClassificationTask {

    private final ClassificationTask origin;
    private final EnvironmentFactory environments;
    private final View view;

    private DerivedTask(ClassificationTask origin, EnvironmentFactory environments, View view) {
        this.origin = origin;
        this.environments = environments;
        this.view = view;
    }

    /** Shows an example of the original in another way. */
    private interface View {

        void observe(LabelledData examples, int index, float[] target, int offset);
    }

    /** Returns the task of which only some dimensions are shown, by {@link Goggles}. */
    static ClassificationTask observing(ClassificationTask task, int... dimensions) {
        final int[] chosen = dimensions.clone();
        final int size = size(task);
        // For threads that read at the same time.
        final ThreadLocal<float[]> whole = ThreadLocal.withInitial(() -> new float[size]);
        return new DerivedTask(task, Goggles.over(task, dimensions), (examples, index, target, offset) -> {
            final float[] example = whole.get();
            examples.observe(index, example, 0);
            for (int i = 0; i < chosen.length; i++) {
                target[offset + i] = example[chosen[i]];
            }
        });
    }

    /** Returns the task whose examples are multiplied by a factor, by {@link Scaled}. */
    static ClassificationTask scaled(ClassificationTask task, double factor) {
        final int size = size(task);
        return new DerivedTask(task, Scaled.over(task, factor), (examples, index, target, offset) -> {
            examples.observe(index, target, offset);
            Scaled.scale(target, offset, size, factor);
        });
    }

    private static int size(ClassificationTask task) {
        try (Environment probe = task.create()) {
            return probe.observationSpace().size();
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
        final LabelledData examples = origin.training();
        return new LabelledData() {
            @Override
            public int size() {
                return examples.size();
            }

            @Override
            public int label(int index) {
                return examples.label(index);
            }

            @Override
            public void observe(int index, float[] target, int offset) {
                view.observe(examples, index, target, offset);
            }
        };
    }

    @Override
    public String toString() {
        return identity();
    }
}

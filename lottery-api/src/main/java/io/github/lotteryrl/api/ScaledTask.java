// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

/** A classification task whose examples are multiplied by a factor, by {@link Scaled}. */
final class ScaledTask implements ClassificationTask {

    private final ClassificationTask task;
    private final EnvironmentFactory environments;
    private final double factor;
    private final int size;

    private ScaledTask(ClassificationTask task, EnvironmentFactory environments, double factor, int size) {
        this.task = task;
        this.environments = environments;
        this.factor = factor;
        this.size = size;
    }

    static ClassificationTask over(ClassificationTask task, double factor) {
        try (Environment probe = task.create()) {
            final int size = probe.observationSpace().size();
            return new ScaledTask(task, Scaled.over(task, factor), factor, size);
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
        final LabelledData inner = task.training();
        return new LabelledData() {
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
                inner.observe(index, target, offset);
                Scaled.scale(target, offset, size, factor);
            }
        };
    }

    @Override
    public String toString() {
        return identity();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.api.ClassificationTask;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.LabelledData;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ClassificationTask} must do, besides what {@link EnvironmentContract} says of its environments.
 *
 * <pre>{@code
 * class StrokeDigitsTest extends ClassificationTaskContract {
 *     @Override
 *     protected ClassificationTask factory() {
 *         return StrokeDigits.task();
 *     }
 * }
 * }</pre>
 */
public abstract class ClassificationTaskContract extends EnvironmentContract {

    private static final int MOST_EXAMPLES = 100;

    /** For subclasses. */
    protected ClassificationTaskContract() {}

    @Override
    protected abstract ClassificationTask factory();

    /** Each example has one label, so the returns of always the same answer add up to 100, over all answers. */
    @Test
    @DisplayName("the return of an episode is the accuracy in per cent, and the last answer terminates")
    void returnIsTheAccuracy() {
        try (Environment environment = factory().create()) {
            double sum = 0;
            for (int answer = 0; answer < environment.actionSpace().outputs(); answer++) {
                environment.reset(7);
                double accuracy = 0;
                while (!environment.isDone()) {
                    accuracy += environment.step(answer);
                }
                assertThat(environment.isTerminated()).isTrue();
                assertThat(accuracy).isBetween(0.0, 100 + 1e-9);
                sum += accuracy;
            }
            assertThat(sum).isCloseTo(100, within(1e-9));
        }
    }

    @Test
    @DisplayName("every label is an action, and there are at least two labels")
    void labelsAreActions() {
        final LabelledData training = factory().training();
        try (Environment environment = factory().create()) {
            final int[] labels =
                    IntStream.range(0, training.size()).map(training::label).toArray();
            assertThat(Arrays.stream(labels))
                    .allSatisfy(label -> assertThat(label)
                            .isBetween(0, environment.actionSpace().outputs() - 1));
            assertThat(Arrays.stream(labels).distinct().count()).isGreaterThan(1);
        }
    }

    @Test
    @DisplayName("an example is finite, honours the offset, touches nothing else and is the same whenever it is read")
    void examplesStayInTheirPlace() {
        final LabelledData training = factory().training();
        final int size = size(factory());
        final float[] target = new float[2 + size + 3];
        for (int index = 0; index < Math.min(training.size(), MOST_EXAMPLES); index++) {
            final float[] example = example(training, index, size);
            Arrays.fill(target, Float.NaN);
            training.observe(index, target, 2);
            assertThat(Arrays.copyOfRange(target, 2, 2 + size)).containsExactly(example);
            target[0] = 0;
            Arrays.fill(target, 2, target.length, 0);
            assertThat(target[1]).isNaN();
            for (float number : example) {
                if (!Float.isFinite(number)) {
                    fail("number %s in example %d", number, index);
                }
            }
        }
    }

    @Test
    @DisplayName("the training examples are those of every factory of equal identity, in any thread")
    void trainingIsDetermined() {
        final LabelledData first = factory().training();
        final LabelledData second = factory().training();
        final int size = size(factory());
        final int count = Math.min(first.size(), MOST_EXAMPLES);
        final float[][] expected = IntStream.range(0, count)
                .mapToObj(index -> example(first, index, size))
                .toArray(float[][]::new);
        assertThat(IntStream.range(0, count).parallel().mapToObj(index -> example(second, index, size)))
                .containsExactly(expected);
        assertThat(second.size()).isEqualTo(first.size());
        assertThat(IntStream.range(0, first.size()).map(second::label))
                .containsExactlyElementsOf(IntStream.range(0, first.size())
                        .map(first::label)
                        .boxed()
                        .toList());
    }

    @Test
    @DisplayName("an index out of range is refused")
    void indexOutOfRange() {
        final LabelledData training = factory().training();
        final float[] target = new float[size(factory())];
        assertThat(training.size()).isPositive();
        for (int bad : new int[] {-1, training.size()}) {
            assertThatThrownBy(() -> training.label(bad)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> training.observe(bad, target, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    @DisplayName("with some dimensions shown it is still a classification task, and training shows the same dimensions")
    void dimensionsCanBeChosen() {
        final ClassificationTask whole = factory();
        final int size = size(whole);
        final ClassificationTask part = whole.observing(size - 1, size / 2);
        final LabelledData training = part.training();
        assertThat(size(part)).isEqualTo(2);
        assertThat(training.size()).isEqualTo(whole.training().size());
        for (int index = 0; index < Math.min(training.size(), MOST_EXAMPLES); index++) {
            final float[] all = example(whole.training(), index, size);
            assertThat(example(training, index, 2)).containsExactly(all[size - 1], all[size / 2]);
            assertThat(training.label(index)).isEqualTo(whole.training().label(index));
        }
    }

    private static int size(ClassificationTask task) {
        try (Environment environment = task.create()) {
            return environment.observationSpace().size();
        }
    }

    private static float[] example(LabelledData data, int index, int size) {
        final float[] example = new float[size];
        data.observe(index, example, 0);
        return example;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

/**
 * A supervised task: labelled examples to learn from, and environments that examine what was learned (the paper's figure 1,
 * where a classifier of digits stands beside agents).
 *
 * <p>An environment of this task shows test examples, one per step, in an order that the seed decides. The actions are the
 * labels. A right answer earns 100 divided by the number of examples in an episode, a wrong one nothing; the last answer
 * terminates. So the return of an episode is the accuracy in per cent, and whatever evaluates, prunes and stores agents does the
 * same with classifiers. A supervised learner is given the task as {@link TrainingTask#environment()}, learns from {@link
 * #training()} and acts in the environments to be evaluated alone. An agent that learns by acting in them learns from the test.
 *
 * <p>{@link #identity()} stands for the examples of both kinds. Thread-safe. The abstract test {@code
 * ClassificationTaskContract} checks an implementation.
 */
public interface ClassificationTask extends EnvironmentFactory {

    /** Returns the examples to learn from; none of them is shown by the environments. May take a while when first called. */
    LabelledData training();

    /** Returns the same task with only some dimensions shown, in training and in the environments. */
    @Override
    default ClassificationTask observing(int... dimensions) {
        return DerivedTask.observing(this, dimensions);
    }

    /** Returns the same task with every number multiplied by a factor, in training and in the environments. */
    @Override
    default ClassificationTask scaled(double factor) {
        return DerivedTask.scaled(this, factor);
    }
}

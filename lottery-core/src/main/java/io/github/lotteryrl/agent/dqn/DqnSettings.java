// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.dqn;

import io.github.lotteryrl.agent.AgentSettings;
import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.NetworkShape;
import io.github.lotteryrl.agent.Optimisation;
import io.github.lotteryrl.api.Decimal;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.replay.Sampling;

/**
 * The settings of a {@link Dqn}, checked. Their meaning and their bounds stand at {@link Dqn.Builder}, which makes them.
 *
 * @param network of the action values
 * @param dueling whether the last layer gives advantages and a value
 * @param doubleQ whether the learning network chooses the action that the target network values
 * @param multiStep over how many rewards a return goes
 * @param optimisation how weights are moved
 * @param discount of the next step
 * @param huberDelta from which error on the loss grows linearly
 * @param batch samples of an update
 * @param replayRatio samples learned from for each environment step
 * @param replaySize observations in the memory
 * @param prioritised whether samples are drawn by their last error
 * @param priorityExponent of the priorities
 * @param firstImportanceExponent of the importance weights, at the beginning
 * @param lastImportanceExponent the same at the end
 * @param firstExploration how likely a random action is at the beginning
 * @param lastExploration the same after {@code explorationSteps}
 * @param explorationSteps over which exploration falls
 * @param evaluationExploration how likely a random action is in evaluations that sample
 * @param learningStarts steps before the first update
 * @param targetInterval updates from one copy into the target network to the next
 * @param steps of a run
 * @param environments stepped together
 * @param evaluation when and how the agent is evaluated
 */
public record DqnSettings(
        NetworkShape network,
        boolean dueling,
        boolean doubleQ,
        int multiStep,
        Optimisation optimisation,
        double discount,
        double huberDelta,
        int batch,
        double replayRatio,
        int replaySize,
        boolean prioritised,
        double priorityExponent,
        double firstImportanceExponent,
        double lastImportanceExponent,
        double firstExploration,
        double lastExploration,
        long explorationSteps,
        double evaluationExploration,
        long learningStarts,
        int targetInterval,
        long steps,
        int environments,
        EvaluationPlan evaluation)
        implements AgentSettings {

    /** Checks the bounds. */
    public DqnSettings {
        Check.atLeast("multiStep", multiStep, 1);
        Check.fraction("discount", discount);
        Check.positive("huberDelta", huberDelta);
        Check.atLeast("batch", batch, 1);
        Check.positive("replayRatio", replayRatio);
        Check.atLeast("environments", environments, 1);
        Check.atLeast("replaySize", replaySize, 2 * environments * (multiStep + 1));
        Check.fraction("priorityExponent", priorityExponent);
        Check.fraction("firstImportanceExponent", firstImportanceExponent);
        Check.fraction("lastImportanceExponent", lastImportanceExponent);
        Check.fraction("firstExploration", firstExploration);
        Check.fraction("lastExploration", lastExploration);
        Check.atLeast("explorationSteps", explorationSteps, 1);
        Check.fraction("evaluationExploration", evaluationExploration);
        Check.atLeast("learningStarts", learningStarts, leastLearningStarts(environments, multiStep));
        Check.atLeast("targetInterval", targetInterval, 1);
        Check.atLeast("steps", steps, environments);
        Check.that(
                learningStarts < steps,
                "learningStarts %d not in [1, %d], the steps less 1",
                learningStarts,
                steps - 1);
    }

    /** Earlier, there may be no whole transition to learn from. */
    static long leastLearningStarts(int environments, int multiStep) {
        return (long) environments * (multiStep + 1);
    }

    /** Returns how many steps it takes to make so many updates. */
    long stepsOfUpdates(int updates) {
        return environments + (long) (updates * batch / replayRatio);
    }

    /** Returns how likely a random action is after some steps. */
    double exploration(long step) {
        final double progress = Math.min(1, (double) step / explorationSteps);
        return firstExploration + progress * (lastExploration - firstExploration);
    }

    /** Returns the exponent of importance weights after a fraction of the run. */
    double importanceExponent(double progress) {
        return firstImportanceExponent + progress * (lastImportanceExponent - firstImportanceExponent);
    }

    Sampling sampling() {
        return prioritised ? Sampling.prioritised(priorityExponent) : Sampling.uniform();
    }

    @Override
    public String identity() {
        return "dqn(network=" + network.identity()
                + (dueling ? ", dueling" : "")
                + ", doubleQ=" + doubleQ
                + ", multiStep=" + multiStep
                + ", " + optimisation.identity()
                + ", discount=" + Decimal.format(discount)
                + ", huberDelta=" + Decimal.format(huberDelta)
                + ", batch=" + batch
                + ", replayRatio=" + Decimal.format(replayRatio)
                + ", replaySize=" + replaySize
                + (prioritised
                        ? ", priorityExponent=" + Decimal.format(priorityExponent)
                                + ", importanceExponent=" + Decimal.format(firstImportanceExponent) + ".."
                                + Decimal.format(lastImportanceExponent)
                        : ", uniform")
                + ", exploration=" + Decimal.format(firstExploration) + ".." + Decimal.format(lastExploration) + '/'
                + explorationSteps
                + ", evaluationExploration=" + Decimal.format(evaluationExploration)
                + ", learningStarts=" + learningStarts
                + ", targetInterval=" + targetInterval
                + ", steps=" + steps
                + ", environments=" + environments
                + ", " + evaluation.identity() + ')';
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure5;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.api.Evaluation;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurvivingInputsTest {

    private static final List<Evaluation> CURVE = List.of(
            new Evaluation(100, -20, 1),
            new Evaluation(200, -11, 1),
            new Evaluation(300, 35, 1),
            new Evaluation(400, 36, 1),
            new Evaluation(500, 20, 1));

    @Test
    void learnedIsTheFirstEvaluationOfNinetyPercent() {
        assertThat(SurvivingInputs.stepsTo(40, CURVE)).hasValue(400);
        assertThat(SurvivingInputs.stepsTo(50, CURVE)).isEmpty();
        // A negative return may be a tenth lower.
        assertThat(SurvivingInputs.stepsTo(-10, CURVE)).hasValue(200);
    }
}

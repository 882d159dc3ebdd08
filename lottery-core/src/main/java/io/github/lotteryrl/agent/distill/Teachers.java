// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.distill;

import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.StudentAgent;
import io.github.lotteryrl.api.TrainingTask;

/** The teachers of students. */
final class Teachers {

    private Teachers() {}

    /** Returns the teacher's parameters. */
    static Parameters require(TrainingTask task, StudentAgent student) {
        return task.teacher()
                .orElseThrow(
                        () -> new IllegalArgumentException("the task has no teacher's parameters; needed are those of "
                                + student.teacher().identity()));
    }
}

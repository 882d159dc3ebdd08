// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment.spark;

import io.github.lotteryrl.api.Agent;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.TicketStart;
import io.github.lotteryrl.experiment.RunKey;
import io.github.lotteryrl.experiment.RunTask;
import io.github.lotteryrl.ticket.BinaryReader;
import io.github.lotteryrl.ticket.BinaryWriter;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns a {@link RunTask} into bytes and back, for the way to another machine. */
final class TaskCodec {

    private static final String MAGIC = "LOTTERY TASK 1\n";

    private TaskCodec() {}

    static byte[] encode(RunTask task) {
        final BinaryWriter out = new BinaryWriter(MAGIC);
        out.text(task.key().condition());
        out.number(task.key().seed());
        out.number(task.key().level());
        out.text(task.key().identity());
        Travel.write(task.environment(), out);
        Travel.write(task.agent(), out);
        out.layout(task.start().mask().layout());
        out.mask(task.start().mask());
        out.parameters(task.start().weights(), task.start().mask());
        out.number(task.firstStep());
        out.number(task.snapshotStep().isPresent() ? 1 : 0);
        task.snapshotStep().ifPresent(out::number);
        out.number(task.teacher().isPresent() ? 1 : 0);
        task.teacher().ifPresent(teacher -> {
            out.layout(teacher.layout());
            out.parameters(teacher, Mask.dense(teacher.layout()));
        });
        return out.toBytes();
    }

    /** @throws IllegalStateException if the environment or the agent is not the same here */
    static RunTask decode(byte[] bytes) {
        final BinaryReader in = new BinaryReader(bytes, MAGIC);
        final RunKey key = new RunKey(in.text(), in.number(), in.smallNumber("level"), in.text());
        final EnvironmentFactory environment = Travel.readEnvironment(in);
        final Agent agent = Travel.readAgent(in);
        final Mask mask = in.mask(in.layout());
        final TicketStart start = new TicketStart(mask, in.parameters(mask));
        final long firstStep = in.number();
        final OptionalLong snapshotStep = in.number() == 1 ? OptionalLong.of(in.number()) : OptionalLong.empty();
        final Optional<Parameters> teacher = in.number() == 1 ? Optional.of(teacher(in)) : Optional.empty();
        in.expectEnd();
        return new RunTask(key, environment, agent, start, firstStep, snapshotStep, teacher);
    }

    private static Parameters teacher(BinaryReader in) {
        final ParameterLayout layout = in.layout();
        return in.parameters(Mask.dense(layout));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import static io.github.lotteryrl.ticket.BinaryReader.valid;

import io.github.lotteryrl.api.Evaluation;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.TicketStart;
import io.github.lotteryrl.api.TrainingResult;
import io.github.lotteryrl.ticket.BinaryReader;
import io.github.lotteryrl.ticket.BinaryWriter;
import io.github.lotteryrl.ticket.CorruptFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns a {@link RunRecord} into bytes and back. Equal records give equal bytes. Stateless and thread-safe. */
public final class RunCodec {

    private static final String MAGIC = "LOTTERY RUN 1\n";
    private static final int COMPLETED = 0;
    private static final int FAILED = 1;

    private RunCodec() {}

    /** Returns the record as bytes, with a checksum. */
    public static byte[] encode(RunRecord run) {
        final BinaryWriter out = new BinaryWriter(MAGIC);
        out.text(run.identity());
        if (run instanceof RunRecord.Failed failed) {
            out.number(FAILED);
            out.text(failed.reason());
        } else if (run instanceof RunRecord.Completed completed) {
            out.number(COMPLETED);
            encode(completed, out);
        }
        return out.toBytes();
    }

    private static void encode(RunRecord.Completed run, BinaryWriter out) {
        final TrainingResult result = run.result();
        out.layout(run.start().mask().layout());
        out.mask(run.start().mask());
        out.parameters(run.start().weights(), run.start().mask());
        out.number(run.firstStep());
        out.parameters(result.best(), run.start().mask());
        out.parameters(result.last(), run.start().mask());
        out.number(result.snapshot().isPresent() ? 1 : 0);
        result.snapshot()
                .ifPresent(snapshot -> out.parameters(snapshot, run.start().mask()));
        out.number(result.steps());
        out.number(result.evaluations().size());
        for (Evaluation evaluation : result.evaluations()) {
            out.number(evaluation.step());
            out.real(evaluation.meanReturn());
            out.real(evaluation.meanLength());
        }
        out.reals(result.freshReturns());
    }

    /**
     * Returns the record that bytes stand for.
     *
     * @throws CorruptFileException if the bytes are not those of a record
     */
    public static RunRecord decode(byte[] bytes) {
        final BinaryReader in = new BinaryReader(bytes, MAGIC);
        final String identity = in.text();
        final long status = in.number();
        final RunRecord run;
        if (status == FAILED) {
            run = new RunRecord.Failed(identity, in.text());
        } else if (status == COMPLETED) {
            run = decodeCompleted(identity, in);
        } else {
            throw new CorruptFileException("unknown status " + status);
        }
        in.expectEnd();
        return run;
    }

    private static RunRecord.Completed decodeCompleted(String identity, BinaryReader in) {
        final var layout = in.layout();
        final var mask = in.mask(layout);
        final TicketStart start = new TicketStart(mask, in.parameters(mask));
        final long firstStep = in.number();
        final Parameters best = in.parameters(mask);
        final Parameters last = in.parameters(mask);
        final Optional<Parameters> snapshot = in.number() == 1 ? Optional.of(in.parameters(mask)) : Optional.empty();
        final long steps = in.number();
        final int count = in.count(3 * Long.BYTES);
        final List<Evaluation> evaluations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            evaluations.add(new Evaluation(in.number(), in.real(), in.real()));
        }
        final List<Double> freshReturns = in.reals();
        final TrainingResult result =
                valid(() -> new TrainingResult(evaluations, best, last, freshReturns, snapshot, steps));
        return new RunRecord.Completed(identity, start, firstStep, result);
    }
}

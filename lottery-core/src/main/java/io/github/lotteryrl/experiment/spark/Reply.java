// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment.spark;

import io.github.lotteryrl.experiment.RunCodec;
import io.github.lotteryrl.experiment.RunKey;
import io.github.lotteryrl.experiment.RunRecord;
import io.github.lotteryrl.ticket.BinaryReader;
import io.github.lotteryrl.ticket.BinaryWriter;
import io.github.lotteryrl.ticket.CorruptFileException;

/** What an executor answers, as bytes. */
final class Reply {

    private static final String MAGIC = "LOTTERY REPLY 1\n";
    private static final int RECORD = 0;
    private static final int EXCEPTION = 1;

    private Reply() {}

    static byte[] of(RunRecord run) {
        final BinaryWriter out = new BinaryWriter(MAGIC);
        out.number(RECORD);
        out.bytes(RunCodec.encode(run));
        return out.toBytes();
    }

    static byte[] of(RuntimeException thrown) {
        final BinaryWriter out = new BinaryWriter(MAGIC);
        out.number(EXCEPTION);
        out.text(thrown.toString());
        return out.toBytes();
    }

    /**
     * Returns the record.
     *
     * @throws RemoteRunException if an environment or agent threw an exception
     * @throws CorruptFileException if this is no reply, or that to another run
     */
    static RunRecord read(byte[] reply, RunKey key) {
        final BinaryReader in = new BinaryReader(reply, MAGIC);
        if (in.number() == EXCEPTION) {
            throw new RemoteRunException(in.text());
        }
        final RunRecord run = RunCodec.decode(in.bytes());
        in.expectEnd();
        if (!run.identity().equals(key.identity())) {
            throw new CorruptFileException("an executor answered with another run");
        }
        return run;
    }
}

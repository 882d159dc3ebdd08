// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.api.TicketStart;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link MaskBaseline} must do.
 *
 * <pre>{@code
 * class SignReinitTest extends MaskBaselineContract {
 *     @Override
 *     protected MaskBaseline baseline() {
 *         return new SignReinit();
 *     }
 *
 *     @Override
 *     protected String identity() {
 *         return "mask/sign-re-init";
 *     }
 * }
 * }</pre>
 */
public abstract class MaskBaselineContract {

    private static final float DRAWN = 77;

    /** Fills with one number, so that what is drawn anew is seen. */
    private static final InitScheme CONSTANT = new InitScheme() {
        @Override
        public void fill(TensorSpec tensor, int fanIn, float[] values, RandomStream random) {
            Arrays.fill(values, DRAWN);
        }

        @Override
        public String identity() {
            return "constant";
        }
    };

    /** For subclasses. */
    protected MaskBaselineContract() {}

    /** Returns the condition to test. Called several times. */
    protected abstract MaskBaseline baseline();

    /** Returns the identity, written out: results are stored under it, so a change of it loses them. */
    protected abstract String identity();

    /** Returns whether the seed has any influence. Override for a condition that takes the ticket as it is. */
    protected boolean isRandom() {
        return true;
    }

    /**
     * Returns whether biases and what is not pruned are drawn anew. They keep the ticket's initial values otherwise; in no
     * case are they permuted.
     */
    protected boolean drawsUnprunedAnew() {
        return false;
    }

    @Test
    @DisplayName("the start belongs to the ticket's network, with as many survivors, and zero where pruned")
    void fitsTheTicket() {
        for (TicketStart ticket : SampleTickets.all()) {
            final TicketStart start = baseline().derive(ticket, CONSTANT, Seed.of(1));
            final ParameterLayout layout = ticket.mask().layout();
            assertThat(start.mask().layout()).isEqualTo(layout);
            assertThat(start.mask().survivors()).isEqualTo(ticket.mask().survivors());
            for (int i = 0; i < layout.tensors().size(); i++) {
                if (layout.tensor(i).prunable()) {
                    for (int entry = 0; entry < layout.tensor(i).size(); entry++) {
                        final float value = start.weights().value(i, entry);
                        assertThat(Float.isFinite(value)).isTrue();
                        assertThat(value != 0)
                                .as("entry %d of %s, of %s, is not zero", entry, layout.tensor(i), start.mask())
                                .isEqualTo(start.mask().keeps(i, entry));
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("biases and what is not pruned: the ticket's values, or all drawn anew")
    void unprunedTensors() {
        for (TicketStart ticket : SampleTickets.all()) {
            final Parameters weights =
                    baseline().derive(ticket, CONSTANT, Seed.of(2)).weights();
            final List<TensorSpec> tensors = ticket.mask().layout().tensors();
            for (int i = 0; i < tensors.size(); i++) {
                if (!tensors.get(i).prunable()) {
                    final float[] expected = ticket.weights().tensor(i);
                    if (drawsUnprunedAnew()) {
                        Arrays.fill(expected, tensors.get(i).isDrawn() ? DRAWN : 0);
                    }
                    assertThat(weights.tensor(i)).as(tensors.get(i).name()).containsExactly(expected);
                }
            }
        }
    }

    @Test
    @DisplayName("the seed determines the start, in any thread")
    void seedDetermines() {
        final TicketStart ticket = ticket();
        final TicketStart expected = baseline().derive(ticket, InitScheme.torchDefault(), Seed.of(3));
        final MaskBaseline shared = baseline();
        assertThat(LongStream.range(0, 64)
                        .parallel()
                        .mapToObj(i -> shared.derive(ticket, InitScheme.torchDefault(), Seed.of(3)))
                        .toList())
                .allMatch(expected::equals);
    }

    @Test
    @DisplayName("different seeds give different starts, or all the same where nothing is random")
    void seedsDiffer() {
        final TicketStart ticket = ticket();
        assertThat(LongStream.range(0, 20)
                        .mapToObj(seed -> baseline().derive(ticket, InitScheme.torchDefault(), Seed.of(seed)))
                        .distinct())
                .hasSize(isRandom() ? 20 : 1);
    }

    @Test
    @DisplayName("the ticket is left as it was")
    void ticketIsNotModified() {
        final TicketStart ticket = ticket();
        baseline().derive(ticket, CONSTANT, Seed.of(6));
        assertThat(ticket).isEqualTo(ticket());
    }

    @Test
    @DisplayName("the identity is one line, and the one that was released")
    void identityIsStable() {
        assertThat(baseline().identity())
                .isEqualTo(identity())
                .isNotBlank()
                .matches(text -> text.chars().noneMatch(Character::isISOControl));
    }

    private static TicketStart ticket() {
        final ParameterLayout layout = SampleTickets.layout();
        final Mask mask = SampleTickets.random(layout, 0.5);
        return new TicketStart(mask, SampleTickets.weights(layout));
    }
}

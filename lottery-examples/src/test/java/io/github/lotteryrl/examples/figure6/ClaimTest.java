// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure6;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.analysis.MinimalRepresentation;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.examples.figures.HandMade;
import io.github.lotteryrl.examples.figures.InputLayer;
import io.github.lotteryrl.examples.figures.Task;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimTest {

    private static InputLayer ticket(Task task, long seed, int level, String deadInput, String... inputs) {
        try (Environment game = task.environment().create()) {
            return InputLayer.of(HandMade.ticket(game.observationSpace(), seed, level, deadInput, List.of(inputs)), 0);
        }
    }

    @Test
    void breakoutsBottomRowIsCountedOverSeeds() {
        final List<Claim> claims = Claim.of(
                Task.BREAKOUT,
                List.of(
                        ticket(Task.BREAKOUT, 0, 2, "brick[1,1]", "ball[9,0]", "ball[8,0]", "ball[8,1]", "paddle[9,4]"),
                        ticket(Task.BREAKOUT, 1, 2, "brick[1,1]", "ball[9,9]", "trail[3,3]", "paddle[8,4]")));
        assertThat(claims).extracting(Claim::channel).containsExactly("ball", "trail", "paddle");
        final Claim ball = claims.get(0);
        assertThat(ball.kept()).isEqualTo(2);
        assertThat(ball.size()).isEqualTo(20);
        assertThat(ball.keptElsewhere()).isEqualTo(2);
        assertThat(ball.sizeElsewhere()).isEqualTo(180);
        assertThat(ball.weightShare()).isCloseTo((1 / 3.0 + 1) / 2, within(1e-12));
        // The channel of the first seed without weights has no share.
        assertThat(claims.get(1).weightShare()).isNaN();
        assertThat(claims.get(2).kept()).isOne();
        assertThat(claims.get(2).keptElsewhere()).isOne();
    }

    /** Two speeds have more left than the slowest, one as much. */
    @Test
    void freewaysSlowestCarIsComparedWithTheOtherSpeeds() {
        final List<Claim> claims = Claim.of(
                Task.FREEWAY,
                List.of(ticket(
                        Task.FREEWAY,
                        0,
                        1,
                        "car[1,1]",
                        "speed 1[1,1]",
                        "speed 1[2,1]",
                        "speed 2[1,1]",
                        "speed 2[1,2]",
                        "speed 3[4,4]",
                        "speed 5[4,4]",
                        "chicken[9,4]",
                        "chicken[9,5]")));
        assertThat(claims.get(0).channel()).isEqualTo("speed 5");
        assertThat(claims.get(0).prunedMoreThan()).isEqualTo(2);
        assertThat(claims.get(0).among()).isEqualTo(4);
        assertThat(claims.get(0).weightsLeft()).isEqualTo(1 / 200.0);
        assertThat(claims.get(1).kept()).isOne();
        assertThat(claims.get(1).keptElsewhere()).isOne();
    }

    @Test
    void invadersBulletsOneStepAwayAreInTheLastTwoRows() {
        final Claim bullets = Claim.of(
                        Task.SPACE_INVADERS,
                        List.of(ticket(
                                Task.SPACE_INVADERS,
                                0,
                                1,
                                "alien[0,0]",
                                "enemy bullet[9,1]",
                                "enemy bullet[8,1]",
                                "enemy bullet[7,1]")))
                .get(0);
        assertThat(bullets.kept()).isEqualTo(2);
        assertThat(bullets.keptElsewhere()).isOne();
        assertThat(bullets.line())
                .contains(
                        "2 of 20 cells survive in rows 8 and 9 with 66.7 % of the channel's |w|, 1 of 80 elsewhere; 1.5 %");
    }

    /** The agent, in channel 0, stays in the row or column that the statement about it names. */
    @ParameterizedTest
    @CsvSource({"FREEWAY, column 4", "SPACE_INVADERS, row 9", "BREAKOUT, row 9"})
    void agentsMoveWhereItIsSaid(Task task, String cells) {
        final List<Claim> claims = Claim.of(task, List.of(whereTheAgentIs(task)));
        final Claim agent = claims.get(claims.size() - 1);
        assertThat(agent.cells()).isEqualTo(cells);
        assertThat(agent.kept()).isGreaterThan(1);
        assertThat(agent.keptElsewhere()).isZero();
    }

    private static InputLayer whereTheAgentIs(Task task) {
        final Set<String> seen = new TreeSet<>();
        try (Environment game = task.environment().create()) {
            final ObservationSpace space = game.observationSpace();
            final RandomStream actions = Seed.of(1).random();
            final float[] observation = new float[space.size()];
            game.reset(1);
            for (int step = 0; step < 3_000; step++) {
                game.step(actions.nextInt(game.actionSpace().outputs()));
                if (game.isDone()) {
                    game.reset();
                }
                game.observe(observation, 0);
                for (int cell = 0; cell < 100; cell++) {
                    if (observation[cell] == 1) {
                        seen.add(space.names().get(cell));
                    }
                }
            }
            return ticket(task, 0, 1, space.names().get(100), seen.toArray(String[]::new));
        }
    }

    @Test
    void theSparsestGoodLevelAndHalfwayAreShown() {
        final List<InputLayer> tickets = IntStream.rangeClosed(0, 9)
                .mapToObj(level -> ticket(Task.BREAKOUT, 0, level, "brick[1,1]", "ball[1,1]"))
                .toList();
        assertThat(Figure6.shown(tickets, minimal(5)))
                .extracting(InputLayer::level)
                .containsExactly(3, 5);
        assertThat(Figure6.shown(tickets, minimal(0)))
                .extracting(InputLayer::level)
                .containsExactly(5, 9);
        assertThat(Figure6.shown(tickets.subList(0, 2), minimal(1)))
                .extracting(InputLayer::level)
                .containsExactly(1);
        assertThat(Figure6.shown(tickets.subList(0, 1), minimal(0)))
                .extracting(InputLayer::level)
                .containsExactly(0);
    }

    private static MinimalRepresentation minimal(int level) {
        return new MinimalRepresentation(level, 1, 1, List.of(0));
    }
}

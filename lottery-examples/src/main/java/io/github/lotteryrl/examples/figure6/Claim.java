// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure6;

import io.github.lotteryrl.examples.figures.InputLayer;
import io.github.lotteryrl.examples.figures.InputMap;
import io.github.lotteryrl.examples.figures.InputMap.Cells;
import io.github.lotteryrl.examples.figures.Json;
import io.github.lotteryrl.examples.figures.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What the paper says in section 4.1 about some cells of one channel of a game, with the numbers that decide whether it is so at
 * one level.
 *
 * @param task the game
 * @param level how often was pruned
 * @param channel that the paper speaks of
 * @param cells which of its cells
 * @param paper what the paper says of them
 * @param weightsLeft the fraction of the channel's weights that is left, mean over seeds
 * @param prunedMoreThan how many of the channels that it is compared with have more of their weights left
 * @param among how many channels it is compared with: the other speeds for one of Freeway's, else all others of the game
 * @param kept how many of the cells survive, added up over seeds
 * @param size how many of them there are, added up over seeds
 * @param keptElsewhere how many of the channel's other cells survive, added up over seeds
 * @param sizeElsewhere how many of those there are, added up over seeds
 * @param weightShare the fraction of the channel's cumulative absolute weight that the cells have, mean over seeds; NaN if the
 *     channel has none left in a seed
 */
record Claim(
        Task task,
        int level,
        String channel,
        String cells,
        String paper,
        double weightsLeft,
        int prunedMoreThan,
        int among,
        int kept,
        int size,
        int keptElsewhere,
        int sizeElsewhere,
        double weightShare) {

    private static final int LAST_ROW = 9;
    private static final int FREEWAY_COLUMN = 4;

    /** A statement of the paper, to be confronted with tickets. */
    private record Statement(String channel, String cells, Cells which, List<String> rivals, String paper) {}

    private static List<Statement> statements(Task task) {
        return switch (task) {
            case FREEWAY ->
                List.of(
                        new Statement(
                                "speed 5",
                                "all cells",
                                (row, column) -> true,
                                List.of("speed 1", "speed 2", "speed 3", "speed 4"),
                                "the slowest car's channel is pruned most"),
                        alone("chicken", "column 4", Cells.column(FREEWAY_COLUMN)));
            case SPACE_INVADERS ->
                List.of(
                        new Statement(
                                "enemy bullet",
                                "rows 8 and 9",
                                Cells.rows(LAST_ROW - 1, LAST_ROW),
                                List.of(),
                                "only bullets next to the agent are kept"),
                        alone("cannon", "row 9", Cells.rows(LAST_ROW, LAST_ROW)));
            case BREAKOUT ->
                List.of(dropped("ball"), dropped("trail"), alone("paddle", "row 9", Cells.rows(LAST_ROW, LAST_ROW)));
            default -> throw new IllegalArgumentException("the paper says nothing about the inputs of " + task);
        };
    }

    private static Statement dropped(String channel) {
        return new Statement(channel, "row 9", Cells.rows(LAST_ROW, LAST_ROW), List.of(), "the bottom row is pruned");
    }

    private static Statement alone(String channel, String cells, Cells which) {
        return new Statement(
                channel, cells, which, List.of(), "only the row or column that the agent moves in is kept");
    }

    /** Returns what is so at each level. */
    static List<Claim> of(Task task, List<InputLayer> tickets) {
        final Map<Integer, List<InputLayer>> levels =
                tickets.stream().collect(Collectors.groupingBy(InputLayer::level, TreeMap::new, Collectors.toList()));
        final List<Claim> claims = new ArrayList<>();
        for (List<InputLayer> level : levels.values()) {
            statements(task).forEach(statement -> claims.add(of(task, statement, level)));
        }
        return claims;
    }

    private static Claim of(Task task, Statement statement, List<InputLayer> tickets) {
        final InputLayer first = tickets.get(0);
        final List<String> rivals = statement.rivals().isEmpty()
                ? first.channels().stream()
                        .map(InputMap::channel)
                        .filter(channel -> !channel.equals(statement.channel()))
                        .toList()
                : statement.rivals();
        final double left = left(statement.channel(), tickets);
        final List<InputMap> maps = tickets.stream()
                .map(ticket -> ticket.channel(statement.channel()))
                .toList();
        final Cells others = statement.which().others();
        final int size = maps.size() * first.channel(statement.channel()).size(statement.which());
        return new Claim(
                task,
                first.level(),
                statement.channel(),
                statement.cells(),
                statement.paper(),
                left,
                (int) rivals.stream()
                        .filter(rival -> left(rival, tickets) > left)
                        .count(),
                rivals.size(),
                maps.stream().mapToInt(map -> map.cells(statement.which())).sum(),
                size,
                maps.stream().mapToInt(map -> map.cells(others)).sum(),
                maps.stream().mapToInt(InputMap::size).sum() - size,
                StatUtils.mean(maps.stream()
                        .mapToDouble(map -> map.share(statement.which()))
                        .toArray()));
    }

    private static double left(String channel, List<InputLayer> tickets) {
        return StatUtils.mean(tickets.stream()
                .mapToDouble(ticket -> ticket.channel(channel).remaining())
                .toArray());
    }

    /** Returns one line for a person. */
    String line() {
        final String where = sizeElsewhere == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " in %s with %.1f %% of the channel's |w|, %d of %d elsewhere",
                        cells,
                        100 * weightShare,
                        keptElsewhere,
                        sizeElsewhere);
        return String.format(
                Locale.ROOT,
                "%s, level %d, %s (the paper: %s): %d of %d cells survive%s; %.1f %% of the channel's weights are left; more"
                        + " is left of %d of %d other channels",
                task.paperName(),
                level,
                channel,
                paper,
                kept,
                size,
                where,
                100 * weightsLeft,
                prunedMoreThan,
                among);
    }

    /** Returns the numbers for the summary. */
    Map<String, Object> fields() {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("level", level);
        fields.put("channel", channel);
        fields.put("cells", cells);
        fields.put("paper", paper);
        fields.put("channelWeightsRemaining", Json.number(weightsLeft));
        fields.put("channelsWithMoreRemaining", prunedMoreThan);
        fields.put("channelsCompared", among);
        fields.put("survivingCells", kept);
        fields.put("allCells", size);
        fields.put("survivingCellsElsewhere", keptElsewhere);
        fields.put("allCellsElsewhere", sizeElsewhere);
        fields.put("shareOfChannelWeight", Json.number(weightShare));
        return fields;
    }
}

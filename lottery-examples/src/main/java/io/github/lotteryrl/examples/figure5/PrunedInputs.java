// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure5;

import io.github.lotteryrl.envs.gridmaze.GridMaze;
import io.github.lotteryrl.examples.figures.InputLayer;
import io.github.lotteryrl.examples.figures.InputMap;
import io.github.lotteryrl.examples.figures.InputMap.Cells;
import io.github.lotteryrl.examples.figures.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What pruning has taken at one level, over all seeds: whether the enemies' channels are pruned where no enemy can be, and which
 * channels and layers are pruned most.
 *
 * @param level how often was pruned
 * @param remaining the fraction of all weights that is left
 * @param tickets how many seeds have come to this level
 * @param enemies a count for each of the two
 * @param channels the fraction that is left of the weights of each channel, mean over seeds
 * @param layers the fraction that is left of each layer, mean over seeds
 */
record PrunedInputs(
        int level,
        double remaining,
        int tickets,
        List<Enemy> enemies,
        Map<String, Double> channels,
        Map<String, Double> layers) {

    /**
     * Cells of an enemy's channel, added up over seeds.
     *
     * @param channel its name
     * @param surviving those that survive
     * @param outOfReach of these, those where the enemy can never be: exceptions from the paper's claim of figure 1
     * @param patrolled those where the enemy can be
     * @param patrolledPruned of these, those that do not survive: exceptions from the paper's claim of figure 5
     */
    record Enemy(String channel, int surviving, int outOfReach, int patrolled, int patrolledPruned) {

        static Enemy of(int number, List<InputLayer> tickets) {
            final String channel = "enemy " + number;
            final Cells patrol = Cells.of(GridMaze.patrolCells(number));
            int surviving = 0;
            int within = 0;
            int patrolled = 0;
            for (InputLayer ticket : tickets) {
                final InputMap map = ticket.channel(channel);
                surviving += map.cells();
                within += map.cells(patrol);
                patrolled += map.size(patrol);
            }
            return new Enemy(channel, surviving, surviving - within, patrolled, patrolled - within);
        }

        private Map<String, Object> fields() {
            final Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("channel", channel);
            fields.put("survivingCells", surviving);
            fields.put("survivingCellsOutOfReach", outOfReach);
            fields.put("patrolCells", patrolled);
            fields.put("patrolCellsPruned", patrolledPruned);
            return fields;
        }
    }

    /** Returns what is so at each level. */
    static List<PrunedInputs> ofLevels(List<InputLayer> tickets) {
        final Map<Integer, List<InputLayer>> levels =
                tickets.stream().collect(Collectors.groupingBy(InputLayer::level, TreeMap::new, Collectors.toList()));
        return levels.values().stream().map(PrunedInputs::of).toList();
    }

    private static PrunedInputs of(List<InputLayer> tickets) {
        final InputLayer first = tickets.get(0);
        final Map<String, Double> channels = new LinkedHashMap<>();
        for (InputMap map : first.channels()) {
            channels.put(
                    map.channel(),
                    StatUtils.mean(tickets.stream()
                            .mapToDouble(ticket -> ticket.channel(map.channel()).remaining())
                            .toArray()));
        }
        final Map<String, Double> layers = new LinkedHashMap<>();
        for (int i = 0; i < first.layers().size(); i++) {
            final int layer = i;
            layers.put(
                    first.layerName(layer),
                    StatUtils.mean(tickets.stream()
                            .mapToDouble(ticket -> ticket.layers().get(layer).remaining())
                            .toArray()));
        }
        return new PrunedInputs(
                first.level(),
                first.remaining(),
                tickets.size(),
                List.of(Enemy.of(1, tickets), Enemy.of(2, tickets)),
                channels,
                layers);
    }

    /** Returns the name of the smallest number, the first of equals. */
    private static String least(Map<String, Double> numbers) {
        return numbers.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private static String most(Map<String, Double> numbers) {
        return numbers.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    /** Returns one line for a person. */
    String line() {
        final List<String> parts = new ArrayList<>();
        for (Enemy enemy : enemies) {
            parts.add(String.format(
                    Locale.ROOT,
                    "%s keeps %d cells, %d of them out of its reach, and loses %d of the %d in it",
                    enemy.channel(),
                    enemy.surviving(),
                    enemy.outOfReach(),
                    enemy.patrolledPruned(),
                    enemy.patrolled()));
        }
        return String.format(
                Locale.ROOT,
                "%.1f %% of weights left (level %d, %s): %s; pruned least %s, most %s and the %s",
                100 * remaining,
                level,
                tickets == 1 ? "1 seed" : tickets + " seeds together",
                String.join("; ", parts),
                most(channels),
                least(channels),
                least(layers));
    }

    /** Returns the numbers for the summary. */
    Map<String, Object> fields() {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("level", level);
        fields.put("remaining", Json.number(remaining));
        fields.put("tickets", tickets);
        fields.put("enemies", enemies.stream().map(Enemy::fields).toList());
        fields.put("channelsRemaining", numbers(channels));
        fields.put("layersRemaining", numbers(layers));
        if (level > 0) {
            fields.put("leastPrunedChannel", most(channels));
            fields.put("mostPrunedChannel", least(channels));
            fields.put("mostPrunedLayer", least(layers));
        }
        return fields;
    }

    private static Map<String, Object> numbers(Map<String, Double> values) {
        final Map<String, Object> numbers = new LinkedHashMap<>();
        values.forEach((name, value) -> numbers.put(name, Json.number(value)));
        return numbers;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure7;

import io.github.lotteryrl.examples.figures.Json;
import io.github.lotteryrl.examples.figures.Study;
import io.github.lotteryrl.examples.figures.Task;
import io.github.lotteryrl.examples.figures.TicketInputs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What the tickets of a task keep of its inputs where about 10 % of the weights are left, at which the paper has numbers.
 *
 * @param task that is learned
 * @param names of all inputs
 * @param level whose percentage of remaining weights is nearest to 10, as a ratio
 * @param dense the dense agents
 * @param tickets of that level, one for each seed that came so far
 */
record KeptInputs(Task task, List<String> names, int level, List<TicketInputs> dense, List<TicketInputs> tickets) {

    /** Which of PPO's networks acts. */
    static final int ACTOR = 0;

    /** Which of PPO's networks predicts returns. */
    static final int CRITIC = 1;

    private static final double PERCENTAGE = 10;

    /** Section 4.2: Walker2D trains to full performance with 11 of 22 inputs, Ant with 22 of 28. */
    private static final Map<Task, Integer> PUBLISHED = Map.of(Task.WALKER_2D, 11, Task.ANT, 22);

    static KeptInputs of(Study study, List<TicketInputs> tickets) {
        final int level = study.levelNearest(PERCENTAGE);
        return new KeptInputs(
                study.task(),
                study.experiment().observations().names(),
                level,
                tickets.stream().filter(ticket -> ticket.level() == 0).toList(),
                tickets.stream().filter(ticket -> ticket.level() == level).toList());
    }

    /** Returns with how many inputs the paper's agents train to full performance, if it says so. */
    static Optional<Integer> published(Task task) {
        return Optional.ofNullable(PUBLISHED.get(task));
    }

    /** Returns how many inputs survive in one of the networks, the mean over seeds; NaN if no seed came so far. */
    double survivors(int network) {
        return mean(tickets, ticket -> ticket.survivors().get(network));
    }

    /** Returns the names of the inputs that survive in more than half of the seeds. */
    List<String> inMostSeeds() {
        return IntStream.range(0, names.size())
                .filter(input -> 2 * seeds(input) > tickets.size())
                .mapToObj(names::get)
                .toList();
    }

    /** Returns in how many seeds an input survives. */
    private long seeds(int input) {
        return tickets.stream()
                .filter(ticket -> ticket.inputs().get(input).survives())
                .count();
    }

    private double remaining() {
        return mean(tickets, TicketInputs::remaining);
    }

    private static double mean(List<TicketInputs> tickets, ToDoubleFunction<TicketInputs> number) {
        return StatUtils.mean(tickets.stream().mapToDouble(number).toArray());
    }

    /** Returns what was found, in a line for the console. */
    String line() {
        if (tickets.isEmpty()) {
            return task.paperName() + ": no seed was pruned to level " + level;
        }
        return String.format(
                Locale.ROOT,
                "%s keeps %.1f of %d inputs%s at %.1f %% of the weights (level %d, %d %s): return %.1f, dense %.1f; in most"
                        + " seeds %s",
                task.paperName(),
                survivors(ACTOR),
                names.size(),
                published(task).map(count -> " (the paper: " + count + ")").orElse(""),
                100 * remaining(),
                level,
                tickets.size(),
                tickets.size() == 1 ? "seed" : "seeds",
                mean(tickets, TicketInputs::freshReturn),
                mean(dense, TicketInputs::freshReturn),
                inWords());
    }

    /** Returns which inputs survive in most seeds, by the names of those that do or of those that do not, whichever are fewer. */
    private String inWords() {
        final List<String> kept = inMostSeeds();
        final List<String> lost =
                names.stream().filter(name -> !kept.contains(name)).toList();
        if (kept.size() <= lost.size()) {
            return kept.isEmpty() ? "none" : String.join(", ", kept);
        }
        return lost.isEmpty() ? "all" : "all but " + String.join(", ", lost);
    }

    /** Returns what was found, for the summary. */
    Map<String, Object> fields() {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("level", level);
        fields.put("remaining", Json.number(remaining()));
        fields.put("survivingInputs", Json.number(survivors(ACTOR)));
        published(task).ifPresent(count -> fields.put("survivingInputsInThePaper", count));
        fields.put("criticInputs", Json.number(survivors(CRITIC)));
        final Map<String, Object> ofSeeds = new LinkedHashMap<>();
        tickets.forEach(ticket ->
                ofSeeds.put(String.valueOf(ticket.seed()), ticket.survivors().get(ACTOR)));
        fields.put("survivingInputsOfSeeds", ofSeeds);
        fields.put("inMostSeeds", inMostSeeds());
        fields.put("freshReturn", Json.number(mean(tickets, TicketInputs::freshReturn)));
        fields.put("denseFreshReturn", Json.number(mean(dense, TicketInputs::freshReturn)));
        return fields;
    }
}

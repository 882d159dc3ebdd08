// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.examples.figures.Study;
import io.github.lotteryrl.search.TicketReport;
import java.util.List;
import java.util.Map;

/** What the curves say, in numbers with intervals. */
record Findings(List<String> lines, List<Map<String, Object>> fields) {

    static Findings of(Curves curves, Map<Study, TicketReport> reports) {
        return new Findings(List.of(), List.of());
    }
}

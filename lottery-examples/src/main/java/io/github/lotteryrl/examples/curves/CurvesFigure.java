// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.FigureRequest;
import io.github.lotteryrl.examples.curves.Curves.Missing;
import io.github.lotteryrl.examples.figures.FigureWork;
import io.github.lotteryrl.examples.figures.Study;
import io.github.lotteryrl.search.TicketReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes a figure of ticket curves: runs what it needs, draws it, writes the numbers behind it and what they say. */
final class CurvesFigure {

    private final FigureWork work;
    private final FigureRequest request;
    private final Curves curves;
    private final Map<Study, TicketReport> reports = new LinkedHashMap<>();

    private CurvesFigure(int number, FigureRequest request, Curves curves) {
        this.work = new FigureWork(number, request);
        this.request = request;
        this.curves = curves;
    }

    /**
     * Makes a figure.
     *
     * @return whether every run came to its end
     * @throws IllegalArgumentException if the folder cannot be written, before anything is run
     */
    static boolean make(int number, FigureRequest request, Curves curves) throws IOException, InterruptedException {
        return new CurvesFigure(number, request, curves).make();
    }

    private boolean make() throws IOException, InterruptedException {
        for (Missing panel : curves.missing()) {
            work.say("missing: " + panel.title() + ": " + panel.reason());
        }
        work.run(curves.studies().stream().map(Study::experiment).toList());
        for (Study study : curves.studies()) {
            reports.put(study, work.report(study.experiment()));
        }
        CurveTables.write(reports, work.table(""));
        work.draw(CurvesDrawing.of(curves, reports, request.band()));
        final Findings findings = Findings.of(reports);
        findings.lines().forEach(work::say);
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("band", request.band().name().toLowerCase(Locale.ROOT));
        fields.put("studies", studies());
        fields.put(
                "missingPanels",
                curves.missing().stream()
                        .map(panel -> panel.title() + ": " + panel.reason())
                        .toList());
        fields.put("findings", findings.fields());
        return work.finish(fields);
    }

    private List<Map<String, Object>> studies() {
        final List<Map<String, Object>> studies = new ArrayList<>();
        for (Study study : reports.keySet()) {
            final Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", study.name());
            fields.putAll(study.settings());
            fields.put("prunableWeights", study.experiment().layout().prunableSize());
            fields.put(
                    "conditions",
                    study.experiment().conditions().stream()
                            .map(MaskBaseline::identity)
                            .toList());
            studies.add(fields);
        }
        return studies;
    }
}

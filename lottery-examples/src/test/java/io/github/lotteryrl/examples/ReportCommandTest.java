// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.analysis.InputRelevance;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.examples.report.Pages;
import io.github.lotteryrl.experiment.FolderStore;
import io.github.lotteryrl.experiment.RunRecord;
import io.github.lotteryrl.search.Ticket;
import io.github.lotteryrl.stats.Bootstrap;
import io.github.lotteryrl.stats.Degradation;
import io.github.lotteryrl.stats.Interval;
import io.github.lotteryrl.stats.ReturnCurve;
import io.github.lotteryrl.stats.Statistic;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** From a store of real runs, small ones, to the page. */
@Timeout(180)
class ReportCommandTest {

    @TempDir
    private static Path searched;

    private static Path store;

    @TempDir
    private Path folder;

    /** Cart-Pole, four conditions, two levels, three seeds. */
    @BeforeAll
    static void search() {
        final Called search = Called.with(
                "ticket",
                "CartPole-v1",
                "--steps",
                8192,
                "--hidden",
                8,
                "--levels",
                2,
                "--fraction",
                0.5,
                "--seeds",
                3,
                "--baselines",
                "--out",
                searched);
        assertThat(search.exitCode()).as(search.err()).isZero();
        store = searched.resolve("store");
    }

    private String report(Path from, Object... more) throws IOException {
        final Path page = folder.resolve("new").resolve("page.html");
        final Object[] arguments = Stream.concat(Stream.of("report", from, "--out", page), Arrays.stream(more))
                .toArray();
        final Called called = Called.with(arguments);
        assertThat(called.exitCode()).as(called.err()).isZero();
        assertThat(called.outLines()).endsWith("wrote " + page);
        return Files.readString(page);
    }

    /** The fresh returns of a condition's runs at a level. */
    private static double[] returns(String condition, int level) {
        final FolderStore runs = FolderStore.reading(store);
        return runs.hashes().stream()
                .map(runs::read)
                .filter(run -> run.identity().contains("\ncondition: " + condition + "\n"))
                .filter(run -> run.identity().endsWith("\nlevel: " + level))
                .sorted((a, b) -> seed(a).compareTo(seed(b)))
                .mapToDouble(run -> ((RunRecord.Completed) run)
                        .result().freshReturns().stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElseThrow())
                .toArray();
    }

    private static Long seed(RunRecord run) {
        return Long.valueOf(InspectCommand.setting(run.identity(), "seed"));
    }

    /** One decimal, or two where no return reaches 100: as many as the page gives. */
    private static String format(double value, String example) {
        final int decimals = example.length() - example.indexOf('.') - 1;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    @Test
    void theNumbersAreThoseOfTheRuns() throws Exception {
        final Document page = Pages.parse(report(store));
        assertThat(Pages.row(page, "What the store holds", "runs")).containsExactly("runs", "27 completed, 0 failed");
        for (String condition : List.of("mask/weights", "random/re-init")) {
            final double[] returns = returns(condition, 2);
            assertThat(returns).hasSize(3);
            final double mean = DoubleStream.of(returns).average().orElseThrow();
            final double variance = DoubleStream.of(returns)
                            .map(value -> (value - mean) * (value - mean))
                            .sum()
                    / 2;
            final Interval center =
                    Bootstrap.of(Seed.of(0)).interval(new double[][] {returns}, Statistic.INTERQUARTILE_MEAN);
            final List<String> row = Pages.row(page, condition, "2");
            final String example = row.get(3).split(" ")[0];
            assertThat(row)
                    .containsExactly(
                            "2",
                            "25.0",
                            "12",
                            format(mean, example) + " ± " + format(Math.sqrt(variance), example),
                            format(center.estimate(), example) + " [" + format(center.low(), example) + ", "
                                    + format(center.high(), example) + "]",
                            "3");
        }
    }

    @Test
    void degradationIsMeasuredFromARandomPolicy() throws Exception {
        final Document page = Pages.parse(report(store));
        final Matcher random = Pattern.compile("random policy, which returns ([0-9.]+) \\(100 episodes\\)")
                .matcher(String.join("\n", Pages.texts(page, "p")));
        assertThat(random.find()).isTrue();
        // 22 in the long run; the standard deviation of such a mean is 1.2.
        assertThat(Double.parseDouble(random.group(1))).isBetween(18.0, 26.0);
        final ReturnCurve curve = new ReturnCurve(
                List.of(1.0, 0.5, 0.25),
                new double[][] {returns("dense", 0), returns("mask/permuted", 1), returns("mask/permuted", 2)});
        final Interval point = Degradation.of(Double.parseDouble(random.group(1)))
                .estimate(curve, Bootstrap.of(Seed.of(0)))
                .remaining();
        final List<String> numbers = Pattern.compile("[0-9.]+")
                .matcher(Pages.row(page, "Degradation points", "mask/permuted").get(1))
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(numbers).hasSize(3);
        assertThat(Double.parseDouble(numbers.get(0))).isCloseTo(100 * point.estimate(), within(0.2));
        assertThat(Double.parseDouble(numbers.get(1))).isCloseTo(100 * point.low(), within(0.2));
        assertThat(Double.parseDouble(numbers.get(2))).isCloseTo(100 * point.high(), within(0.2));
    }

    @Test
    void comparisonsSayWhatThreeSeedsCannotShow() throws Exception {
        final Document page = Pages.parse(report(store));
        final double[] first = returns("mask/weights", 1);
        final double[] second = returns("permuted/permuted", 1);
        double difference = 0;
        int halves = 0;
        for (int i = 0; i < first.length; i++) {
            difference += (first[i] - second[i]) / first.length;
            for (double other : second) {
                halves += first[i] > other ? 2 : first[i] == other ? 1 : 0;
            }
        }
        final List<String> row = Pages.row(page, "mask/weights against permuted/permuted", "1");
        final String example = row.get(3);
        assertThat(example).isEqualTo((difference > 0 ? "+" : "") + format(difference, example));
        assertThat(row.get(6)).startsWith(String.format(Locale.ROOT, "%.2f [", halves / 18.0));
        assertThat(Pages.texts(page, "li"))
                .hasSize(6)
                .allMatch(words -> words.contains("Nothing can be shown: 3 seeds cannot give a p below 0.25"));
        assertThat(Pages.texts(page, "p")).contains(Bootstrap.UNDER_COVERAGE);
    }

    @Test
    void inputsAreThoseOfTheTickets() throws Exception {
        final Document page = Pages.parse(report(store));
        final String caption =
                "Mean cumulative |w| and, in brackets, in how many seeds the input still influences an output";
        assertThat(Pages.table(page, caption).get(0))
                .containsExactly(
                        "level", "remaining (%)", "seeds", "position", "velocity", "angle", "angular velocity");
        double weight = 0;
        int seeds = 0;
        for (int seed = 0; seed < 3; seed++) {
            final Ticket ticket = Ticket.read(searched.resolve("tickets").resolve("seed-" + seed + "-level-2.ticket"));
            final InputRelevance.Input angle = ticket.inputRelevance().inputs().get(2);
            assertThat(angle.name()).isEqualTo("angle");
            weight += angle.weight() / 3;
            seeds += ticket.survivingInputs().contains("angle") ? 1 : 0;
        }
        final Matcher cell = Pattern.compile("([0-9.]+) \\((\\d)\\)")
                .matcher(Pages.row(page, caption, "2").get(5));
        assertThat(cell.matches()).isTrue();
        assertThat(Double.parseDouble(cell.group(1))).isCloseTo(weight, within(0.006));
        assertThat(cell.group(2)).isEqualTo(String.valueOf(seeds));
    }

    @Test
    void thePageNeedsNothingBesides() throws Exception {
        final String html = report(store);
        assertThat(html.replace("xmlns=\"http://www.w3.org/2000/svg\"", ""))
                .doesNotContainPattern("https?:")
                .doesNotContain("<script", "<link", "<iframe", " src=", "@import", "//")
                .doesNotContainPattern("url\\((?!#)");
        final Document page = Pages.parse(html);
        assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(4);
        assertThat(Pages.texts(page, "title")).hasSize(5).doesNotContain("").startsWith("Experiments: CartPole-v1");
        // Every colour of the plots' paper, texts and lines is told what it becomes on dark paper.
        final Matcher colour = Pattern.compile("<(?:text|polygon)[^>]* fill=\"(#[0-9a-f]{6})\"(?! fill-opacity)")
                .matcher(html);
        while (colour.find()) {
            assertThat(html).contains("svg [fill=\"" + colour.group(1) + "\"]");
        }
    }

    private static Map<String, String> everythingIn(Path where) throws IOException {
        final Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(where)) {
            for (Path file : files.toList()) {
                all.put(file.toString(), Files.isDirectory(file) ? "" : Arrays.toString(Files.readAllBytes(file)));
            }
        }
        return all;
    }

    private Path copy() throws IOException {
        final Path target = folder.resolve("copy");
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.toList()) {
                final Path to = target.resolve(store.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        return target;
    }

    @Test
    void theStoreIsOnlyRead() throws Exception {
        final Path copy = copy();
        // Nobody can write there: neither these folders nor probes are made, which root could even where others cannot.
        Files.delete(copy.resolve("temporary"));
        Files.delete(copy.resolve("checkpoints"));
        try (Stream<Path> all = Files.walk(copy)) {
            all.forEach(file -> assertThat(file.toFile().setWritable(false)).isTrue());
        }
        final Map<String, String> before = everythingIn(copy);
        final String page = report(copy);
        assertThat(Called.hashOf(copy)).matches("[0-9a-f]{64}");
        assertThat(everythingIn(copy)).isEqualTo(before);
        try (Stream<Path> all = Files.walk(copy)) {
            all.forEach(file -> assertThat(file.toFile().setWritable(true)).isTrue());
        }
        assertThat(page).as("equal stores, equal pages").isEqualTo(report(store));
    }

    @Test
    void damagedFilesAndFailuresAreListed() throws Exception {
        final Path copy = copy();
        final Called diverging = Called.with(
                "ticket",
                "CartPole-v1",
                "--steps",
                512,
                "--learning-rate",
                "1e6",
                "--levels",
                0,
                "--out",
                folder.resolve("bad"));
        assertThat(diverging.exitCode()).isEqualTo(1);
        final Path failed = run(folder.resolve("bad").resolve("store"));
        final Path beside =
                copy.resolve("runs").resolve(failed.getParent().getFileName().toString());
        Files.createDirectories(beside);
        Files.copy(failed, beside.resolve(failed.getFileName().toString()));
        final Path damaged = copy.resolve("runs/aa").resolve("a".repeat(64) + ".run");
        Files.createDirectories(damaged.getParent());
        Files.writeString(damaged, "no run");

        final Document page = Pages.parse(report(copy));
        assertThat(Pages.row(page, "What the store holds", "runs").get(1))
                .isEqualTo("27 completed, 1 failed, 1 unreadable file");
        assertThat(Pages.row(page, "Runs without a result", "CartPole-v1"))
                .startsWith("CartPole-v1", "ppo", "kaiming-uniform", "dense", "0", "0")
                .anyMatch(reason -> reason.startsWith("diverged: "));
        assertThat(Pages.table(page, "Files that could not be used").get(1)).startsWith("a".repeat(64));
        assertThat(Pages.texts(page, "p")).anyMatch(text -> text.contains("Of 1 run it is not known how"));
        assertThat(damaged).as("left where it is").exists();
    }

    private static Path run(Path where) throws IOException {
        try (Stream<Path> files = Files.walk(where)) {
            return files.filter(file -> file.toString().endsWith(".run"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void withoutRunsThereIsNoPage() {
        final Path empty = folder.resolve("empty");
        FolderStore.open(empty);
        final Path page = folder.resolve("page.html");
        final Called ofEmpty = Called.with("report", empty, "--out", page);
        assertThat(ofEmpty.exitCode()).isEqualTo(2);
        assertThat(ofEmpty.errLines()).containsExactly("lottery: the store holds no run to report of");
        final Called ofNone = Called.with("report", folder, "--out", page);
        assertThat(ofNone.exitCode()).isEqualTo(2);
        assertThat(ofNone.errLines()).containsExactly("lottery: " + folder + " is no store: it has no folder 'runs'");
        assertThat(page).doesNotExist();
    }

    /** In a frame, as a browser's window is not so narrow; with all that can be opened open, as the page is then widest. */
    @Test
    void aBrowserShowsThePageOnATelephone() throws Exception {
        final Path browser = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .map(path -> Path.of(path, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(browser != null, "no Chromium on the path: the page is not looked at in a browser");
        Files.writeString(
                folder.resolve("open.html"),
                report(store, "--title", "Tickets & more").replace("<details>", "<details open=\"open\">"));
        final Path frame = folder.resolve("frame.html");
        Files.writeString(frame, """
                <body onload="console.log('marker'); const page = frames[0].document;
                    document.body.dataset.seen = [page.title, frames[0].innerWidth, page.documentElement.scrollWidth,
                        page.querySelectorAll('details[open] table').length].join('|')">
                <iframe src="open.html" style="width: 360px; height: 800px; border: 0"></iframe></body>
                """);
        final Path dom = folder.resolve("dom.html");
        final Path messages = folder.resolve("messages.txt");
        final Process process = new ProcessBuilder(
                        browser.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--enable-logging=stderr",
                        "--user-data-dir=" + folder.resolve("browser"),
                        "--allow-file-access-from-files",
                        "--dump-dom",
                        frame.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(messages.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        final Matcher seen = Pattern.compile("data-seen=\"Tickets &amp; more\\|(\\d+)\\|(\\d+)\\|(\\d+)\"")
                .matcher(Files.readString(dom));
        assertThat(seen.find()).isTrue();
        assertThat(seen.group(1)).isEqualTo("360");
        assertThat(Integer.parseInt(seen.group(2))).isLessThanOrEqualTo(360);
        assertThat(Integer.parseInt(seen.group(3))).isGreaterThan(10);
        assertThat(Files.readAllLines(messages))
                .filteredOn(line -> line.contains("CONSOLE"))
                .singleElement()
                .asString()
                .contains("marker");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment.spark;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.launcher.JavaModuleOptions;

/** A master and workers of one core each, as processes of their own that listen on the loopback device alone. */
final class SparkCluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://127\\.0\\.0\\.1:\\d+)");

    private final Path folder;
    private final List<Process> processes = Collections.synchronizedList(new ArrayList<>());
    private final String url;

    private SparkCluster(Path folder, int size) throws Exception {
        this.folder = folder;
        // A build that is cut off leaves nothing behind either.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        makeHome();
        start("master", "org.apache.spark.deploy.master.Master");
        await("the master", () -> masterUrl().find());
        final Matcher found = masterUrl();
        found.find();
        url = found.group(1);
        for (int i = 0; i < size; i++) {
            final String name = "worker-" + i;
            final String work = folder.resolve(name).toString();
            start(
                    name,
                    "org.apache.spark.deploy.worker.Worker",
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                    "--work-dir",
                    work,
                    url);
        }
    }

    static SparkCluster start(Path folder, int workers) throws Exception {
        return new SparkCluster(folder, workers);
    }

    static void await(String what, Callable<Boolean> condition) throws Exception {
        final long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain for " + what);
            }
            Thread.sleep(20);
        }
    }

    /** Workers start executors with the jars of an installation: here a jar that names the class path of the tests. */
    private void makeHome() throws IOException {
        final Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath());
        Files.createDirectories(folder.resolve("jars"));
        try (OutputStream out = Files.newOutputStream(folder.resolve("jars").resolve("all.jar"));
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
    }

    private void start(String name, String main, String... arguments) throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dlogback.configurationFile=spark-logback.xml",
                main,
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--webui-port",
                "0"));
        command.addAll(List.of(arguments));
        final ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .put("CLASSPATH", folder.resolve("jars").resolve("all.jar").toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("SPARK_HOME", folder.toString());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        // An installation says so in a file.
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        processes.add(builder.redirectErrorStream(true)
                .redirectOutput(log(name).toFile())
                .start());
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private Matcher masterUrl() throws IOException {
        return MASTER.matcher(Files.readString(log("master")));
    }

    String url() {
        return url;
    }

    /** Kills the worker of an executor, and the executor: SIGKILL on Linux and macOS. */
    void killWorkerOf(long executor) {
        final Process worker = processes.stream()
                .filter(process -> process.descendants().anyMatch(child -> child.pid() == executor))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no worker has the executor " + executor));
        kill(worker);
    }

    private static void kill(Process process) {
        final List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        processes.forEach(SparkCluster::kill);
    }
}

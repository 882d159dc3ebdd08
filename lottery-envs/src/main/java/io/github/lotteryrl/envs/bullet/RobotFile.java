// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.bullet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Reads a robot from its resource. Words are separated by spaces, {@code #} starts a comment, V is three numbers, and
 * parts in brackets may be missing:
 *
 * <pre>
 *   collision group G mask M                       bits, for all bodies with a shape
 *   friction F                                     of all bodies
 *   base NAME fixed|free at V [mass M inertia V]   its centre of mass at the start
 *   joint NAME [on BODY] slide|hinge V at V [limits LOW HIGH] [torque T]
 *   body NAME [on BODY] at V mass M inertia V centre V
 *   sphere radius R centre V                       a shape of the last body
 *   capsule radius R from V to V
 *   capsule radius R length L centre V turned ANGLE about V
 *   feet NAME ...                                  bodies, in the order of the observation
 * </pre>
 *
 * <p>Every joint and every body is one of Bullet's links, in the order of the lines: a joint is a frame without mass, and the
 * body after it is fixed to it. Without {@code on}, a line hangs on the line before. What {@code at} gives is seen from the parent's
 * centre of mass, or its frame if it has none; {@code centre} and shapes are seen from there.
 */
final class RobotFile {

    private final String file;
    private final Map<String, Integer> bodies = new HashMap<>();
    private final List<Robot.Link> links = new ArrayList<>();
    private List<Shape> shapes = new ArrayList<>();
    private int group;
    private int mask;
    private double friction;
    private boolean free;
    private Vec start = Vec.ZERO;
    private Robot.Body base = new Robot.Body("", 0, Vec.ZERO, Vec.ZERO, List.of());
    private int[] feet = {};
    private List<String> words = List.of();

    private RobotFile(String file) {
        this.file = file;
    }

    /** Reads a resource of this package. */
    static Robot read(String file) {
        final RobotFile reader = new RobotFile(file);
        try (InputStream stream = Objects.requireNonNull(RobotFile.class.getResourceAsStream(file), file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))) {
            lines.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .forEach(reader::line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reader.robot();
    }

    private Robot robot() {
        return new Robot(group, mask, friction, free, start, base, List.copyOf(links), feet);
    }

    private void line(String line) {
        words = Arrays.asList(line.split(" +"));
        switch (words.get(0)) {
            case "collision" -> {
                group = (int) number("group");
                mask = (int) number("mask");
            }
            case "friction" -> friction = number("friction");
            case "base" -> base();
            case "joint" -> joint();
            case "body" -> body();
            case "sphere" -> shapes.add(new Shape.Ball(number("radius"), vector("centre")));
            case "capsule" -> shapes.add(capsule());
            case "feet" ->
                feet = words.stream().skip(1).mapToInt(this::bodyNamed).toArray();
            default -> throw unreadable("word '" + words.get(0) + "'");
        }
    }

    private void base() {
        free = words.contains("free");
        start = vector("at");
        shapes = new ArrayList<>();
        bodies.put(words.get(1), Robot.BASE);
        base = new Robot.Body(
                words.get(1), free ? number("mass") : 0, free ? vector("inertia") : Vec.ZERO, Vec.ZERO, shapes);
    }

    private void joint() {
        final Robot.Motion motion = words.contains("slide") ? Robot.Motion.SLIDE : Robot.Motion.HINGE;
        final boolean limited = words.contains("limits");
        links.add(new Robot.Link(
                new Robot.Body(words.get(1), 0, Vec.ZERO, Vec.ZERO, List.of()),
                parent(),
                motion,
                vector(motion.name().toLowerCase(Locale.ROOT)),
                vector("at"),
                limited ? number("limits") : 1,
                limited ? number("limits", 1) : 0,
                words.contains("torque") ? number("torque") : 0));
    }

    private void body() {
        shapes = new ArrayList<>();
        links.add(new Robot.Link(
                new Robot.Body(words.get(1), number("mass"), vector("inertia"), vector("centre"), shapes),
                parent(),
                Robot.Motion.FIXED,
                Vec.ZERO,
                vector("at"),
                1,
                0,
                0));
        bodies.put(words.get(1), links.size() - 1);
    }

    private Shape capsule() {
        return words.contains("from")
                ? new Shape.Rod(number("radius"), vector("from"), vector("to"))
                : new Shape.Turned(
                        number("radius"), number("length"), vector("centre"), number("turned"), vector("about"));
    }

    private int parent() {
        return words.get(2).equals("on") ? bodyNamed(words.get(3)) : links.size() - 1;
    }

    private int bodyNamed(String name) {
        final Integer index = bodies.get(name);
        if (index == null) {
            throw unreadable("no body '" + name + "' so far");
        }
        return index;
    }

    private Vec vector(String key) {
        return new Vec(number(key), number(key, 1), number(key, 2));
    }

    private double number(String key) {
        return number(key, 0);
    }

    /** Returns the {@code index}-th number after a word. */
    private double number(String key, int index) {
        final int place = words.indexOf(key) + 1 + index;
        if (place <= index || place >= words.size()) {
            throw unreadable("no " + key);
        }
        return Double.parseDouble(words.get(place));
    }

    private IllegalStateException unreadable(String what) {
        return new IllegalStateException(file + ": " + String.join(" ", words) + ": " + what);
    }
}

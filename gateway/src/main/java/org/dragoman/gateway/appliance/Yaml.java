package org.dragoman.gateway.appliance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.dragoman.gateway.config.Entry;
import org.dragoman.gateway.config.Problems;
import org.dragoman.gateway.config.YamlFile;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// A value of a file of the disk, and where it stands. Whatever is not as it should be becomes a
/// problem, and counts as missing.
record Yaml(Node node, int line, String path, Problems problems) {
    /// Nothing where the text is no YAML or empty.
    static Optional<Yaml> parse(String file, String text, List<Problems> all) {
        var problems = new Problems(file);
        all.add(problems);
        return YamlFile.parse(file, text, problems).map(root -> new Yaml(root, 1, "", problems));
    }

    void problem(String text) {
        problems.add(line, path, text);
    }

    boolean isSection() {
        return node instanceof MappingNode;
    }

    boolean isText() {
        return node instanceof ScalarNode && !isNothing();
    }

    private boolean isNothing() {
        return node instanceof ScalarNode scalar
                && (scalar.getTag().equals(Tag.NULL) || scalar.getValue().isEmpty());
    }

    /// The values of a section by their keys; of a key that stands there twice the first.
    Map<String, Yaml> entries() {
        if (!(node instanceof MappingNode mapping)) {
            if (!isNothing()) {
                problem("is not a section of \"key: value\" lines");
            }
            return Map.of();
        }
        var entries = new LinkedHashMap<String, Yaml>();
        Entry.of(Optional.of(mapping), (at, key, text) -> problems.add(at, within(key), text))
                .forEach(
                        (key, e) ->
                                entries.put(
                                        key, new Yaml(e.value(), e.line(), within(key), problems)));
        return entries;
    }

    private String within(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    Optional<Yaml> at(String key) {
        return node instanceof MappingNode
                ? Optional.ofNullable(entries().get(key)).filter(v -> !v.isNothing())
                : Optional.empty();
    }

    /// A list; a single value is a list of one.
    List<Yaml> items() {
        if (!(node instanceof SequenceNode sequence)) {
            return isNothing() ? List.of() : List.of(this);
        }
        var items = new ArrayList<Yaml>();
        for (var item : sequence.getValue()) {
            var name = path + "[" + (items.size() + 1) + "]";
            items.add(new Yaml(item, YamlFile.lineOf(item), name, problems));
        }
        return items;
    }

    List<Yaml> items(String key) {
        return at(key).map(Yaml::items).orElse(List.of());
    }

    Optional<String> text() {
        if (!isText()) {
            problem("is not a text");
            return Optional.empty();
        }
        return Optional.of(((ScalarNode) node).getValue());
    }

    Optional<String> text(String key) {
        return at(key).flatMap(Yaml::text);
    }

    /// - {@code allowed}: said where {@code parse} gives nothing.
    <T> Optional<T> value(String allowed, Function<String, Optional<T>> parse) {
        var text = text();
        var value = text.map(String::strip).flatMap(parse);
        if (text.isPresent() && value.isEmpty()) {
            problem("\"" + shown(text.get()) + "\" is not " + allowed);
        }
        return value;
    }

    <T> Optional<T> value(String key, String allowed, Function<String, Optional<T>> parse) {
        return at(key).flatMap(v -> v.value(allowed, parse));
    }

    <T> List<T> values(String key, String allowed, Function<String, Optional<T>> parse) {
        return items(key).stream().flatMap(v -> v.value(allowed, parse).stream()).toList();
    }

    Optional<Integer> number(String key, int least, int most) {
        return value(
                key,
                "a number from " + least + " to " + most,
                text ->
                        text.matches("[0-9]{1,9}")
                                ? Optional.of(Integer.parseInt(text))
                                        .filter(n -> n >= least && n <= most)
                                : Optional.empty());
    }

    /// As YAML 1.1 has it, which cloud-init reads.
    boolean flag(String key, boolean otherwise) {
        return value(key, "true or false", Yaml::flag).orElse(otherwise);
    }

    private static Optional<Boolean> flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> Optional.of(true);
            case "false", "no", "off", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /// Tells of every key that is not among these.
    void othersThan(Set<String> known, String text) {
        entries()
                .forEach(
                        (key, value) -> {
                            if (!known.contains(key)) {
                                value.problem(text);
                            }
                        });
    }

    private static String shown(String text) {
        var line = text.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "?");
        return line.length() > 60 ? line.substring(0, 60) + "…" : line;
    }
}

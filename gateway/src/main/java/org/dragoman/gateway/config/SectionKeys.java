package org.dragoman.gateway.config;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// The keys of one section of the file: which stand there, which were asked for, and what is wrong
/// with them.
final class SectionKeys {
    private final Section.Run run;
    private final String path;
    private final int line;
    private final Map<String, Entry> entries;
    private final Set<String> asked = new LinkedHashSet<>();

    SectionKeys(Section.Run run, String path, int line, Optional<MappingNode> node) {
        this.run = run;
        this.path = path;
        this.line = line;
        this.entries = Entry.of(node, this::problem);
    }

    Map<String, Entry> entries() {
        return entries;
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /// What stands at a key that the reader knows.
    Optional<Entry> ask(String key) {
        asked.add(key);
        return Optional.ofNullable(entries.get(key));
    }

    void forgive() {
        asked.addAll(entries.keySet());
    }

    /// Reports the keys that nobody asked for.
    void reportOthers() {
        entries.forEach(
                (key, entry) -> {
                    if (asked.contains(key)) {
                        return;
                    }
                    if (run.tolerant()) {
                        run.problems().advise(entry.line(), within(key), "is left aside");
                    } else {
                        problem(entry.line(), key, "is not a key here; allowed are " + allAsked());
                    }
                });
    }

    /// A value, or nothing and a problem where it is wrong.
    <T> Optional<T> parsed(
            String key, Node node, String allowed, Function<String, Optional<T>> parse) {
        int at = YamlFile.lineOf(node);
        if (!(node instanceof ScalarNode scalar)) {
            problem(at, key, "is a list or a section; allowed is " + allowed);
            return Optional.empty();
        }
        var value = parse.apply(scalar.getValue());
        if (value.isEmpty()) {
            var what = Entry.isEmpty(node) ? "is empty" : "\"" + scalar.getValue() + "\" is wrong";
            problem(at, key, what + "; allowed is " + allowed);
        }
        return value;
    }

    /// The lines of a section below, or nothing and a problem where there is something else.
    Optional<MappingNode> mapping(String key, Node node) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(mapping);
        }
        if (!Entry.isEmpty(node)) {
            problem(YamlFile.lineOf(node), key, "is not a section of \"key: value\" lines");
        }
        return Optional.empty();
    }

    /// Has the reference say what a key is.
    void describe(String key, String otherwise, String allowed, String meaning) {
        run.reference().setting(new Reference.Setting(path, key, allowed, otherwise, meaning));
    }

    void problem(int at, String key, String text) {
        run.problems().add(at, within(key), text);
    }

    String within(String key) {
        return path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
    }

    /// Where a key stands, else where the section begins.
    int lineOf(String key) {
        var entry = entries.get(key);
        return entry == null ? line : entry.line();
    }

    /// Where the section begins.
    int line() {
        return line;
    }

    private String allAsked() {
        return asked.stream().sorted().collect(Collectors.joining(", "));
    }
}

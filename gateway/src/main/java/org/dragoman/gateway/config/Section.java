package org.dragoman.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dragoman.core.route.Place;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A part of the file as its reader asks for it, key by key. A value that is missing or wrong gives
/// the default, and a wrong one a problem besides; {@link #close} reports the keys nobody asked
/// for. While the reference is made, there is no file and every section has one sample of what
/// it holds.
final class Section implements AutoCloseable {
    /// What all sections of one run share.
    ///
    /// - {@code folder}: what names of files are relative to.
    /// - {@code tolerant}: keys that nobody asks for are no mistakes: a newer version wrote them.
    record Run(
            Problems problems,
            Reference reference,
            boolean documenting,
            Path folder,
            boolean tolerant) {
        Run(Problems problems, Reference reference, boolean documenting, Path folder) {
            this(problems, reference, documenting, folder, false);
        }
    }

    private final Run run;
    private final SectionKeys keys;

    Section(Run run, String path, int line, Optional<MappingNode> node) {
        this.run = run;
        keys = new SectionKeys(run, path, line, node);
    }

    int integer(String key, int otherwise, int least, int most, String meaning) {
        return scalar(
                key,
                otherwise,
                Integer.toString(otherwise),
                "a whole number from " + least + " to " + most,
                meaning,
                text -> {
                    var number = Values.integer(text);
                    return number.isPresent()
                                    && number.getAsInt() >= least
                                    && number.getAsInt() <= most
                            ? Optional.of(number.getAsInt())
                            : Optional.empty();
                });
    }

    boolean flag(String key, boolean otherwise, String meaning) {
        return scalar(key, otherwise, otherwise ? "on" : "off", "on or off", meaning, Values::flag);
    }

    /// - {@code source}: the clause that gives the bounds, or empty.
    Duration duration(
            String key,
            Duration otherwise,
            Duration least,
            Duration most,
            String source,
            String meaning) {
        var bounds = "a time from " + Values.written(least) + " to " + Values.written(most);
        return scalar(
                key,
                otherwise,
                Values.written(otherwise),
                bounds + (source.isEmpty() ? "" : " (" + source + ")"),
                meaning,
                text ->
                        Values.duration(text)
                                .filter(d -> d.compareTo(least) >= 0 && d.compareTo(most) <= 0));
    }

    <E extends Enum<E>> E choice(String key, E otherwise, String meaning) {
        var values = otherwise.getDeclaringClass().getEnumConstants();
        return scalar(
                key,
                otherwise,
                Values.written(otherwise),
                oneOf(Arrays.stream(values).map(Values::written).toList()),
                meaning,
                text ->
                        Arrays.stream(values)
                                .filter(v -> Values.written(v).equals(text))
                                .findFirst());
    }

    String choice(String key, String otherwise, List<String> allowed, String meaning) {
        return scalar(
                key,
                otherwise,
                otherwise,
                oneOf(allowed),
                meaning,
                text -> Optional.of(text).filter(allowed::contains));
    }

    String text(String key, String otherwise, String allowed, String meaning) {
        return scalar(
                key,
                otherwise,
                otherwise.isEmpty() ? "nothing" : otherwise,
                allowed,
                meaning,
                text -> Optional.of(text).filter(t -> !t.isBlank()));
    }

    /// Any value with its own way of writing it. {@code parse} gives nothing for what is wrong.
    <T> T value(
            String key,
            T otherwise,
            Function<T, String> written,
            String allowed,
            String meaning,
            Function<String, Optional<T>> parse) {
        return scalar(key, otherwise, written.apply(otherwise), allowed, meaning, parse);
    }

    /// A value that may be missing; {@code absent} says what holds then.
    <T> Optional<T> optional(
            String key,
            String absent,
            String allowed,
            String meaning,
            Function<String, Optional<T>> parse) {
        return scalar(
                key,
                Optional.empty(),
                absent,
                allowed,
                meaning,
                t -> parse.apply(t).map(Optional::of));
    }

    /// A value that must stand there. Nothing, and a problem, where it does not.
    <T> Optional<T> required(
            String key,
            String sample,
            String allowed,
            String meaning,
            Function<String, Optional<T>> parse) {
        if (run.documenting()) {
            keys.describe(key, "must be given", allowed, meaning);
            return parse.apply(sample);
        }
        var entry = keys.ask(key);
        if (entry.isEmpty()) {
            keys.problem(keys.line(), key, "is missing; needed is " + allowed);
            return Optional.empty();
        }
        return keys.parsed(key, entry.get().value(), allowed, parse);
    }

    /// A list of values; a single one may stand without brackets.
    <T> List<T> list(
            String key,
            List<T> otherwise,
            String shown,
            String allowed,
            String meaning,
            Function<String, Optional<T>> parse) {
        keys.describe(key, shown, "a list, each " + allowed, meaning);
        var entry = keys.ask(key);
        if (entry.isEmpty()) {
            return otherwise;
        }
        var value = entry.get().value();
        var items = value instanceof SequenceNode sequence ? sequence.getValue() : List.of(value);
        var read = new ArrayList<T>();
        for (var item : items) {
            keys.parsed(key, item, allowed, parse).ifPresent(read::add);
        }
        return List.copyOf(read);
    }

    Section section(String key, String meaning) {
        run.reference().part(new Reference.Part(keys.within(key), meaning));
        return keys.ask(key)
                .map(entry -> section(key, entry))
                .orElseGet(() -> new Section(run, keys.within(key), keys.line(), Optional.empty()));
    }

    /// Sections that the operator names, such as the peers; in the order of the file.
    Map<String, Section> named(String key) {
        var named = new LinkedHashMap<String, Section>();
        var entry = keys.ask(key);
        if (entry.isPresent()) {
            var all = section(key, entry.get());
            all.keys.entries().forEach((name, e) -> named.put(name, all.section(name, e)));
        }
        return named;
    }

    private Section section(String key, Entry entry) {
        var lines = keys.mapping(key, entry.value());
        return new Section(run, keys.within(key), entry.line(), lines);
    }

    /// One of the sections that operators name, for the reference.
    Section sample(String name, String meaning) {
        run.reference().part(new Reference.Part(name, meaning));
        return new Section(run, name, 1, Optional.empty());
    }

    /// Sections in an order that matters, such as the rules of the dial plan.
    List<Section> ordered(String key, String meaning) {
        if (run.documenting()) {
            return List.of(sample(keys.within(key) + "[]", meaning));
        }
        var entry = keys.ask(key);
        if (entry.isEmpty()) {
            return List.of();
        }
        if (!(entry.get().value() instanceof SequenceNode sequence)) {
            if (!entry.get().isEmpty()) {
                keys.problem(
                        entry.get().line(), key, "is not a list; each item starts with \"- \"");
            }
            return List.of();
        }
        var parts = new ArrayList<Section>();
        for (var item : sequence.getValue()) {
            var name = key + "[" + (parts.size() + 1) + "]";
            var lines = keys.mapping(name, item);
            parts.add(new Section(run, keys.within(name), YamlFile.lineOf(item), lines));
        }
        return List.copyOf(parts);
    }

    boolean has(String key) {
        return keys.has(key);
    }

    boolean isDocumenting() {
        return run.documenting();
    }

    /// Reports what the reader itself found wrong with a key.
    void problem(String key, String text) {
        keys.problem(keys.lineOf(key), key, text);
    }

    /// Reports what is allowed, and still hardly meant.
    void advise(String key, String text) {
        run.problems().advise(keys.lineOf(key), keys.within(key), text);
    }

    /// Where it begins.
    Place place() {
        return new Place(run.problems().file(), keys.line());
    }

    /// A file that is named in here.
    Path file(String name) {
        return run.folder().resolve(name);
    }

    /// Where mistakes of files go that are named in here.
    Problems problems() {
        return run.problems();
    }

    /// Leaves the keys that nobody asked for unreported: it is not clear which ones are right.
    void forgive() {
        keys.forgive();
    }

    /// Reports the keys that nobody asked for.
    @Override
    public void close() {
        if (!run.documenting()) {
            keys.reportOthers();
        }
    }

    private <T> T scalar(
            String key,
            T otherwise,
            String shown,
            String allowed,
            String meaning,
            Function<String, Optional<T>> parse) {
        keys.describe(key, shown, allowed, meaning);
        return keys.ask(key)
                .flatMap(entry -> keys.parsed(key, entry.value(), allowed, parse))
                .orElse(otherwise);
    }

    static String oneOf(List<String> values) {
        return "one of " + String.join(", ", values);
    }
}

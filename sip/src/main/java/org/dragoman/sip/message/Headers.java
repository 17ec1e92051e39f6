package org.dragoman.sip.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The headers of a message, in order. Names compare without regard to case; compact forms are
/// known by their long name.
public record Headers(List<Header> all) {
    public static final Headers NONE = new Headers(List.of());

    /// One header line.
    public record Header(String name, String value) {
        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    public Headers {
        all = List.copyOf(all);
    }

    public Optional<String> first(String name) {
        for (var header : all) {
            if (header.is(name)) {
                return Optional.of(header.value());
            }
        }
        return Optional.empty();
    }

    /// Every value of the name, lists taken apart at their commas (RFC 3261 §7.3.1).
    public List<String> list(String name) {
        List<String> values = List.of();
        for (var header : all) {
            if (header.is(name)) {
                values = values.isEmpty() ? new ArrayList<>() : values;
                values.addAll(Text.split(header.value(), ','));
            }
        }
        return values;
    }

    /// The same as a set of lower-case words: option tags, methods.
    public Set<String> words(String name) {
        var values = list(name);
        return values.isEmpty()
                ? Set.of()
                : values.stream()
                        .map(v -> v.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    public boolean has(String name) {
        return first(name).isPresent();
    }

    public Headers with(String name, String value) {
        var more = new ArrayList<>(all);
        more.add(new Header(name, value));
        return new Headers(more);
    }

    public Headers with(Headers others) {
        var more = new ArrayList<>(all);
        more.addAll(others.all);
        return new Headers(more);
    }

    public Headers with(String name, Optional<String> value) {
        return value.map(v -> with(name, v)).orElse(this);
    }

    public Headers without(String... names) {
        return new Headers(
                all.stream().filter(h -> Arrays.stream(names).noneMatch(h::is)).toList());
    }

    /// The same with one value in place of all the name had.
    public Headers replacing(String name, String value) {
        return without(name).with(name, value);
    }
}

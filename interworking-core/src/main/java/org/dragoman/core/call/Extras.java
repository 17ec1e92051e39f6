package org.dragoman.core.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a request carries beside what calls are made of: header fields of SIP that mean something
/// to the operator's own systems. Nothing of it is sent on unless a rule says so.
///
/// - {@code received}: as they came in, in order; {@code sent}: as they go out.
/// - {@code elements}: the same of H.323.
public record Extras(List<Field> received, List<Field> sent, Elements elements) {
    public static final Extras NONE = new Extras(List.of(), List.of(), Elements.NONE);

    private static final int MOST = 20; // fields
    private static final int LONGEST = 512; // characters of a value
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /// Names beside X-… that no machine of the gateway's reads or writes.
    private static final Set<String> FREE =
            Set.of(
                    "accept-language", // RFC 3261 §20.3
                    "alert-info", // RFC 3261 §20.4
                    "call-info", // RFC 3261 §20.9
                    "organization", // RFC 3261 §20.25
                    "priority", // RFC 3261 §20.26
                    "subject", // RFC 3261 §20.36
                    "resource-priority", // RFC 4412 §3.1
                    "geolocation", // RFC 6442 §4.1
                    "p-charging-vector", // RFC 7315 §4.6
                    "user-to-user"); // RFC 7433 §4

    /// One field; {@code value} is one line.
    public record Field(String name, String value) {
        public Field {
            if (!mayBeNamed(name) || !isLine(value)) {
                throw new IllegalArgumentException("no field that may be passed on: " + name);
            }
        }

        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    /// What a rule does with fields.
    public sealed interface Edit {
        /// Sends on what came in; {@code name} may end with {@code *}.
        record Keep(String name) implements Edit {}

        /// Does not send what an earlier rule kept or set; {@code name} may end with {@code *}.
        record Drop(String name) implements Edit {}

        /// Sends this, whatever came in.
        record Put(Field field) implements Edit {}
    }

    public Extras {
        received = List.copyOf(received);
        sent = List.copyOf(sent);
    }

    public Extras withElements(Elements others) {
        return new Extras(received, sent, others);
    }

    /// Whether a field may bear that name; {@code X-*} and such stand for many.
    public static boolean mayBeNamed(String name) {
        var bare = name.endsWith("*") ? name.substring(0, name.length() - 1) : name;
        var lower = bare.toLowerCase(Locale.ROOT);
        return NAME.matcher(bare).matches()
                && (lower.startsWith("x-") || !name.endsWith("*") && FREE.contains(lower));
    }

    /// Whether it can stand in one header line.
    public static boolean isLine(String value) {
        return value.length() <= LONGEST && value.chars().noneMatch(Character::isISOControl);
    }

    /// With one that came in; one too many, too long or of another name is left out.
    public Extras withReceived(String name, String value) {
        if (received.size() >= MOST || !mayBeNamed(name) || name.endsWith("*") || !isLine(value)) {
            return this;
        }
        var more = new ArrayList<>(received);
        more.add(new Field(name, value));
        return new Extras(more, sent, elements);
    }

    /// What becomes of them by these, in order.
    public Extras edited(List<Edit> edits) {
        if (edits.isEmpty()) {
            return this;
        }
        var out = new ArrayList<>(sent);
        for (var edit : edits) {
            switch (edit) {
                case Edit.Keep(var name) ->
                        received.stream()
                                .filter(f -> matches(name, f) && !out.contains(f))
                                .forEach(out::add);
                case Edit.Drop(var name) -> out.removeIf(f -> matches(name, f));
                case Edit.Put(var field) -> {
                    out.removeIf(f -> f.is(field.name()));
                    out.add(field);
                }
            }
        }
        return new Extras(received, out.subList(0, Math.min(out.size(), MOST)), elements);
    }

    private static boolean matches(String name, Field field) {
        if (!name.endsWith("*")) {
            return field.is(name);
        }
        int length = name.length() - 1;
        return field.name().regionMatches(true, 0, name, 0, length);
    }

    /// The values sent under a name, for people.
    public Optional<String> value(String name) {
        var values = sent.stream().filter(f -> f.is(name)).map(Field::value).toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }
}

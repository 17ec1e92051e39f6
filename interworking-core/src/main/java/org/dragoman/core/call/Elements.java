package org.dragoman.core.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Information elements of Q.931 that a call comes with, by name, as rules may speak of them. What
/// the call is made of goes on by itself; of these only what a rule keeps or sets, in the place of
/// what the gateway would say by itself.
///
/// - {@code received}: as they came in; {@code sent}: as they go out; {@code dropped}: names that
///   do not go out whoever would say them.
public record Elements(List<Element> received, List<Element> sent, Set<String> dropped) {
    public static final Elements NONE = new Elements(List.of(), List.of(), Set.of());

    private static final int MOST = 20; // elements

    /// One element; {@code value} is its text, or its contents in hexadecimal.
    public record Element(String name, String value) {}

    /// What a rule does with elements.
    public sealed interface Edit {
        /// Sends on what came in, if it did.
        record Keep(String name) implements Edit {}

        /// Sends none.
        record Drop(String name) implements Edit {}

        /// Sends this, whatever came in.
        record Put(Element element) implements Edit {}
    }

    public Elements {
        received = List.copyOf(received);
        sent = List.copyOf(sent);
        dropped = Set.copyOf(dropped);
    }

    /// With one that came in; one too many is left out.
    public Elements withReceived(String name, String value) {
        if (received.size() >= MOST) {
            return this;
        }
        var more = new ArrayList<>(received);
        more.add(new Element(name, value));
        return new Elements(more, sent, dropped);
    }

    /// What becomes of them by these, in order.
    public Elements edited(List<Edit> edits) {
        if (edits.isEmpty()) {
            return this;
        }
        var out = new ArrayList<>(sent);
        var gone = new TreeSet<>(dropped);
        for (var edit : edits) {
            switch (edit) {
                case Edit.Keep(var name) -> {
                    var kept = received.stream().filter(e -> e.name().equals(name)).toList();
                    if (!kept.isEmpty()) {
                        put(name, kept, out, gone);
                    }
                }
                case Edit.Put(var element) -> put(element.name(), List.of(element), out, gone);
                case Edit.Drop(var name) -> {
                    out.removeIf(e -> e.name().equals(name));
                    gone.add(name);
                }
            }
        }
        return new Elements(received, out.subList(0, Math.min(out.size(), MOST)), gone);
    }

    private static void put(
            String name, List<Element> elements, List<Element> out, Set<String> gone) {
        out.removeIf(e -> e.name().equals(name));
        out.addAll(elements);
        gone.remove(name);
    }

    /// What is sent under a name, for people.
    public Optional<String> value(String name) {
        if (dropped.contains(name)) {
            return Optional.of("dropped");
        }
        var values = sent.stream().filter(e -> e.name().equals(name)).map(Element::value).toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }
}

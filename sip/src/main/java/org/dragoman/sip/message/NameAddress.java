package org.dragoman.sip.message;

import java.util.Optional;

/// A name with an address: the value of From, To, Contact, Route, Diversion …
///
/// - {@code display}: as a display shows it, or empty.
/// - {@code uri}: the address, without brackets.
/// - Source: RFC 3261 §20.10, §25.1 (name-addr, addr-spec).
public record NameAddress(String display, String uri, Parameters parameters) {

    public static NameAddress of(String uri) {
        return new NameAddress("", uri, Parameters.NONE);
    }

    /// Reads a value tolerantly: what has no brackets is an address, what is broken gives an
    /// address nobody has.
    public static NameAddress parse(String value) {
        var text = value.strip();
        int open = openingBracket(text);
        if (open < 0) {
            var parts = Text.split(text, ';'); // without brackets, parameters are the header's
            return parts.isEmpty()
                    ? of("")
                    : new NameAddress(
                            "", parts.getFirst(), Parameters.of(parts.subList(1, parts.size())));
        }
        int close = text.indexOf('>', open);
        var uri = text.substring(open + 1, close < 0 ? text.length() : close).strip();
        var rest = close < 0 ? "" : text.substring(close + 1);
        var display = Text.printable(Text.unquoted(text.substring(0, open).strip()));
        return new NameAddress(display, uri, Parameters.of(Text.split(rest, ';')));
    }

    private static int openingBracket(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '<' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    public Optional<String> tag() {
        return parameters.value("tag").filter(t -> !t.isEmpty());
    }

    public NameAddress withTag(String tag) {
        var more = new java.util.LinkedHashMap<>(parameters.byName());
        more.put("tag", tag);
        return new NameAddress(display, uri, new Parameters(more));
    }

    public NameAddress withDisplay(String other) {
        return new NameAddress(other, uri, parameters);
    }

    @Override
    public String toString() {
        var name = display.isEmpty() ? "" : Text.quoted(display) + " ";
        return name + "<" + uri + ">" + parameters;
    }
}

package org.dragoman.webrtc.signal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dragoman.webrtc.signal.Refusal.Code;

/// The fields of one message as its reader asks for them; what nobody asked for is an error.
final class Fields {
    private static final Pattern REF = Pattern.compile("[\\x20-\\x7e]{1,64}");

    private final ObjectNode object;
    private final Set<String> asked = new HashSet<>(Set.of("type", "ref"));
    private final String ref;

    Fields(ObjectNode object) throws Refusal {
        this.object = object;
        var given = object.path("ref");
        boolean right = given.isTextual() && REF.matcher(given.textValue()).matches();
        this.ref = right ? given.textValue() : "";
        if (!given.isMissingNode() && !right) {
            throw invalid("ref", "is 1 to 64 printable ASCII characters");
        }
    }

    String ref() {
        return ref;
    }

    /// - {@code words}: what is allowed, for the error.
    String text(String field, Pattern allowed, String words) throws Refusal {
        return optional(field, allowed, words)
                .orElseThrow(() -> invalid(field, "is missing; it " + words));
    }

    Optional<String> optional(String field, Pattern allowed, String words) throws Refusal {
        asked.add(field);
        var value = object.path(field);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual() || !allowed.matcher(value.textValue()).matches()) {
            throw invalid(field, words);
        }
        return Optional.of(value.textValue());
    }

    int integer(String field, int otherwise, int least, int most) throws Refusal {
        asked.add(field);
        var value = object.path(field);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            throw invalid(field, "is a whole number from %d to %d".formatted(least, most));
        }
        return value.intValue();
    }

    /// Takes a field whatever it holds.
    void any(String field) {
        asked.add(field);
    }

    void end() throws Refusal {
        for (var names = object.fieldNames(); names.hasNext(); ) {
            var name = names.next();
            if (!asked.contains(name)) {
                throw invalid(
                        name.length() > 40 ? name.substring(0, 40) : name,
                        "is no field of this message");
            }
        }
    }

    Refusal invalid(String field, String what) {
        return new Refusal(ref, Code.INVALID, field, field + " " + what + ".");
    }
}

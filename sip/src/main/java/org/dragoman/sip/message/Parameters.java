package org.dragoman.sip.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What follows a value after semicolons: {@code ;tag=7;lr}.
public record Parameters(Map<String, String> byName) {
    public static final Parameters NONE = new Parameters(Map.of());

    public Parameters {
        byName = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    static Parameters of(List<String> parts) {
        var found = new LinkedHashMap<String, String>();
        for (var part : parts) {
            int equals = part.indexOf('=');
            var name = (equals < 0 ? part : part.substring(0, equals)).strip();
            var value = equals < 0 ? "" : Text.unquoted(part.substring(equals + 1).strip());
            found.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
        }
        return new Parameters(found);
    }

    public Optional<String> value(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public boolean has(String name) {
        return byName.containsKey(name);
    }

    @Override
    public String toString() {
        var out = new StringBuilder();
        byName.forEach(
                (name, value) -> {
                    out.append(';').append(name);
                    if (!value.isEmpty()) {
                        out.append('=').append(value);
                    }
                });
        return out.toString();
    }
}

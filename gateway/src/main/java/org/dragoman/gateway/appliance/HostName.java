package org.dragoman.gateway.appliance;

import java.util.Optional;
import java.util.regex.Pattern;

/// The machine's name: of a whole one the first part.
final class HostName {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");

    private HostName() {}

    static Optional<String> at(Yaml section, String key) {
        return section.value(
                key,
                "a name of letters, digits and -",
                text -> Optional.of(text.split("\\.", 2)[0]).filter(NAME.asMatchPredicate()));
    }
}

package org.dragoman.gateway.appliance;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a network card, or a pattern for several.
final class LinkName {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._*?\\[\\]-]{1,32}");

    private LinkName() {}

    static Optional<String> at(Yaml section, String key) {
        return section.value(key, "the name of a network card", LinkName::parse);
    }

    static Optional<String> parse(String text) {
        return Optional.of(text).filter(NAME.asMatchPredicate());
    }
}

package org.dragoman.sip.message;

import java.util.Optional;

/// Which reliable provisional response a PRACK acknowledges. Source: RFC 3262 §7.2.
public record RAck(long response, long sequence, String method) {
    public static Optional<RAck> of(Headers headers) {
        var words = headers.first("RAck").orElse("").strip().split("\\s+");
        if (words.length != 3
                || !words[0].matches("[0-9]{1,10}")
                || !words[1].matches("[0-9]{1,10}")) {
            return Optional.empty();
        }
        return Optional.of(new RAck(Long.parseLong(words[0]), Long.parseLong(words[1]), words[2]));
    }

    @Override
    public String toString() {
        return response + " " + sequence + " " + method;
    }
}

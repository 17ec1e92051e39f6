package org.dragoman.gateway.rest;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Whose requests are answered: those with a token, as {@code Authorization: Bearer}
/// (RFC 6750 §2.1). Tokens are looked up by their hash, so that the time it takes tells nothing.
final class Bearers {
    private static final String SCHEME = "Bearer ";

    private final Map<String, Set<Scope>> byHash;

    Bearers(Collection<ApiToken> tokens) {
        byHash =
                tokens.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        ApiToken::hash,
                                        ApiToken::scopes,
                                        (one, other) -> {
                                            var both = EnumSet.copyOf(one);
                                            both.addAll(other);
                                            return both;
                                        }));
    }

    /// What the bearer may do; nothing where the token is missing or wrong.
    Optional<Set<Scope>> scopes(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        var token = authorization.substring(SCHEME.length()).strip();
        return Optional.ofNullable(byHash.get(ApiToken.hash(token)));
    }
}

package org.dragoman.gateway.rest;

import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Whose requests are answered: those with a token, as {@code Authorization: Bearer}
/// (RFC 6750 §2.1). Tokens are looked up by their hash, so that the time it takes tells nothing.
final class Bearers {
    private static final String SCHEME = "Bearer ";

    private final Map<String, List<ApiToken>> byHash;
    private final InstantSource time;

    Bearers(Collection<ApiToken> tokens, InstantSource time) {
        this.time = time;
        byHash = tokens.stream().collect(Collectors.groupingBy(ApiToken::hash));
    }

    /// What the bearer may do; nothing where the token is missing, wrong or expired.
    Optional<Set<Scope>> scopes(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        var token = authorization.substring(SCHEME.length()).strip();
        var now = time.instant();
        var scopes = EnumSet.noneOf(Scope.class);
        var good =
                byHash.getOrDefault(ApiToken.hash(token), List.of()).stream()
                        .filter(t -> t.isGood(now))
                        .toList();
        good.forEach(t -> scopes.addAll(t.scopes()));
        return good.isEmpty() ? Optional.empty() : Optional.of(scopes);
    }
}

package org.dragoman.gateway.web;

import java.util.Set;

/// From which pages the gateway may be used: its own, and those the operator names. Browsers say
/// which page asks; programs that are no browsers say nothing, and prove themselves otherwise.
///
/// - {@code others}: such as {@code https://www.example.com}, or {@code *}.
/// - Source: RFC 6454 §7; RFC 6455 §10.2.
public record Origins(Set<String> others) {
    public Origins {
        others = Set.copyOf(others);
    }

    /// - {@code origin}: the Origin header, empty where there is none.
    /// - {@code host}: the Host header.
    public boolean allow(String origin, String host, boolean secure) {
        return origin.isEmpty()
                || origin.equalsIgnoreCase((secure ? "https://" : "http://") + host)
                || isNamed(origin);
    }

    /// Whether the operator named this page's origin.
    public boolean isNamed(String origin) {
        return others.contains("*") || others.contains(origin);
    }
}

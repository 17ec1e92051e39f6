package org.dragoman.core.call;

import java.util.List;

/// Where destinations sent the call on to, as a value.
///
/// - {@code followed}: how many of those the gateway has dialled.
/// - {@code further}: those that were named too and are not dialled yet, the best first.
/// - Source: RFC 3261 §8.1.3.4: one after the other, until one answers.
record Redirects(int followed, List<CallRequest> further) {
    static final Redirects NONE = new Redirects(0, List.of());
    private static final int MOST = 5; // dialled in all, whoever sends whom where

    Redirects {
        further = List.copyOf(further);
    }

    /// Whether one more may be dialled.
    boolean mayGoOn() {
        return followed < MOST;
    }

    /// These are dialled from now on, and the first one now.
    Redirects to(List<CallRequest> requests) {
        return new Redirects(followed + 1, requests.subList(1, requests.size()));
    }
}

package org.dragoman.gateway.rest;

import java.util.Optional;

/// What is answered to one request; no body where the status says it all.
///
/// - {@code status}: of HTTP.
record Reply(int status, Optional<Object> body) {
    static Reply ok(Object body) {
        return new Reply(200, Optional.of(body));
    }

    /// Done, and there is nothing to say.
    static Reply done() {
        return new Reply(204, Optional.empty());
    }

    static Reply missing(ErrorView why) {
        return new Reply(404, Optional.of(why));
    }
}

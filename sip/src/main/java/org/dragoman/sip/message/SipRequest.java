package org.dragoman.sip.message;

import java.util.Optional;

/// A request.
public record SipRequest(String method, String uri, Headers headers, Optional<Body> body)
        implements SipMessage {

    public boolean is(String other) {
        return method.equals(other);
    }

    public SipRequest with(String header, String value) {
        return new SipRequest(method, uri, headers.with(header, value), body);
    }

    public SipRequest with(Headers more) {
        return new SipRequest(method, uri, headers.with(more), body);
    }

    public SipRequest withBody(Body other) {
        return new SipRequest(method, uri, headers, Optional.of(other));
    }

    /// A request without a tag in To begins something new.
    public boolean isOutOfDialog() {
        return to().tag().isEmpty();
    }

    /// How often it may still be sent on; 0 where Max-Forwards makes no sense.
    public int hops() {
        var text = headers.first("Max-Forwards").orElse("70").strip();
        return Text.isNumber(text, 3) ? Integer.parseInt(text) : 0;
    }
}

package org.dragoman.sip.message;

import java.util.Optional;

/// A response. One that we send names only the headers we add: the transport copies the request's
/// own (RFC 3261 §8.2.6.2).
///
/// - {@code toTag}: our tag, for a response we send; empty for 100 and for received ones.
public record SipResponse(
        int status, String phrase, String toTag, Headers headers, Optional<Body> body)
        implements SipMessage {

    private static final String RETRY_AFTER = "5"; // seconds

    public SipResponse {
        if (status < 100 || status > 699) {
            throw new IllegalArgumentException("a SIP status is 100 to 699: " + status);
        }
    }

    public static SipResponse of(int status, String toTag) {
        return new SipResponse(
                status, StatusPhrase.of(status), toTag, Headers.NONE, Optional.empty());
    }

    /// Try elsewhere now, and here again later (RFC 3261 §20.33, §21.5.4).
    public static SipResponse unavailable(String toTag) {
        return of(503, toTag).retryLater();
    }

    public SipResponse retryLater() {
        return with("Retry-After", RETRY_AFTER);
    }

    public SipResponse with(String header, String value) {
        return new SipResponse(status, phrase, toTag, headers.with(header, value), body);
    }

    public SipResponse with(Headers more) {
        return new SipResponse(status, phrase, toTag, headers.with(more), body);
    }

    public SipResponse withBody(Body other) {
        return new SipResponse(status, phrase, toTag, headers, Optional.of(other));
    }

    public boolean isProvisional() {
        return status < 200;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    @Override
    public String toString() {
        return status + " " + phrase;
    }
}

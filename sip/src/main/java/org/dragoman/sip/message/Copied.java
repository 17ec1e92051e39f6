package org.dragoman.sip.message;

import java.util.Optional;

/// A response with what the transport copies from its request (RFC 3261 §8.2.6.2).
public final class Copied {
    private Copied() {}

    public static SipResponse from(SipRequest request, SipResponse response) {
        var headers =
                Headers.NONE
                        .with("From", request.headers().first("From"))
                        .with("To", request.headers().first("To").map(to -> tagged(to, response)))
                        .with("Call-ID", request.headers().first("Call-ID"))
                        .with("CSeq", request.headers().first("CSeq"))
                        .with(response.headers());
        return new SipResponse(
                response.status(), response.phrase(), response.toTag(), headers, response.body());
    }

    private static String tagged(String to, SipResponse response) {
        boolean tagged = NameAddress.parse(to).tag().isPresent();
        return Optional.of(to)
                .filter(_ -> !tagged && !response.toTag().isEmpty())
                .map(t -> t + ";tag=" + response.toTag())
                .orElse(to);
    }
}

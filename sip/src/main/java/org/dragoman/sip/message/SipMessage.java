package org.dragoman.sip.message;

import java.util.Optional;

/// A SIP message as the protocol logic sees it. Via, Content-Length and the like are the
/// transport's business and no part of it.
public sealed interface SipMessage permits SipRequest, SipResponse {
    Headers headers();

    Optional<Body> body();

    default String callId() {
        return headers().first("Call-ID").orElse("");
    }

    default NameAddress from() {
        return NameAddress.parse(headers().first("From").orElse(""));
    }

    default NameAddress to() {
        return NameAddress.parse(headers().first("To").orElse(""));
    }

    /// The number of the CSeq header; 0 where it makes no sense.
    default long sequence() {
        var value = headers().first("CSeq").orElse("").strip();
        long number = 0;
        for (int i = 0; i < value.length() && i < 10; i++) { // RFC 3261 §8.1.1.5: below 2^31
            char c = value.charAt(i);
            if (c < '0' || c > '9') {
                break;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }

    /// The method of the CSeq header.
    default String sequenceMethod() {
        var value = headers().first("CSeq").orElse("").strip();
        int from = 0;
        while (from < value.length() && value.charAt(from) > ' ') {
            from++;
        }
        return value.substring(from).strip();
    }

    /// The session description in the body.
    default Optional<String> sdp() {
        return body().flatMap(Body::sdp);
    }

    /// The address of the Contact header.
    default Optional<String> contact() {
        for (var value : headers().list("Contact")) {
            var uri = NameAddress.parse(value).uri();
            if (!uri.isEmpty() && !uri.equals("*")) {
                return Optional.of(uri);
            }
        }
        return Optional.empty();
    }
}

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
        var number = headers().first("CSeq").orElse("").strip().split("\\s+")[0];
        return number.matches("[0-9]{1,10}") ? Long.parseLong(number) : 0;
    }

    /// The method of the CSeq header.
    default String sequenceMethod() {
        var words = headers().first("CSeq").orElse("").strip().split("\\s+");
        return words.length > 1 ? words[1] : "";
    }

    /// The session description in the body.
    default Optional<String> sdp() {
        return body().flatMap(Body::sdp);
    }

    /// The address of the Contact header.
    default Optional<String> contact() {
        return headers().list("Contact").stream()
                .map(NameAddress::parse)
                .map(NameAddress::uri)
                .filter(u -> !u.isEmpty() && !u.equals("*"))
                .findFirst();
    }
}

package org.dragoman.sip;

import org.dragoman.sip.message.SipMessage;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;

/// Says what a message is, the same as ladders do.
public final class SipNames {
    private SipNames() {}

    public static String name(SipMessage message) {
        return switch (message) {
            case SipRequest request -> request.method();
            case SipResponse response -> response.toString();
        };
    }

    /// One line of what matters in it, or empty.
    public static String detail(SipMessage message) {
        return message.sdp().map(SdpSummary::of).orElse("");
    }
}

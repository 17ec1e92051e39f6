package org.dragoman.sip.message;

import java.nio.charset.StandardCharsets;

/// Writes a message as text, the way it is read (RFC 3261 §7). Via is the transport's business and
/// not in it.
public final class MessageText {
    private static final String END = "\r\n";

    private MessageText() {}

    public static byte[] of(SipMessage message) {
        var text = new StringBuilder(start(message)).append(END);
        for (var header : message.headers().all()) {
            text.append(header.name()).append(": ").append(header.value()).append(END);
        }
        var body = message.body().map(Body::text).orElse("");
        message.body().ifPresent(b -> text.append("Content-Type: ").append(b.type()).append(END));
        text.append("Content-Length: ")
                .append(body.getBytes(StandardCharsets.UTF_8).length)
                .append(END)
                .append(END)
                .append(body);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String start(SipMessage message) {
        return switch (message) {
            case SipRequest request -> request.method() + " " + request.uri() + " SIP/2.0";
            case SipResponse response -> "SIP/2.0 " + response.status() + " " + response.phrase();
        };
    }
}

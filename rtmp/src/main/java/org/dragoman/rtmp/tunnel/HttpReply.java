package org.dragoman.rtmp.tunnel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// An answer to a request of a tunnel.
///
/// - {@code body}: not copied.
public record HttpReply(String status, byte[] body) {
    private static final String OK = "200 OK";

    /// The session's name, which every further request repeats.
    public static HttpReply opened(String session) {
        return new HttpReply(OK, (session + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /// What the server has to say.
    ///
    /// - {@code pause}: the client's next question comes the sooner the smaller this is.
    /// - {@code bytes}: of RTMP; empty for nothing new.
    public static HttpReply carrying(int pause, byte[] bytes) {
        byte[] body = new byte[1 + bytes.length];
        body[0] = (byte) pause;
        System.arraycopy(bytes, 0, body, 1, bytes.length);
        return new HttpReply(OK, body);
    }

    /// There is no such session any more; to {@code /fcs/ident2}: use the address you have.
    public static HttpReply unknown() {
        return new HttpReply("404 Not Found", new byte[0]);
    }

    /// There are too many sessions.
    public static HttpReply full() {
        return new HttpReply("503 Service Unavailable", new byte[0]);
    }

    /// As it goes to the client.
    ///
    /// - {@code isLast}: the connection is closed behind it, which the client has to know: it
    ///   would send its next request there (RFC 9112 §9.6).
    /// - {@code kept}: how long the client may leave a kept connection unused; told a good
    ///   while before it is closed, so that no request meets the closing (RFC 9112 §9.5).
    public ByteBuffer written(boolean isLast, Duration kept) {
        String connection =
                isLast ? "close" : "Keep-Alive\r\nKeep-Alive: timeout=" + kept.toSeconds();
        byte[] head =
                ("HTTP/1.1 "
                                + status
                                + "\r\nCache-Control: no-cache\r\nConnection: "
                                + connection
                                + "\r\nContent-Type: application/x-fcs\r\nContent-Length: "
                                + body.length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + body.length).put(head).put(body).flip();
    }
}

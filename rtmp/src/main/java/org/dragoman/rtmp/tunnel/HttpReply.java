package org.dragoman.rtmp.tunnel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The answers to requests of a tunnel.
public final class HttpReply {
    private HttpReply() {}

    /// The session's name, which every further request repeats.
    public static ByteBuffer opened(String session) {
        return reply("200 OK", (session + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /// What the server has to say.
    ///
    /// - {@code pause}: the client's next question comes the sooner the smaller this is.
    /// - {@code bytes}: of RTMP; empty for nothing new.
    public static ByteBuffer carrying(int pause, byte[] bytes) {
        byte[] body = new byte[1 + bytes.length];
        body[0] = (byte) pause;
        System.arraycopy(bytes, 0, body, 1, bytes.length);
        return reply("200 OK", body);
    }

    /// There is no such session any more; to {@code /fcs/ident2}: use the address you have.
    public static ByteBuffer unknown() {
        return reply("404 Not Found", new byte[0]);
    }

    /// There are too many sessions.
    public static ByteBuffer full() {
        return reply("503 Service Unavailable", new byte[0]);
    }

    private static ByteBuffer reply(String status, byte[] body) {
        byte[] head =
                ("HTTP/1.1 "
                                + status
                                + "\r\nCache-Control: no-cache\r\nConnection: Keep-Alive"
                                + "\r\nContent-Type: application/x-fcs\r\nContent-Length: "
                                + body.length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + body.length).put(head).put(body).flip();
    }
}

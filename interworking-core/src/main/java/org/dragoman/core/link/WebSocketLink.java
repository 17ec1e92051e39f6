package org.dragoman.core.link;

import java.net.InetSocketAddress;

/// A WebSocket to send to and to close, whoever holds the socket. Safe from any thread.
public interface WebSocketLink {
    /// Status codes of a close, RFC 6455 §7.4.1.
    int NORMAL = 1000;

    int GOING_AWAY = 1001;
    int NOT_UNDERSTOOD = 1003;
    int POLICY = 1008;
    /// Never sent: the other end vanished without a word.
    int LOST = 1006;

    int TOO_BIG = 1009;

    /// The other end, as the network knows it.
    InetSocketAddress remote();

    /// Our end: address and port of the listener.
    InetSocketAddress local();

    /// Whether it is {@code wss}.
    boolean isSecure();

    /// Sends one text message in the order of the calls. Does not wait for the network: what a
    /// peer does not read is queued up to a bound, and then the link is closed.
    ///
    /// - Returns: false where the link is closed already, or is by this.
    boolean send(String message);

    /// Closes it; harmless when done before. {@link Ear#closed} follows.
    void close(int status, String why);

    /// What comes in, one after another, on whatever thread the socket's holder has.
    interface Ear {
        /// One whole message: text in UTF-8, or binary. Must not wait.
        void message(byte[] message);

        /// It is closed, by whomever: told once, the last of all.
        ///
        /// - {@code status}: what the other end said; a page that is left says {@link #GOING_AWAY}.
        ///   {@link #LOST} where it said nothing, as when the network fails: it may come back.
        void closed(int status);
    }

    /// Whoever talks a protocol over WebSockets.
    interface Service {
        /// The word in Sec-WebSocket-Protocol.
        String subprotocol();

        /// The longest message it takes, in bytes: for {@link Fragments}.
        int longestMessage();

        /// A WebSocket was opened.
        Ear opened(WebSocketLink link);
    }
}

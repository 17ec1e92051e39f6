package org.dragoman.h323;

import java.net.InetSocketAddress;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.q931.Q931Message;

/// One call's part of a signalling connection.
interface SignallingLink {
    /// The call reference value on this connection.
    int callReference();

    /// Whether the other side chose the call reference: it calls.
    boolean weAreDestination();

    InetSocketAddress local();

    InetSocketAddress remote();

    /// Sends one Q.931 message.
    void send(byte[] message);

    /// The call is over here; the connection may serve others.
    void release();

    /// Who is told what comes for the call, on the connection's thread.
    interface Sink {
        void received(Q931Message message, UserInformation info);

        /// A message for this call could not be read, or must not be; {@code why} in words.
        void unreadable(String why);

        void connectionLost();

        /// The endpoint closes: the call has to end.
        void endpointCloses();
    }
}

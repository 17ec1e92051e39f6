package org.dragoman.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.function.Supplier;
import org.dragoman.core.log.WireContent;
import org.dragoman.sip.message.MessageText;
import org.dragoman.sip.message.SipMessage;
import org.dragoman.sip.net.Route;

/// A message of a leg as text, written when somebody asks for it.
///
/// - {@code route}: to the peer.
record SentText(Supplier<SipMessage> message, Route route) implements WireContent {
    @Override
    public Protocol protocol() {
        return Protocol.SIP;
    }

    @Override
    public InetSocketAddress local() {
        var host = route.host().replaceAll("[\\[\\]]", "");
        try {
            return new InetSocketAddress(InetAddress.ofLiteral(host), route.port());
        } catch (IllegalArgumentException named) { // an advertised name: any address says as much
            return new InetSocketAddress(unspecified(), route.port());
        }
    }

    private InetAddress unspecified() {
        try {
            return InetAddress.getByAddress(new byte[remote().getAddress().getAddress().length]);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 octets", e);
        }
    }

    @Override
    public InetSocketAddress remote() {
        return route.to();
    }

    @Override
    public boolean datagram() {
        return !route.transport().isConnected();
    }

    @Override
    public byte[] octets() {
        return MessageText.of(message.get());
    }
}

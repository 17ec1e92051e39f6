package org.dragoman.sip.registrar;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import org.dragoman.sip.Transport;
import org.dragoman.sip.message.SipUri;

/// What a registration leaves behind that outlives the gateway: all of a {@link RegisteredContact}
/// that can be written down. A device by UDP is reached where it registered from. One by TCP had a
/// connection that is no more, and is called at the address it gave, where that is its own; one by
/// TLS or WebSocket cannot be called at all.
///
/// - {@code at}: where it is called.
public record KeptContact(
        String account,
        String key,
        String uri,
        Transport transport,
        InetSocketAddress at,
        int priority,
        Instant since,
        Instant expires,
        String parameters,
        String callId,
        long sequence,
        Optional<String> product) {

    /// Nothing where the device cannot be reached once its connection is closed.
    static Optional<KeptContact> of(RegisteredContact contact) {
        return place(contact)
                .map(
                        at ->
                                new KeptContact(
                                        contact.account(),
                                        contact.key(),
                                        contact.uri(),
                                        contact.flow().transport(),
                                        at,
                                        contact.priority(),
                                        contact.since(),
                                        contact.expires(),
                                        contact.parameters(),
                                        contact.callId(),
                                        contact.sequence(),
                                        contact.product()));
    }

    private static Optional<InetSocketAddress> place(RegisteredContact contact) {
        return switch (contact.flow().transport()) {
            case UDP -> Optional.of(contact.flow().to());
            case TCP -> contact.said().filter(at -> at.getAddress().equals(address(contact)));
            case TLS, WS, WSS -> Optional.empty();
        };
    }

    private static InetAddress address(RegisteredContact contact) {
        return contact.flow().to().getAddress();
    }

    /// Where an address URI says that a device is; nothing where it does not say so in numbers.
    static Optional<InetSocketAddress> place(String uri) {
        return SipUri.parse(uri).flatMap(KeptContact::place);
    }

    private static Optional<InetSocketAddress> place(SipUri uri) {
        var host = uri.host().replaceAll("[\\[\\]]", "");
        int port = uri.port() == 0 ? Transport.UDP.usualPort() : uri.port();
        try {
            return Optional.of(new InetSocketAddress(InetAddress.ofLiteral(host), port));
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }
}

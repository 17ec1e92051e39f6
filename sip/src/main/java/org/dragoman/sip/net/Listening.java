package org.dragoman.sip.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sip.InvalidArgumentException;
import javax.sip.ObjectInUseException;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.TransportNotSupportedException;
import org.dragoman.sip.SipListener;
import org.dragoman.sip.Transport;

/// The listeners that are open, and which of them faces a peer.
final class Listening {
    private final List<Open> open = new CopyOnWriteArrayList<>();
    private final LocalAddresses localAddresses = new LocalAddresses();

    /// A listener that is open.
    record Open(SipListener listener, SipProvider provider, LocalAddresses localAddresses) {
        Route route(InetSocketAddress to) {
            return new Route(
                    to,
                    listener.transport(),
                    bracketed(host(to.getAddress())),
                    listener.port(),
                    false);
        }

        boolean serves(Route route) {
            boolean ipv6 = route.to().getAddress() instanceof java.net.Inet6Address;
            return listener.port() == route.port()
                    && (listener.isIpv6() == ipv6 || listener.address().equals("::"))
                    && bracketed(host(route.to().getAddress())).equals(route.host());
        }

        private String host(InetAddress to) {
            return listener.advertised()
                    .orElseGet(
                            () ->
                                    listener.isWildcard()
                                            ? localAddresses.towards(to)
                                            : listener.address());
        }
    }

    static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /// Opens one.
    ///
    /// - {@code events}: told of what comes in.
    void open(TunedStack stack, SipListener listener, javax.sip.SipListener events)
            throws InvalidArgumentException,
                    TransportNotSupportedException,
                    ObjectInUseException,
                    SipException {
        var point =
                stack.createListeningPoint(
                        listener.address(), listener.port(), listener.transport().word());
        var shared = // one provider serves an address on several transports
                open.stream()
                        .filter(b -> b.listener().address().equals(listener.address()))
                        .filter(b -> b.listener().port() == listener.port())
                        .map(Open::provider)
                        .findFirst();
        SipProvider provider;
        if (shared.isPresent()) {
            provider = shared.get();
            provider.addListeningPoint(point);
        } else {
            provider = stack.createSipProvider(point);
            addListener(provider, events);
        }
        open.add(new Open(listener, provider, localAddresses));
    }

    private static void addListener(SipProvider provider, javax.sip.SipListener events) {
        try {
            provider.addSipListener(events);
        } catch (java.util.TooManyListenersException e) {
            throw new IllegalStateException("a new provider has a listener", e);
        }
    }

    /// The one that reaches an address: on the peer's own family; "::" also serves IPv4.
    Optional<Open> towards(InetSocketAddress to, Transport transport) {
        boolean ipv6 = to.getAddress() instanceof java.net.Inet6Address;
        var any = Optional.<Open>empty();
        for (var each : open) {
            var listener = each.listener();
            if (listener.transport() != transport) {
                continue;
            }
            if (listener.isIpv6() == ipv6) {
                return Optional.of(each);
            }
            if (any.isEmpty() && listener.address().equals("::")) {
                any = Optional.of(each);
            }
        }
        return any;
    }

    /// The one that a route leaves from.
    Optional<Open> of(Route route) {
        return open.stream()
                .filter(b -> b.listener().transport() == route.transport())
                .filter(b -> route.transport().isWebSocket() || b.serves(route))
                .findFirst()
                .or(() -> towards(route.to(), route.transport()));
    }

    /// The one of a provider.
    Optional<Open> of(SipProvider provider, Transport transport) {
        return open.stream()
                .filter(b -> b.provider() == provider && b.listener().transport() == transport)
                .findFirst();
    }

    void clear() {
        open.clear();
    }
}

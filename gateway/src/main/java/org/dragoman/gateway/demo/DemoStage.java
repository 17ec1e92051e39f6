package org.dragoman.gateway.demo;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.dragoman.gateway.rest.GatewayView;

/// Finds or makes the addresses a demonstration plays on.
public final class DemoStage {
    /// The peers of the embedded defaults, which the demonstration plays.
    private static final String H323_PEER = "demo-gateway";

    private static final String SIP_PEER = "demo-phone";
    private static final int CALLER_PORT = 1_721; // as in the embedded defaults
    private static final int PHONE_PORT = 5_062;
    private static final int GATEWAY_H323_PORT = 1_720;
    private static final int GATEWAY_SIP_PORT = 5_060;

    private DemoStage() {}

    /// The stage of a running gateway that has the two peers of the demonstration, as the embedded
    /// defaults do; nothing where it has not.
    public static Optional<Demonstration.Stage> of(GatewayView running) {
        if (!running.peers().contains(H323_PEER) || !running.peers().contains(SIP_PEER)) {
            return Optional.empty();
        }
        var h323 = listener(running, "h323", "tcp");
        var sip = listener(running, "sip", "udp");
        return h323.isPresent() && sip.isPresent()
                ? Optional.of(
                        new Demonstration.Stage(
                                h323.get(),
                                sip.get(),
                                new InetSocketAddress(h323.get().getAddress(), CALLER_PORT),
                                new InetSocketAddress(h323.get().getAddress(), PHONE_PORT)))
                : Optional.empty();
    }

    /// The stage of a gateway on another machine, on the usual ports there; its two peers of the
    /// demonstration have the given address.
    public static Demonstration.Stage elsewhere(InetAddress gateway, InetAddress peers) {
        return new Demonstration.Stage(
                new InetSocketAddress(gateway, GATEWAY_H323_PORT),
                new InetSocketAddress(gateway, GATEWAY_SIP_PORT),
                new InetSocketAddress(peers, CALLER_PORT),
                new InetSocketAddress(peers, PHONE_PORT));
    }

    private static Optional<InetSocketAddress> listener(
            GatewayView running, String protocol, String transport) {
        return running.listening().stream()
                .filter(l -> l.protocol().equals(protocol) && l.transport().equals(transport))
                .map(GatewayView.Listener::address)
                .map(
                        a ->
                                new InetSocketAddress(
                                        a.substring(0, a.lastIndexOf(':')),
                                        Integer.parseInt(a.substring(a.lastIndexOf(':') + 1))))
                .findFirst();
    }

    /// An address of the loopback network that hardly anybody else has taken, so that the usual
    /// ports are free on it.
    public static InetAddress ownLoopback(RandomGenerator random) {
        byte[] address = {
            127,
            (byte) random.nextInt(1, 255),
            (byte) random.nextInt(256),
            (byte) random.nextInt(1, 255)
        };
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}

package org.dragoman.gateway.config;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/// A configuration for two peers given on the command line: every number from the one goes to the
/// other.
public final class QuickStart {
    private static final String NAME = "command line";
    private static final int DISCARD = 9; // any port will do: nothing is sent

    private QuickStart() {}

    /// - {@code listen}: an address of this machine; where absent, the one from which the H.323
    /// peer   is reached.
    public static ConfigurationReader.Outcome read(
            ConfigurationReader reader, String h323Peer, String sipPeer, Optional<String> listen) {
        var problems = new Problems(NAME);
        var h323 = Addresses.hostAndPort(h323Peer, 1_720);
        var sip = Addresses.hostAndPort(sipPeer, 5_060);
        if (h323.isEmpty()) {
            problems.add(1, "--h323-peer", wrong(h323Peer));
        }
        if (sip.isEmpty()) {
            problems.add(1, "--sip-peer", wrong(sipPeer));
        }
        var address =
                listen.isPresent()
                        ? listen.flatMap(Addresses::literal)
                        : h323.flatMap(peer -> own(peer.host()));
        if (address.isEmpty() && h323.isPresent()) {
            problems.add(
                    1,
                    "--listen",
                    listen.map(
                                    l ->
                                            "\""
                                                    + l
                                                    + "\" is wrong; allowed is an IP address of this machine")
                            .orElse("cannot be found out; give an IP address of this machine"));
        }
        var found = problems.inOrder();
        return found.isEmpty()
                ? reader.read(
                        NAME, text(h323.orElseThrow(), sip.orElseThrow(), address.orElseThrow()))
                : new ConfigurationReader.Outcome(reader.embedded(), found);
    }

    private static String wrong(String given) {
        return "\"" + given + "\" is wrong; allowed is a host name or an IP address, and a port";
    }

    private static String text(
            Addresses.HostAndPort h323, Addresses.HostAndPort sip, String address) {
        var at = bracketed(address);
        return String.join(
                "\n",
                List.of(
                        "h323: {listen: \"" + at + ":1720\"}",
                        "sip: {listen: [\"udp " + at + ":5060\", \"tcp " + at + ":5060\"]}",
                        "media: {address: \"" + address + "\"}",
                        "web: {listen: \"https " + at + ":8443\"}",
                        "peers:",
                        "  h323-peer: {protocol: h323, address: \"" + written(h323) + "\"}",
                        "  sip-peer: {protocol: sip, address: \"" + written(sip) + "\"}"));
    }

    private static String written(Addresses.HostAndPort peer) {
        return bracketed(peer.host()) + ":" + peer.port();
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /// The address that packets to this host leave from; the system's routes know it.
    private static Optional<String> own(String host) {
        try (var socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(host), DISCARD));
            return Optional.of(socket.getLocalAddress())
                    .filter(a -> !a.isAnyLocalAddress())
                    .map(InetAddress::getHostAddress);
        } catch (IOException e) {
            return Optional.empty(); // no such name, or no way there: the caller asks for --listen
        }
    }
}

package org.dragoman.tests.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.stream.Collectors;

/// A SIP phone that rings and is never answered: it says 180 to every INVITE, and no more.
final class RingingPhone implements AutoCloseable {
    private static final int LONGEST = 65_507; // octets of a datagram

    private final DatagramSocket socket;

    RingingPhone(String address, int port) {
        try {
            socket =
                    new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(address), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::ring);
    }

    private void ring() {
        var packet = new DatagramPacket(new byte[LONGEST], LONGEST);
        try {
            while (true) {
                socket.receive(packet);
                var request = new String(packet.getData(), 0, packet.getLength(), UTF_8);
                if (request.startsWith("INVITE ")) {
                    byte[] ringing = ringing(request).getBytes(UTF_8);
                    socket.send(
                            new DatagramPacket(ringing, ringing.length, packet.getSocketAddress()));
                }
                packet.setLength(LONGEST);
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// RFC 3261 §8.2.6.2.
    private static String ringing(String request) {
        return request.lines()
                .filter(line -> line.matches("(?i)(Via|From|To|Call-ID|CSeq):.*"))
                .map(line -> line.startsWith("To:") ? line + ";tag=ringing" : line)
                .collect(
                        Collectors.joining(
                                "\r\n",
                                "SIP/2.0 180 Ringing\r\n",
                                "\r\nContent-Length: 0\r\n\r\n"));
    }

    @Override
    public void close() {
        socket.close();
    }
}

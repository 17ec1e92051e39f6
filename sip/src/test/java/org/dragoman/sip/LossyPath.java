package org.dragoman.sip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/// What lies between two endpoints that know one another by its two addresses: each datagram goes
/// through it, unless it is lost.
final class LossyPath implements AutoCloseable {
    private static final int PORT = 5060;
    private static final int DATAGRAM = 65_536;

    private final DatagramSocket beforeAlice;
    private final DatagramSocket beforeBob;
    private final Predicate<String> isLost;

    /// - {@code alice}, {@code bob}: where the endpoints listen.
    /// - {@code isLost}: asked with the name of each message; by one thread per direction.
    LossyPath(String alice, String bob, Predicate<String> isLost) throws IOException {
        this.isLost = isLost;
        beforeAlice = new DatagramSocket(new InetSocketAddress(Pair.host(), PORT));
        beforeBob = new DatagramSocket(new InetSocketAddress(Pair.host(), PORT));
        Thread.ofVirtual().start(() -> carry(beforeBob, beforeAlice, bob));
        Thread.ofVirtual().start(() -> carry(beforeAlice, beforeBob, alice));
    }

    String beforeAlice() {
        return beforeAlice.getLocalAddress().getHostAddress();
    }

    String beforeBob() {
        return beforeBob.getLocalAddress().getHostAddress();
    }

    private void carry(DatagramSocket from, DatagramSocket out, String target) {
        var packet = new DatagramPacket(new byte[DATAGRAM], DATAGRAM);
        try {
            var to = new InetSocketAddress(InetAddress.getByName(target), PORT);
            while (!from.isClosed()) {
                packet.setLength(DATAGRAM);
                from.receive(packet);
                var text =
                        new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                if (!isLost.test(name(text))) {
                    out.send(new DatagramPacket(packet.getData(), packet.getLength(), to));
                }
            }
        } catch (IOException e) {
            if (!from.isClosed() && !out.isClosed()) {
                throw new AssertionError(e);
            }
        }
    }

    /// What a message is called here: "BYE", "200 BYE".
    private static String name(String message) {
        var words = message.split(" ", 3);
        if (!words[0].startsWith("SIP/")) {
            return words[0];
        }
        return words[1] + " " + WirePeer.header(message, "CSeq").split(" ")[1];
    }

    @Override
    public void close() {
        beforeAlice.close();
        beforeBob.close();
    }
}

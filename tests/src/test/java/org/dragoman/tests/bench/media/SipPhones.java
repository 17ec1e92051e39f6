package org.dragoman.tests.bench.media;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Both phones of calls through a SIP server, on one port: each call is begun, answered, and left
/// standing. Just as much of SIP as that takes (RFC 3261).
final class SipPhones implements AutoCloseable {
    static final int PORT = 5_060;

    private static final int TRIES = 20;
    private static final int ANSWER_MILLIS = 500; // T1
    private static final int MOST_BYTES = 8_192;

    private final DatagramSocket socket;
    private final InetAddress server;
    private final InetSocketAddress media;
    private int calls;

    /// - {@code media}: where both phones want their sound; SIP is on the same address.
    SipPhones(InetSocketAddress media, String server) throws IOException {
        this.media = media;
        this.server = InetAddress.ofLiteral(server);
        socket = new DatagramSocket(new InetSocketAddress(media.getAddress(), PORT));
        socket.setSoTimeout(ANSWER_MILLIS);
    }

    /// Makes one call; returns where the caller's sound goes, and where that of the one called.
    List<InetSocketAddress> call(String number) throws IOException {
        int call = ++calls;
        Optional<InetSocketAddress> called = Optional.empty();
        send(request("INVITE", number, call, "", Sdp.of(media)));
        for (int tries = 0; tries < TRIES; ) {
            String message;
            try {
                message = receive();
            } catch (SocketTimeoutException e) {
                tries++;
                send(request("INVITE", number, call, "", Sdp.of(media)));
                continue;
            }
            if (message.startsWith("INVITE ")) {
                called = Optional.of(Sdp.media(message, server));
                send(SipAnswer.to(message, media));
            } else if (message.startsWith("SIP/2.0 2") && isOf(message, call)) {
                var to = SipAnswer.TO.matcher(message);
                send(request("ACK", number, call, to.find() ? to.group().strip() : "", ""));
                if (called.isPresent()) {
                    return List.of(Sdp.media(message, server), called.get());
                }
            } else if (message.matches("(?s)SIP/2.0 [3-6].*") && isOf(message, call)) {
                throw new IOException("refused: " + message);
            }
        }
        throw new IOException("no answer to call " + call);
    }

    @Override
    public void close() {
        socket.close();
    }

    private static boolean isOf(String message, int call) {
        return message.contains("Call-ID: bench" + call + "\r\n");
    }

    private String request(String method, String number, int call, String to, String sdp) {
        String here = media.getAddress().getHostAddress();
        String there = "sip:" + number + "@" + server.getHostAddress();
        return (method + " " + there + " SIP/2.0\r\n")
                + ("Via: SIP/2.0/UDP " + here + ";branch=z9hG4bK" + method + call + "\r\n")
                + ("From: <sip:bench@" + here + ">;tag=a" + call + "\r\n")
                + (to.isEmpty() ? "To: <" + there + ">" : to)
                + ("\r\nCall-ID: bench" + call + "\r\nCSeq: 1 " + method + "\r\n")
                + "Max-Forwards: 70\r\n"
                + SipAnswer.body(here, sdp);
    }

    private void send(String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.US_ASCII);
        socket.send(new DatagramPacket(bytes, bytes.length, server, PORT));
    }

    private String receive() throws IOException {
        var packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
    }
}

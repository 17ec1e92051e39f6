package org.dragoman.h323;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.h323.h225.H225Codec;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.h245.CodecCapabilities;
import org.dragoman.h323.h245.H245Codec;
import org.dragoman.h323.h245.H245Message;
import org.dragoman.h323.q931.InformationElement;
import org.dragoman.h323.q931.InformationElement.UserUser;
import org.dragoman.h323.q931.MessageType;
import org.dragoman.h323.q931.Q931Codec;
import org.dragoman.h323.q931.Q931Message;
import org.dragoman.rules.Mappings;

/// A peer that says exactly what a test wants it to say, on one TCP connection.
final class RawPeer implements AutoCloseable {
    static final H245Codec H245 = new H245Codec(new CodecCapabilities(Mappings.load().codecs()));
    private static final int PATIENCE = 5_000; // milliseconds

    private final Socket socket;
    private final DataInputStream in;
    int version = 4;
    int reference = 77;
    boolean called;
    Octets callIdentifier = Octets.parseHex("00112233445566778899aabbccddeeff");

    private RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE);
        in = new DataInputStream(socket.getInputStream());
    }

    record Heard(Q931Message message, UserInformation info) {
        MessageType type() {
            return message.type();
        }

        List<H245Message> h245() throws PeerFault {
            var all = new ArrayList<H245Message>();
            for (var pdu : info.h245Control()) {
                all.add(H245.decode(pdu.toByteArray()));
            }
            return all;
        }
    }

    static RawPeer calling(InetSocketAddress to) throws IOException {
        return new RawPeer(new Socket(to.getAddress(), to.getPort()));
    }

    /// Where a leg may dial.
    static final class Door implements AutoCloseable {
        private final ServerSocket server;

        Door(InetAddress at) throws IOException {
            server = new ServerSocket(0, 8, at);
            server.setSoTimeout(PATIENCE);
        }

        InetSocketAddress address() {
            return (InetSocketAddress) server.getLocalSocketAddress();
        }

        RawPeer open() throws IOException {
            var peer = new RawPeer(server.accept());
            peer.called = true;
            return peer;
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    void send(MessageType type, UserInformation.Builder info, InformationElement... elements)
            throws IOException {
        info.callIdentifier(callIdentifier).conferenceId(callIdentifier);
        var hex = H225Codec.encode(type, info.build()).toHex();
        var user = Octets.parseHex(hex.replace("0008914a0004", "0008914a000" + version));
        var all = new ArrayList<>(List.of(elements));
        all.add(new UserUser(user));
        packet(Q931Codec.encode(Q931Message.of(reference, called, type, all)));
    }

    void send(MessageType type, InformationElement... elements) throws IOException {
        send(type, UserInformation.builder(), elements);
    }

    void sendH245(H245Message message) throws IOException {
        send(
                MessageType.FACILITY,
                UserInformation.builder()
                        .reason(UserInformation.TRANSPORTED_INFORMATION)
                        .h245Tunnelling(true)
                        .h245Control(List.of(Octets.of(H245.encode(message)))));
    }

    void packet(byte[] content) throws IOException {
        int length = content.length + 4;
        byte[] packet = new byte[length];
        packet[0] = 3;
        packet[2] = (byte) (length >> 8);
        packet[3] = (byte) length;
        System.arraycopy(content, 0, packet, 4, content.length);
        socket.getOutputStream().write(packet);
    }

    private byte[] packet() throws IOException {
        byte[] header = new byte[4];
        in.readFully(header);
        byte[] content = new byte[((header[2] & 0xFF) << 8 | header[3] & 0xFF) - 4];
        in.readFully(content);
        return content;
    }

    /// The next message of a connection that is H.245's own; none when the other side has closed.
    Optional<H245Message> hearH245() throws IOException, PeerFault {
        try {
            return Optional.of(H245.decode(packet()));
        } catch (EOFException | SocketException end) {
            return Optional.empty();
        }
    }

    /// The next message; takes over the call reference of a Setup.
    Heard hear() throws IOException, PeerFault {
        var message = Q931Codec.decode(packet());
        var info =
                message.userUser().isPresent()
                        ? H225Codec.decode(message.userUser().get().content())
                        : UserInformation.NOTHING;
        if (message.type() == MessageType.SETUP) {
            reference = message.callReference();
            callIdentifier = info.callIdentifier().orElseThrow();
        }
        return new Heard(message, info);
    }

    /// The next message, which must be of this type.
    Heard hear(MessageType type) throws IOException, PeerFault {
        var heard = hear();
        if (heard.type() != type) {
            throw new AssertionError("expected " + type + ", got " + heard);
        }
        return heard;
    }

    /// Reads until the other side closes; returns what came before that.
    List<Heard> hearToTheEnd() throws PeerFault, IOException {
        var all = new ArrayList<Heard>();
        while (true) {
            try {
                all.add(hear());
            } catch (EOFException | SocketException end) {
                return all;
            }
        }
    }

    /// Everything that was said so far, as far as an answer to a question of ours shows it.
    List<Heard> hearAllSoFar() throws PeerFault, IOException {
        send(MessageType.STATUS_ENQUIRY);
        var all = new ArrayList<Heard>();
        for (var heard = hear(); heard.type() != MessageType.STATUS; heard = hear()) {
            all.add(heard);
        }
        return all;
    }

    /// Ends what this side says; the other may go on.
    void saysNoMore() throws IOException {
        socket.shutdownOutput();
    }

    static Optional<H245Message> firstH245(List<Heard> heard) throws PeerFault {
        for (var one : heard) {
            for (var message : one.h245()) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

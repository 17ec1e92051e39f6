package org.dragoman.gateway.capture;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dragoman.gateway.capture.Heard.Carrier;
import org.dragoman.gateway.capture.Transported.Datagram;
import org.dragoman.gateway.capture.Transported.Segment;

/// The signalling in a capture file: H.323, SIP and RTMP, on whatever ports.
public final class Signalling {
    private static final int CONNECTIONS = 10_000; // of one file
    private static final int MESSAGES = 200_000; // of one file
    private static final int OCTETS = 64 << 20; // of all messages
    private static final int RAS_DISCOVERY = 1718; // H.225.0 §7.1
    private static final int RAS = 1719;

    private final PacketParser packets = new PacketParser();
    private final Map<Ends, TcpConnection> connections = new LinkedHashMap<>();
    private final List<Heard> heard = new ArrayList<>();
    private final Map<Integer, Integer> strangeLinks = new TreeMap<>();
    private int octets;
    private int cut; // packets
    private int left; // messages, or packets of connections, that there was no room for
    private int opened;

    /// The two ends of a connection, whichever of them sends.
    private record Ends(InetSocketAddress one, InetSocketAddress other) {
        static Ends of(Segment segment) {
            var from = segment.from();
            var to = segment.to();
            return from.toString().compareTo(to.toString()) < 0
                    ? new Ends(from, to)
                    : new Ends(to, from);
        }
    }

    private Signalling() {}

    /// All signalling messages of a file, in order. A file with too many is read as far as there
    /// is room.
    ///
    /// - Errors: {@link BadCapture} where the file is no capture.
    public static Captured read(Path file) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return read(in);
        }
    }

    static Captured read(InputStream file) throws IOException {
        var signalling = new Signalling();
        CaptureReader.read(file, signalling::take);
        signalling.connections.values().forEach(TcpConnection::end);
        return new Captured(signalling.heard, signalling.notes());
    }

    private List<String> notes() {
        var notes = new ArrayList<String>();
        strangeLinks.forEach(
                (link, packets) ->
                        notes.add(
                                "%d packets of link type %d are not read"
                                        .formatted(packets, link)));
        if (cut > 0) {
            notes.add(
                    "%d packets were captured in part only: messages in them may be missing"
                            .formatted(cut));
        }
        if (left > 0) {
            notes.add("there is too much in the file: %d messages are left out".formatted(left));
        }
        return notes;
    }

    private void take(Packet packet) {
        if (!packet.isWhole()) {
            cut++;
        }
        if (!PacketParser.knows(packet.link())) {
            strangeLinks.merge(packet.link(), 1, Integer::sum);
        }
        packets.parse(packet)
                .ifPresent(
                        carried -> {
                            switch (carried) {
                                case Datagram datagram -> take(datagram);
                                case Segment segment -> take(segment);
                            }
                        });
    }

    private void take(Datagram datagram) {
        if (SipFraming.isSip(datagram.payload())) {
            add(datagram, Carrier.SIP, 0, datagram.payload());
        } else if (isRas(datagram)) {
            add(datagram, Carrier.RAS, 0, datagram.payload());
        }
    }

    private static boolean isRas(Datagram datagram) {
        return List.of(datagram.from().getPort(), datagram.to().getPort()).stream()
                .anyMatch(port -> port == RAS || port == RAS_DISCOVERY);
    }

    private void take(Segment segment) {
        var ends = Ends.of(segment);
        var known = connections.get(ends);
        if (known == null || segment.begins() && known.isOver()) {
            if (connections.size() >= CONNECTIONS && known == null) {
                left++;
                return;
            }
            if (known != null) {
                known.end();
            }
            int number = ++opened;
            known = new TcpConnection((in, carrier, what) -> add(in, carrier, number, what));
            connections.put(ends, known);
        }
        known.take(segment);
    }

    private void add(Transported in, Carrier carrier, int connection, byte[] what) {
        if (heard.size() < MESSAGES && octets + what.length <= OCTETS) {
            octets += what.length;
            heard.add(new Heard(in.at(), in.from(), in.to(), carrier, connection, what));
        } else {
            left++;
        }
    }
}

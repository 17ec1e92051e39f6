package org.dragoman.gateway.capture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/// Reads the packets of a capture file, whichever of the two formats it has, packed by gzip or
/// not.
final class CaptureReader {
    static final int PACKETS = 5_000_000; // of one file
    static final int PACKET = 262_144; // octets; tcpdump takes no more

    private static final int BUFFER = 1 << 16;
    private static final int GZIP = 0x1F8B; // RFC 1952 §2.3.1
    private static final int PCAPNG = 0x0A0D0D0A; // the same in either byte order
    private static final int MICROS = 0xA1B2C3D4;
    private static final int NANOS = 0xA1B23C4D;
    private static final int HEADER = 20; // octets of pcap's file header after the magic
    private static final int RECORD = 16; // octets before each packet

    private CaptureReader() {}

    /// Tells every packet, in the order of the file. A file that was cut off is read as far as it
    /// goes.
    ///
    /// - Errors: {@link BadCapture} where the file is no capture.
    static void read(InputStream file, Consumer<Packet> each) throws IOException {
        read(file, each, false);
    }

    /// - {@code inside}: it was packed.
    private static void read(InputStream file, Consumer<Packet> each, boolean inside)
            throws IOException {
        var in = new Octets(file);
        var first = in.upTo(4, ByteOrder.BIG_ENDIAN);
        int magic = first.remaining() < 4 ? 0 : first.getInt();
        int turned = Integer.reverseBytes(magic);
        if (magic == PCAPNG) {
            new PcapngReader(in, each).read();
        } else if (magic == MICROS || magic == NANOS) {
            pcap(in, ByteOrder.BIG_ENDIAN, magic == NANOS, each);
        } else if (turned == MICROS || turned == NANOS) {
            pcap(in, ByteOrder.LITTLE_ENDIAN, turned == NANOS, each);
        } else if (magic >>> 16 == GZIP && !inside) {
            read(unpacked(first, file), each, true);
        } else {
            throw new BadCapture("That is no capture: it begins like neither pcap nor pcapng.");
        }
    }

    /// A capture as Wireshark packs it.
    private static InputStream unpacked(ByteBuffer first, InputStream rest) throws IOException {
        var whole = new SequenceInputStream(new ByteArrayInputStream(first.array()), rest);
        try {
            return new Unpacked(new GZIPInputStream(whole, BUFFER));
        } catch (IOException damaged) {
            throw new BadCapture("That is no capture: it is packed, and cannot be unpacked.");
        }
    }

    private static void pcap(Octets in, ByteOrder order, boolean nanos, Consumer<Packet> each)
            throws IOException {
        var header = in.exactly(HEADER, order);
        int link = header.getInt(HEADER - 4) & 0x0FFFFFFF; // FCS length is in the first four bits
        for (int i = 0; i < PACKETS; i++) {
            var record = in.upTo(RECORD, order);
            if (record.remaining() < RECORD) {
                return;
            }
            long seconds = record.getInt() & 0xFFFFFFFFL;
            long fraction = record.getInt() & 0xFFFFFFFFL;
            int length = length(record.getInt());
            boolean whole = Integer.compareUnsigned(length, record.getInt()) >= 0;
            var octets = in.upTo(length, order);
            if (octets.remaining() < length) {
                return;
            }
            var at = Instant.ofEpochSecond(seconds, nanos ? fraction : fraction * 1_000);
            each.accept(new Packet(at, link, octets.array(), whole));
        }
    }

    static int length(int length) throws BadCapture {
        if (length < 0 || length > PACKET) {
            throw new BadCapture("The capture is damaged: a packet of more than 256 kB.");
        }
        return length;
    }
}

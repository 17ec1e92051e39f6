package org.dragoman.gateway.capture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Reads pcapng: blocks, of which only those with interfaces and packets matter here.
final class PcapngReader {
    private static final int SECTION = 0x0A0D0D0A;
    private static final int INTERFACE = 1;
    private static final int SIMPLE = 3;
    private static final int ENHANCED = 6;
    private static final int ORDER = 0x1A2B3C4D;
    private static final int INTERFACES = 1_000; // of one section
    private static final int SMALLEST = 12; // octets of a block: type, and its length twice
    private static final int BLOCK = CaptureReader.PACKET + 65_536; // octets, with its options
    private static final int RESOLUTION = 9; // if_tsresol
    private static final int OFFSET = 14; // if_tsoffset

    private final Octets in;
    private final Consumer<Packet> each;
    private final List<Interface> interfaces = new ArrayList<>();
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private int packets;

    /// - {@code perSecond}: units of its time stamps.
    private record Interface(int link, long perSecond, long offsetSeconds) {
        Instant at(long units) {
            long seconds = Long.divideUnsigned(units, perSecond);
            long rest = Long.remainderUnsigned(units, perSecond);
            long nanos = (long) (rest * (1e9 / perSecond));
            return Instant.ofEpochSecond(seconds + offsetSeconds, nanos);
        }
    }

    PcapngReader(Octets in, Consumer<Packet> each) {
        this.in = in;
        this.each = each;
    }

    /// The type of the first block has been read.
    void read() throws IOException {
        try {
            section();
            while (packets < CaptureReader.PACKETS && block()) {}
        } catch (EOFException cutOff) {
            return; // what came before is told
        }
    }

    private void section() throws IOException {
        var start = in.exactly(8, ByteOrder.BIG_ENDIAN);
        order = start.getInt(4) == ORDER ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        if (start.order(order).getInt(4) != ORDER) {
            throw new BadCapture("The capture is damaged: a section without a byte order.");
        }
        long length = start.getInt(0) & 0xFFFFFFFFL;
        if (length < SMALLEST + 4) {
            throw new BadCapture("The capture is damaged: a section that is too short.");
        }
        in.skip(length - SMALLEST);
        interfaces.clear();
    }

    private boolean block() throws IOException {
        var type = in.upTo(4, order);
        if (type.remaining() < 4) {
            return false;
        }
        int kind = type.getInt();
        if (kind == SECTION) {
            section();
            return true;
        }
        var size = in.upTo(4, order);
        if (size.remaining() < 4) {
            return false;
        }
        long length = size.getInt() & 0xFFFFFFFFL;
        if (length < SMALLEST || length % 4 != 0) {
            throw new BadCapture("The capture is damaged: a block of " + length + " octets.");
        }
        long content = length - SMALLEST;
        if (kind != INTERFACE && kind != SIMPLE && kind != ENHANCED) {
            in.skip(content + 4);
            return true;
        }
        if (length > BLOCK) {
            throw new BadCapture("The capture is damaged: a packet of more than 256 kB.");
        }
        var body = in.upTo((int) content, order);
        if (body.remaining() < content) {
            return false;
        }
        take(kind, body);
        in.skip(4);
        return true;
    }

    private void take(int kind, ByteBuffer body) throws IOException {
        switch (kind) {
            case INTERFACE -> describe(body);
            case ENHANCED -> enhanced(body);
            default -> simple(body);
        }
    }

    private void describe(ByteBuffer body) throws IOException {
        if (body.remaining() < 8 || interfaces.size() >= INTERFACES) {
            throw new BadCapture("The capture is damaged: an interface that is not described.");
        }
        int link = body.getShort(0) & 0xFFFF;
        long perSecond = 1_000_000;
        long offset = 0;
        body.position(8);
        while (body.remaining() >= 4) {
            int option = body.getShort() & 0xFFFF;
            int length = body.getShort() & 0xFFFF;
            if (option == 0 || length > body.remaining()) {
                break;
            }
            if (option == RESOLUTION && length >= 1) {
                perSecond = resolution(body.get(body.position()) & 0xFF);
            } else if (option == OFFSET && length >= 8) {
                offset = body.getLong(body.position());
            }
            body.position(Math.min(body.limit(), body.position() + (length + 3) / 4 * 4));
        }
        interfaces.add(new Interface(link, perSecond, offset));
    }

    /// A power of ten, or of two where the first bit says so.
    private static long resolution(int octet) throws BadCapture {
        int exponent = octet & 0x7F;
        boolean ofTwo = octet > 0x7F;
        if (exponent > (ofTwo ? 62 : 18)) {
            throw new BadCapture("The capture is damaged: time stamps that are too fine.");
        }
        long units = 1;
        for (int i = 0; i < exponent; i++) {
            units *= ofTwo ? 2 : 10;
        }
        return units;
    }

    private void enhanced(ByteBuffer body) throws IOException {
        if (body.remaining() < 20) {
            throw new BadCapture("The capture is damaged: a packet without its header.");
        }
        int number = body.getInt();
        long stamp = (long) body.getInt() << 32 | body.getInt() & 0xFFFFFFFFL;
        int length = CaptureReader.length(body.getInt());
        boolean whole = Integer.compareUnsigned(length, body.getInt()) >= 0;
        if (number < 0 || number >= interfaces.size() || length > body.remaining()) {
            throw new BadCapture("The capture is damaged: a packet of no interface.");
        }
        var from = interfaces.get(number);
        tell(from.at(stamp), from.link(), body, length, whole);
    }

    private void simple(ByteBuffer body) throws IOException {
        if (body.remaining() < 4 || interfaces.isEmpty()) {
            throw new BadCapture("The capture is damaged: a packet of no interface.");
        }
        int onWire = CaptureReader.length(body.getInt());
        int length = Math.min(onWire, body.remaining());
        tell(Instant.EPOCH, interfaces.getFirst().link(), body, length, length == onWire);
    }

    private void tell(Instant at, int link, ByteBuffer body, int length, boolean whole) {
        byte[] octets = new byte[length];
        body.get(octets);
        packets++;
        each.accept(new Packet(at, link, octets, whole));
    }
}

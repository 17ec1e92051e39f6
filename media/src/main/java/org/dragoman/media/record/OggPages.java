package org.dragoman.media.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// One logical stream in Ogg: packets go into pages, each with its checksum, and whoever reads
/// can begin at any of them.
///
/// - Source: RFC 3533 §6. No packet goes over more than one page here, which it may.
final class OggPages implements AutoCloseable {
    static final int FIRST = 2; // header type flags
    static final int LAST = 4;

    private static final int HEADER = 27; // bytes before the segment table
    private static final int CHECKSUM_AT = 22;
    private static final int SEGMENTS = 255; // of a page
    private static final int SEGMENT = 255; // bytes
    private static final int[] CRC = table();

    private final SoundFile file;
    private final int serial;
    private final ByteBuffer body = ByteBuffer.allocate(SEGMENTS * SEGMENT);
    private final byte[] lacing = new byte[SEGMENTS];
    private final ByteBuffer page =
            ByteBuffer.allocate(HEADER + SEGMENTS + SEGMENTS * SEGMENT)
                    .order(ByteOrder.LITTLE_ENDIAN);
    private int segments;
    private int sequence;
    private long length; // bytes written

    /// - {@code serial}: names the stream.
    OggPages(SoundFile file, int serial) {
        this.file = file;
        this.serial = serial;
    }

    /// Whether the page at hand has room for a packet; {@link #write} it where not.
    boolean hasRoom(int bytes) {
        return segments + bytes / SEGMENT + 1 <= SEGMENTS;
    }

    /// Puts a packet on the page at hand.
    void add(byte[] packet, int bytes) {
        body.put(packet, 0, bytes);
        for (int left = bytes; left >= SEGMENT; left -= SEGMENT) {
            lacing[segments++] = (byte) SEGMENT;
        }
        lacing[segments++] = (byte) (bytes % SEGMENT); // ends the packet, be it with nothing
    }

    /// Writes the page at hand.
    ///
    /// - {@code flags}: {@link #FIRST}, {@link #LAST} or none.
    /// - {@code position}: of the stream at the end of the page, as the codec counts it.
    void write(int flags, long position) throws IOException {
        page.clear();
        page.put("OggS".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 0) // version
                .put((byte) flags)
                .putLong(position)
                .putInt(serial)
                .putInt(sequence++)
                .putInt(0) // the checksum counts itself as zero
                .put((byte) segments)
                .put(lacing, 0, segments)
                .put(body.flip())
                .flip();
        page.putInt(CHECKSUM_AT, checksum(page.array(), page.limit()));
        file.write(length, page);
        length += page.limit();
        body.clear();
        segments = 0;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    // x^32 + x^26 + … + 1, the highest bit first, from zero
    private static int checksum(byte[] bytes, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum = sum << 8 ^ CRC[sum >>> 24 ^ bytes[i] & 0xFF];
        }
        return sum;
    }

    private static int[] table() {
        var table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int r = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                r = r << 1 ^ (r < 0 ? 0x04C1_1DB7 : 0);
            }
            table[i] = r;
        }
        return table;
    }
}

package org.dragoman.media.codec.payload;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import org.dragoman.core.media.Codec;
import org.dragoman.media.codec.CodecFailed;

/// The payload format of AMR, to and from frames of the storage format, which the library takes: a
/// header byte and the frame's bits, for each frame.
///
/// Source: RFC 4867 §4.3 (bandwidth-efficient), §4.4 (octet-aligned), §5.3 (storage); frame types
/// of 3GPP TS 26.101 Table 1a.
///
/// @param octetAligned the one form or the other, as the session description says
public record AmrPayload(boolean octetAligned) {
    public static final int MOST_FRAMES =
            12; // in a packet; RFC 4867 §8.1 names no limit, 240 ms is ours
    public static final int MOST_FRAME_BYTES = 32; // of the storage format, header included

    private static final int MOST_BYTES = 1 + MOST_FRAMES * MOST_FRAME_BYTES;
    private static final int[] BITS = {95, 103, 118, 134, 148, 159, 204, 244, 39};
    private static final int NO_DATA = 15;

    public static AmrPayload of(Codec codec) {
        return new AmrPayload("1".equals(codec.parameters().get("octet-align")));
    }

    /// Whether we can speak it so: interleaving, CRC and robust sorting are not understood.
    public static boolean understood(Codec codec) {
        var parameters = codec.parameters();
        return !parameters.containsKey("interleaving")
                && !"1".equals(parameters.get("crc"))
                && !"1".equals(parameters.get("robust-sorting"));
    }

    /// Bytes of a frame of this type without its header.
    public static int bytes(int type) {
        return (bits(type) + 7) / 8;
    }

    private static int bits(int type) {
        return type < BITS.length ? BITS[type] : 0;
    }

    /// Frames that a payload's table of contents names; 0 where it has no end.
    public int count(MemorySegment packet, long at, int length) {
        int entry = octetAligned ? 8 : 4;
        int step = octetAligned ? 8 : 6;
        int count = 1;
        while (entry + count * step <= length * 8 && count <= MOST_FRAMES) {
            if (bit(packet, at, entry + (count - 1) * step) == 0) {
                return count;
            }
            count++;
        }
        return 0;
    }

    /// The mode that a payload requests; the same place in both forms.
    public static int request(MemorySegment packet, long at) {
        return bits(packet, at, 0, 4);
    }

    /// Writes the frames of a payload to {@code frames}; answers the number of bytes.
    public int unpack(MemorySegment packet, long at, int length, byte[] frames) throws CodecFailed {
        if (length < 0 || length > MOST_BYTES) {
            throw CodecFailed.packet("AMR: a payload of " + length + " bytes");
        }
        int end = length * 8;
        int entry = octetAligned ? 8 : 4; // bit that the table of contents begins at
        int step = octetAligned ? 8 : 6;
        int count = 0;
        do {
            if (entry + (count + 1) * step > end || count == MOST_FRAMES) {
                throw CodecFailed.packet("AMR: a table of contents without an end");
            }
            count++;
        } while (bit(packet, at, entry + (count - 1) * step) == 1);
        int data = entry + count * step;
        int written = 0;
        for (int i = 0; i < count; i++) {
            int first = entry + i * step + 1;
            int type = bits(packet, at, first, 4);
            int quality = bit(packet, at, first + 4);
            if (type >= BITS.length && type != NO_DATA) {
                throw CodecFailed.packet("AMR: frame type " + type);
            }
            int size = type == NO_DATA ? 0 : BITS[type];
            if (data + size > end) {
                throw CodecFailed.packet("AMR: a frame is cut off");
            }
            frames[written++] = (byte) (type << 3 | quality << 2);
            for (int done = 0; done < size; done += 8) {
                int part = Math.min(8, size - done);
                frames[written++] = (byte) (bits(packet, at, data + done, part) << 8 - part);
            }
            data += octetAligned ? (size + 7) / 8 * 8 : size;
        }
        return written;
    }

    /// Writes the payload of so many frames that lie in {@code frames}; answers its bytes.
    public int pack(byte[] frames, int count, MemorySegment packet, long at, int room)
            throws CodecFailed {
        int length = length(frames, count);
        if (length > room) {
            throw CodecFailed.packet("AMR: no room for " + length + " bytes");
        }
        return pack(frames, count, AmrModes.NO_REQUEST, packet, at); // whatever the peer likes
    }

    /// The same with a mode request, where there is room.
    public int pack(byte[] frames, int count, int request, MemorySegment packet, long at) {
        int entry = octetAligned ? 8 : 4;
        int step = octetAligned ? 8 : 6;
        int data = entry + count * step;
        int length = length(frames, count);
        for (int i = 0; i < length; i++) {
            packet.set(JAVA_BYTE, at + i, (byte) 0);
        }
        put(packet, at, 0, 4, request);
        int from = 0;
        for (int i = 0; i < count; i++) {
            int type = frames[from] >> 3 & 0xF;
            int follows = i + 1 < count ? 1 : 0;
            int quality = frames[from] >> 2 & 1;
            put(packet, at, entry + i * step, 6, follows << 5 | type << 1 | quality);
            int size = bits(type);
            for (int done = 0; done < size; done += 8) {
                int part = Math.min(8, size - done);
                int value = (frames[from + 1 + done / 8] & 0xFF) >> 8 - part;
                put(packet, at, data + done, part, value);
            }
            data += octetAligned ? bytes(type) * 8 : size;
            from += 1 + bytes(type);
        }
        return length;
    }

    private int length(byte[] frames, int count) {
        int total = (octetAligned ? 8 : 4) + count * (octetAligned ? 8 : 6);
        int from = 0;
        for (int i = 0; i < count; i++) {
            int type = frames[from] >> 3 & 0xF;
            total += octetAligned ? bytes(type) * 8 : bits(type);
            from += 1 + bytes(type);
        }
        return (total + 7) / 8;
    }

    private static int bit(MemorySegment packet, long at, int bit) {
        return packet.get(JAVA_BYTE, at + bit / 8) >> 7 - bit % 8 & 1;
    }

    private static int bits(MemorySegment packet, long at, int first, int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bit(packet, at, first + i);
        }
        return value;
    }

    private static void put(MemorySegment packet, long at, int first, int count, int value) {
        for (int i = 0; i < count; i++) {
            int place = first + i;
            int one = (value >> count - 1 - i & 1) << 7 - place % 8;
            byte old = packet.get(JAVA_BYTE, at + place / 8);
            packet.set(JAVA_BYTE, at + place / 8, (byte) (old | one));
        }
    }
}

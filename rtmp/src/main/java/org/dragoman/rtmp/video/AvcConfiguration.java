package org.dragoman.rtmp.video;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a decoder of H.264 must know first.
///
/// - {@code lengthBytes}: of the length before each NAL unit: 1, 2 or 4.
/// - {@code sets}: sequence parameter sets, then picture parameter sets; NAL units.
/// - Source: ISO/IEC 14496-15 §5.2.4.1.
record AvcConfiguration(int lengthBytes, List<byte[]> sets) {
    private static final int OWN_LENGTH_BYTES = 4;

    AvcConfiguration {
        sets = List.copyOf(sets);
    }

    /// Nothing where the record is cut short.
    static Optional<AvcConfiguration> read(byte[] record) {
        try {
            var in = ByteBuffer.wrap(record);
            in.position(4); // version, profile, compatibility, level: the sets say them too
            int lengthBytes = (in.get() & 3) + 1;
            var sets = new ArrayList<byte[]>();
            for (int i = in.get() & 0x1f; i > 0; i--) {
                sets.add(set(in));
            }
            for (int i = in.get() & 0xff; i > 0; i--) {
                sets.add(set(in));
            }
            return Optional.of(new AvcConfiguration(lengthBytes, sets));
        } catch (BufferUnderflowException | IllegalArgumentException tooShort) {
            return Optional.empty();
        }
    }

    private static byte[] set(ByteBuffer in) {
        byte[] unit = new byte[in.getShort() & 0xffff];
        in.get(unit);
        return unit;
    }

    /// The record of one set of each kind, for units with lengths of four bytes.
    static byte[] write(byte[] sequence, byte[] picture) {
        return ByteBuffer.allocate(11 + sequence.length + picture.length)
                .put((byte) 1)
                .put(sequence, 1, 3)
                .put((byte) (0xfc | OWN_LENGTH_BYTES - 1))
                .put((byte) 0xe1)
                .putShort((short) sequence.length)
                .put(sequence)
                .put((byte) 1)
                .putShort((short) picture.length)
                .put(picture)
                .array();
    }
}

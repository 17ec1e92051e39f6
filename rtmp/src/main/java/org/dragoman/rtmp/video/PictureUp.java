package org.dragoman.rtmp.video;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.rtmp.flv.VideoTag;

/// A client's pictures on their way to the media port: tags become RTP packets. One for each
/// call.
///
/// FLV says the parameter sets once, at the beginning; RTP may lose that, and who joins later
/// has missed it: so they go before each key picture.
///
/// - Source: RFC 6184 §5.6 (single NAL unit), §5.8 (FU-A); packetization mode 1.
public final class PictureUp {
    private static final int PAYLOAD_TYPE = H264Line.PAYLOAD_TYPE;
    private static final int LONGEST = 1_200; // bytes of a payload
    private static final int HEADER = 12; // bytes, RFC 3550 §5.1
    private static final int CLOCK_PER_MILLI = 90;

    private final int ssrc;
    private final int offset;
    private int sequence;
    private Optional<AvcConfiguration> configuration = Optional.empty();

    /// - {@code ssrc}, {@code sequence}, {@code offset}: where the stream begins; random
    ///   (RFC 3550 §5.1).
    public PictureUp(int ssrc, int sequence, int offset) {
        this.ssrc = ssrc;
        this.sequence = sequence & 0xffff;
        this.offset = offset;
    }

    /// The packets of a tag; none before the client has said what its pictures are.
    ///
    /// - {@code messageMillis}: the message's timestamp.
    /// What is cut short is left out.
    public List<byte[]> take(VideoTag tag, long messageMillis) {
        if (tag.kind() == VideoTag.Kind.CONFIGURATION) {
            configuration = AvcConfiguration.read(tag.bytes());
        }
        if (tag.kind() != VideoTag.Kind.PICTURE || configuration.isEmpty()) {
            return List.of();
        }
        int timestamp = offset + (int) ((messageMillis + tag.delayMillis()) * CLOCK_PER_MILLI);
        return packets(units(configuration.get(), tag), timestamp);
    }

    private static List<byte[]> units(AvcConfiguration its, VideoTag tag) {
        var units = new ArrayList<byte[]>();
        if (tag.keyFrame()) {
            units.addAll(its.sets());
        }
        var in = ByteBuffer.wrap(tag.bytes());
        while (in.remaining() > its.lengthBytes()) {
            int length = 0;
            for (int i = 0; i < its.lengthBytes(); i++) {
                length = length << 8 | in.get() & 0xff;
            }
            if (length < 0 || length > in.remaining()) {
                return List.of();
            }
            byte[] unit = new byte[length];
            in.get(unit);
            if (length > 0 && !isSaidAlready(tag, unit)) {
                units.add(unit);
            }
        }
        units.removeIf(unit -> unit.length == 0);
        return units;
    }

    private static boolean isSaidAlready(VideoTag tag, byte[] unit) {
        int type = NalUnit.type(unit[0]);
        return type == NalUnit.DELIMITER
                || tag.keyFrame() && (type == NalUnit.SEQUENCE_SET || type == NalUnit.PICTURE_SET);
    }

    private List<byte[]> packets(List<byte[]> units, int timestamp) {
        var packets = new ArrayList<byte[]>();
        for (byte[] unit : units) {
            if (unit.length <= LONGEST) {
                packets.add(packet(timestamp, unit.length).put(unit).array());
            } else {
                fragments(unit, timestamp, packets);
            }
        }
        if (!packets.isEmpty()) {
            packets.getLast()[1] |= (byte) 0x80; // the picture's last packet, §5.1
        }
        return packets;
    }

    private void fragments(byte[] unit, int timestamp, List<byte[]> packets) {
        byte indicator = (byte) (unit[0] & 0xe0 | NalUnit.FRAGMENT);
        for (int at = 1; at < unit.length; ) {
            int length = Math.min(LONGEST - 2, unit.length - at);
            int begins = at == 1 ? 0x80 : 0;
            int ends = at + length == unit.length ? 0x40 : 0;
            packets.add(
                    packet(timestamp, 2 + length)
                            .put(indicator)
                            .put((byte) (begins | ends | NalUnit.type(unit[0])))
                            .put(unit, at, length)
                            .array());
            at += length;
        }
    }

    private ByteBuffer packet(int timestamp, int length) {
        var packet = ByteBuffer.allocate(HEADER + length);
        packet.put((byte) 0x80).put((byte) PAYLOAD_TYPE).putShort((short) sequence);
        sequence = sequence + 1 & 0xffff;
        return packet.putInt(timestamp).putInt(ssrc);
    }
}

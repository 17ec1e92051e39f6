package org.dragoman.rtmp.video;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.dragoman.rtmp.flv.VideoTag;

/// The other side's pictures on their way to a client: RTP packets of the media port become the
/// bodies of messages. One for each call.
///
/// A picture that a packet of is missing is left out, and all that are drawn on top of it, up to
/// the next key picture.
///
/// - Source: RFC 6184 §5.6, §5.7.1 (STAP-A), §5.8 (FU-A).
public final class PictureDown {
    private static final int HEADER = 12; // bytes, RFC 3550 §5.1
    private static final int LONGEST = 1 << 20; // bytes of a picture
    private static final int LONGEST_SET = 1_024; // bytes

    /// What goes into messages.
    ///
    /// - {@code configuration}: the tag that must come before the first picture a client sees.
    public record Picture(byte[] configuration, byte[] tag, boolean isKey) {}

    private final ByteArrayOutputStream units = new ByteArrayOutputStream();
    private final ByteArrayOutputStream fragment = new ByteArrayOutputStream();
    private byte[] sequenceSet = {};
    private byte[] pictureSet = {};
    private byte[] configuration = {};
    private boolean known;
    private int expected; // sequence number
    private int timestamp;
    private boolean isKey;
    private boolean incomplete; // of the picture being read
    private boolean broken = true; // until a key picture

    /// Whether only a key picture helps.
    public boolean needsKeyPicture() {
        return broken && known;
    }

    /// Takes a packet; answers the picture that it completes.
    ///
    /// - {@code packet}: {@code length} bytes of RTP as the media port sends it: no extensions.
    public Optional<Picture> take(byte[] packet, int length) {
        if (length <= HEADER + 1 || (packet[0] & 0xff) != 0x80) {
            return Optional.empty();
        }
        var in = ByteBuffer.wrap(packet, 0, length);
        int number = in.getShort(2) & 0xffff;
        boolean gap = known && number != expected;
        if (!known || in.getInt(4) != timestamp) {
            timestamp = in.getInt(4);
            clear();
        }
        in.position(HEADER);
        broken |= gap;
        incomplete |= gap && !beginsKeyPicture(in) || units.size() > LONGEST;
        known = true;
        expected = number + 1 & 0xffff;
        if (!incomplete) {
            read(in);
        }
        return packet[1] < 0 ? finish() : Optional.empty(); // the marker is the highest bit
    }

    /// Encoders say the parameter sets first; so nothing of the picture is missing before this.
    private boolean beginsKeyPicture(ByteBuffer in) {
        int type = NalUnit.type(in.get(in.position()));
        return units.size() == 0 && (type == NalUnit.SEQUENCE_SET || type == NalUnit.SEVERAL);
    }

    private void clear() {
        units.reset();
        fragment.reset();
        isKey = false;
        incomplete = false;
    }

    private void read(ByteBuffer in) {
        switch (NalUnit.type(in.get(in.position()))) {
            case NalUnit.SEVERAL -> several(in);
            case NalUnit.FRAGMENT -> fragment(in);
            default -> add(rest(in));
        }
    }

    private void several(ByteBuffer in) {
        in.get();
        while (in.remaining() > 2) {
            int length = in.getShort() & 0xffff;
            if (length == 0 || length > in.remaining()) {
                incomplete = true;
                return;
            }
            byte[] unit = new byte[length];
            in.get(unit);
            add(unit);
        }
    }

    private void fragment(ByteBuffer in) {
        byte indicator = in.get();
        if (in.remaining() < 2 || fragment.size() > LONGEST) {
            incomplete = true;
            return;
        }
        byte head = in.get();
        if ((head & 0x80) != 0) {
            fragment.reset();
            fragment.write(indicator & 0xe0 | head & 0x1f);
        } else if (fragment.size() == 0) {
            incomplete = true; // its beginning is missing
            return;
        }
        fragment.writeBytes(rest(in));
        if ((head & 0x40) != 0) {
            add(fragment.toByteArray());
            fragment.reset();
        }
    }

    private static byte[] rest(ByteBuffer in) {
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        return bytes;
    }

    private void add(byte[] unit) {
        switch (NalUnit.type(unit[0])) {
            case NalUnit.SEQUENCE_SET -> sequenceSet = kept(unit, sequenceSet);
            case NalUnit.PICTURE_SET -> pictureSet = kept(unit, pictureSet);
            case NalUnit.DELIMITER -> {} // FLV has none
            default -> {
                isKey |= NalUnit.type(unit[0]) == NalUnit.KEY_PICTURE;
                units.writeBytes(ByteBuffer.allocate(4).putInt(unit.length).array());
                units.writeBytes(unit);
            }
        }
    }

    private byte[] kept(byte[] unit, byte[] before) {
        if (unit.length < 4 || unit.length > LONGEST_SET || Arrays.equals(unit, before)) {
            return before;
        }
        configuration = new byte[0];
        return unit;
    }

    private Optional<Picture> finish() {
        byte[] bytes = units.toByteArray();
        boolean key = isKey;
        broken |= incomplete;
        boolean whole = !incomplete;
        clear();
        if (!whole) {
            return Optional.empty();
        }
        if (sequenceSet.length == 0 || pictureSet.length == 0 || bytes.length == 0) {
            return Optional.empty();
        }
        broken &= !key;
        if (broken) {
            return Optional.empty();
        }
        if (configuration.length == 0) {
            byte[] record = AvcConfiguration.write(sequenceSet, pictureSet);
            configuration = VideoTag.write(VideoTag.Kind.CONFIGURATION, true, record);
        }
        byte[] tag = VideoTag.write(VideoTag.Kind.PICTURE, key, bytes);
        return Optional.of(new Picture(configuration, tag, key));
    }
}

package org.dragoman.rtmp.flv;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.fault.PeerFault.Malformed;

/// The body of a video message with H.264.
///
/// - {@code delayMillis}: from when a picture is decoded to when it is shown.
/// - {@code bytes}: AVCDecoderConfigurationRecord, or NAL units with their lengths; not copied.
public record VideoTag(Kind kind, boolean keyFrame, int delayMillis, byte[] bytes) {
    public enum Kind {
        CONFIGURATION,
        PICTURE,
        NOTHING
    }

    private static final int AVC = 7; // Table E.4.3.1
    private static final int KEY = 1;
    private static final int INTER = 2;
    private static final int ENHANCED = 0x80; // Enhanced RTMP v2: isExVideoHeader
    private static final String AVC_BY_NAME = "avc1";
    private static final int CODED_FRAMES = 1; // of old too: NALU
    private static final int CODED_FRAMES_WITHOUT_DELAY = 3;
    private static final int HEADER = 5;

    /// Reads a body. Nothing where it has video of another codec.
    ///
    /// - Errors: {@link Malformed} when it is cut short.
    public static Optional<VideoTag> read(byte[] body) throws Malformed {
        if (body.length == 0) {
            return Optional.empty();
        }
        if ((body[0] & ENHANCED) != 0) {
            return enhanced(body);
        }
        if ((body[0] & 0xf) != AVC) {
            return Optional.empty();
        }
        return Optional.of(of(body, at(body, 1), HEADER));
    }

    /// Packet type and FourCC; a delay where the type says so.
    private static Optional<VideoTag> enhanced(byte[] body) throws Malformed {
        at(body, HEADER - 1);
        if (!AVC_BY_NAME.equals(new String(body, 1, 4, StandardCharsets.US_ASCII))) {
            return Optional.empty();
        }
        int type = body[0] & 0xf;
        return Optional.of(
                switch (type) {
                    case CODED_FRAMES -> of(body, CODED_FRAMES, HEADER + 3);
                    case CODED_FRAMES_WITHOUT_DELAY -> of(body, CODED_FRAMES, HEADER);
                    default -> of(body, type, HEADER);
                });
    }

    /// - {@code from}: where the content begins; a delay of three bytes is before it, or none.
    private static VideoTag of(byte[] body, int type, int from) throws Malformed {
        boolean named = (body[0] & ENHANCED) != 0;
        boolean delayed = type == CODED_FRAMES && (!named || from > HEADER);
        int delay = 0;
        if (delayed) {
            at(body, from - 1);
            delay = body[from - 3] << 16 | at(body, from - 2) << 8 | at(body, from - 1);
        }
        Kind kind =
                switch (type) {
                    case 0 -> Kind.CONFIGURATION;
                    case CODED_FRAMES -> Kind.PICTURE;
                    default -> Kind.NOTHING; // the end of a sequence, and metadata
                };
        byte[] bytes = Arrays.copyOfRange(body, Math.min(from, body.length), body.length);
        return new VideoTag(kind, (body[0] >> 4 & 7) == KEY, delay, bytes);
    }

    private static int at(byte[] body, int index) throws Malformed {
        if (index >= body.length) {
            throw new Malformed(
                    PeerFault.Scope.MESSAGE, "video tag cut short at " + body.length + " bytes");
        }
        return body[index] & 0xff;
    }

    /// The body of a message with this; without delay.
    public static byte[] write(Kind kind, boolean keyFrame, byte[] bytes) {
        return ByteBuffer.allocate(HEADER + bytes.length)
                .put((byte) ((keyFrame ? KEY : INTER) << 4 | AVC))
                .put((byte) (kind == Kind.CONFIGURATION ? 0 : 1))
                .put(new byte[3])
                .put(bytes)
                .array();
    }
}

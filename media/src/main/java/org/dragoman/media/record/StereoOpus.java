package org.dragoman.media.record;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.dragoman.core.media.Codec;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.codec.SoundEncoder;

/// An Opus file of two channels that grows, a page a second: whoever died while writing it
/// leaves one that plays up to the last page. The parties are coded each for itself, as two
/// streams of one channel, so that nothing of the one is heard on the other's side.
///
/// - Source: RFC 7845 §3, §4, §5; RFC 6716 §3.1 and Appendix B.
final class StereoOpus implements StereoFile {
    private static final Codec OPUS = new Codec("OPUS", 48_000, 2, Map.of());
    private static final int CHANNELS = 2;
    private static final int FRAME_MILLIS = 20;
    private static final int FRAMES_A_PAGE = 50; // RFC 7845 §3: no page of more than a second
    private static final int CLOCK_HZ = 48_000; // of positions, always (§4)
    private static final int CLOCKS_A_FRAME = CLOCK_HZ / 1_000 * FRAME_MILLIS;

    /// What the encoder is behind, in clocks: 6.5 ms, of the library's voice mode at any rate.
    private static final int PRE_SKIP = 312;

    private static final int ONE_FRAME = 0; // code of a packet's first byte (RFC 6716 §3.1)
    private static final int SHORT_LENGTHS = 252; // have one byte (RFC 6716 §3.2.1)

    private final OggPages pages;
    private final int rateHz;
    private final int frameSamples;
    private final SoundEncoder left;
    private final SoundEncoder right;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment coded = arena.allocate(SoundEncoder.MOST_BYTES);
    private final byte[] packet = new byte[2 * SoundEncoder.MOST_BYTES + 2];
    private final short[] leftPcm;
    private final short[] rightPcm;
    private int waiting; // frames of sound that are not coded yet
    private int onPage; // packets
    private long packets;
    private long frames;

    private StereoOpus(OggPages pages, int rateHz, SoundEncoder left, SoundEncoder right) {
        this.pages = pages;
        this.rateHz = rateHz;
        this.left = left;
        this.right = right;
        frameSamples = left.frameSamples();
        leftPcm = new short[frameSamples];
        rightPcm = new short[frameSamples];
    }

    /// Writes the headers of an empty file.
    static StereoOpus begin(SoundFile file, int rateHz, Codecs codecs)
            throws CodecFailed, IOException {
        var left = codecs.encoder(OPUS, FRAME_MILLIS, rateHz);
        try {
            var right = codecs.encoder(OPUS, FRAME_MILLIS, rateHz);
            var pages = new OggPages(file, ThreadLocalRandom.current().nextInt());
            var made = new StereoOpus(pages, rateHz, left, right);
            made.headers();
            return made;
        } catch (CodecFailed e) {
            left.close();
            throw e;
        }
    }

    @Override
    public boolean append(short[] samples, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            leftPcm[waiting] = samples[CHANNELS * i];
            rightPcm[waiting] = samples[CHANNELS * i + 1];
            frames++;
            if (++waiting == frameSamples) {
                code();
            }
        }
        return true;
    }

    /// A page is written when it is full; what is on none yet can wait for that.
    @Override
    public void settle() {
        // nothing to mend in what was written
    }

    @Override
    public long frames() {
        return frames;
    }

    @Override
    public void close() throws IOException {
        try (pages;
                arena;
                left;
                right) {
            long end = PRE_SKIP + frames * (CLOCK_HZ / rateHz);
            while (packets * CLOCKS_A_FRAME < end) { // what the encoder still holds back
                while (waiting < frameSamples) {
                    leftPcm[waiting] = 0;
                    rightPcm[waiting++] = 0;
                }
                code();
            }
            pages.write(OggPages.LAST, end); // the rest is cut off (RFC 7845 §4.4)
        }
    }

    private void code() throws IOException {
        waiting = 0;
        try {
            int bytes = code(left, leftPcm, 0, true);
            bytes = code(right, rightPcm, bytes, false);
            if (onPage == FRAMES_A_PAGE || !pages.hasRoom(bytes)) {
                pages.write(0, packets * CLOCKS_A_FRAME);
                onPage = 0;
            }
            pages.add(packet, bytes);
        } catch (CodecFailed e) {
            throw new IOException("the encoder of a recording failed: " + e.getMessage(), e);
        }
        onPage++;
        packets++;
    }

    /// Puts the frame of one channel into the packet. All but the last say how long they are.
    private int code(SoundEncoder encoder, short[] pcm, int at, boolean delimited)
            throws CodecFailed, IOException {
        int bytes = encoder.encode(pcm, 0, coded, 0, SoundEncoder.MOST_BYTES);
        if (bytes < 1 || (coded.get(JAVA_BYTE, 0) & 3) != ONE_FRAME) {
            throw new IOException("not one frame of Opus: " + bytes + " bytes");
        }
        int to = at;
        packet[to++] = coded.get(JAVA_BYTE, 0);
        int length = bytes - 1;
        if (delimited && length < SHORT_LENGTHS) {
            packet[to++] = (byte) length;
        } else if (delimited) {
            packet[to++] = (byte) (SHORT_LENGTHS + (length & 3));
            packet[to++] = (byte) (length - SHORT_LENGTHS - (length & 3) >> 2);
        }
        MemorySegment.copy(coded, JAVA_BYTE, 1, packet, to, length);
        return to + length;
    }

    private void headers() throws IOException {
        var head =
                ByteBuffer.allocate(23)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(text("OpusHead"))
                        .put((byte) 1) // version
                        .put((byte) CHANNELS)
                        .putShort((short) PRE_SKIP)
                        .putInt(rateHz) // of what was coded, for whoever is curious
                        .putShort((short) 0) // gain
                        .put((byte) 1) // channels are mapped one by one (RFC 7845 §5.1.1.2)
                        .put((byte) CHANNELS) // streams
                        .put((byte) 0) // of them coupled
                        .put((byte) 0) // left is the first stream
                        .put((byte) 1);
        pages.add(head.array(), head.position());
        pages.write(OggPages.FIRST, 0);
        var vendor = text("Dragoman");
        var tags =
                ByteBuffer.allocate(24)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(text("OpusTags"))
                        .putInt(vendor.length)
                        .put(vendor)
                        .putInt(0); // comments
        pages.add(tags.array(), tags.position());
        pages.write(0, 0);
    }

    private static byte[] text(String of) {
        return of.getBytes(StandardCharsets.US_ASCII);
    }
}

package org.dragoman.media.record;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.dragoman.core.media.Codec;
import org.dragoman.media.codec.Codecs;

/// A call being recorded: the caller's side left, the other right, aligned in time. Sound is
/// written a while after it was heard, so that packets may come late and out of order.
///
/// - Threads: one.
/// - Errors: {@link IOException} from writing; the recording is then of no more use, and the
///   file holds what it held at the last header.
public final class CallRecording implements AutoCloseable {
    /// Samples a second and channel. The telephone's: wide-band sound loses its upper half.
    public static final int RATE_HZ = 8_000;

    private static final long WAIT_NANOS = 1_500_000_000L; // for packets that are late
    private static final int WINDOW = 4 * RATE_HZ; // frames
    private static final int SETTLE_FRAMES = 5 * RATE_HZ; // between two headers

    private final StereoMix mix = new StereoMix(WINDOW);
    private final TimeLine clock;
    private final RecordedParty left;
    private final RecordedParty right;
    private final StereoFile file;
    private final short[] frames = new short[2 * StereoMix.MOST_FRAMES];
    private long lastSettled;
    private boolean heard;

    /// Begins now.
    public CallRecording(RecordingFile into, Codecs codecs, long nanos) throws IOException {
        clock = new TimeLine(nanos, RATE_HZ);
        left = new RecordedParty(codecs, mix, new TimeLine(nanos, RATE_HZ), 0, RATE_HZ);
        right = new RecordedParty(codecs, mix, new TimeLine(nanos, RATE_HZ), 1, RATE_HZ);
        file = into.open(RATE_HZ, codecs);
    }

    /// Takes a packet of the left party or the right.
    public void hear(boolean ofLeft, Codec codec, MemorySegment payload, SpokenPacket packet) {
        heard = true;
        (ofLeft ? left : right).hear(codec, payload, packet);
    }

    /// Whether either party has said anything.
    public boolean hasHeard() {
        return heard;
    }

    /// Writes what is complete by now.
    ///
    /// - Returns: false when the file cannot grow any more.
    public boolean write(long nanos) throws IOException {
        return writeUntil(clock.at(nanos - WAIT_NANOS));
    }

    /// Writes the rest, up to now.
    public void finish(long nanos) throws IOException {
        writeUntil(clock.at(nanos));
    }

    @Override
    public void close() throws IOException {
        left.close();
        right.close();
        file.close();
    }

    private boolean writeUntil(long end) throws IOException {
        while (mix.taken() < end) {
            int count = mix.take(end, frames);
            if (!file.append(frames, count)) {
                return false;
            }
        }
        if (file.frames() - lastSettled >= SETTLE_FRAMES) {
            lastSettled = file.frames();
            file.settle();
        }
        return true;
    }
}

package org.dragoman.media.frame;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.dragoman.core.media.PayloadFormat;

/// What lengths of packets a listener takes, in frames of its codec.
///
/// - {@code group}: what packets are made to be that are not taken as they come.
/// - {@code least}, {@code most}: what is taken as it comes.
public record PacketLength(FrameFormat format, int group, int least, int most) {
    /// Nothing where the listener takes any length, or packets of that codec cannot be changed.
    public static Optional<PacketLength> of(PayloadFormat to) {
        if (to.takesAnyLength()) {
            return Optional.empty();
        }
        return FrameFormat.of(to.codec())
                .map(
                        format -> {
                            int clockHz = to.codec().clockHz();
                            int most = frames(format, to.mostMillis(), clockHz);
                            int group = Math.min(most, frames(format, to.packetMillis(), clockHz));
                            boolean any = to.leastMillis() <= 1;
                            return new PacketLength(format, group, any ? 1 : group, most);
                        })
                .filter(l -> l.group <= FrameList.MOST)
                .filter(l -> l.group * l.format.mostBytes() <= LONGEST);
    }

    private static final int LONGEST = 1_400; // bytes that pass any Ethernet with their headers

    private static int frames(FrameFormat format, int millis, int clockHz) {
        return Math.max(1, (int) ((long) millis * clockHz / 1_000 / format.clockUnits()));
    }

    /// Whether a payload of this many frames goes as it is; 0 stands for one that is not known.
    public boolean takes(int frames) {
        return frames == 0 || frames >= least && frames <= most;
    }

    /// Frames of a payload; 0 for what cannot be taken apart.
    public int count(MemorySegment packet, long at, int length) {
        int frames = length > FrameList.MOST_BYTES ? 0 : format.count(packet, at, length);
        return frames > FrameList.MOST ? 0 : frames;
    }
}

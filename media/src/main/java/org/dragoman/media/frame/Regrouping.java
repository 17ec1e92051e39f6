package org.dragoman.media.frame;

import java.lang.foreign.MemorySegment;

/// Makes packets of one length out of packets of another, in one direction of a call both of whose
/// sides use the same codec. Frames are moved and never decoded.
///
/// - Use: {@link #begin} where {@link #fits} says so, {@link #put} what came, then {@link #next}
///   until it has nothing; what it made is described by {@link #length} and the rest.
/// - Order: frames lie on a time line, so that packets may come out of order. For one that is
///   missing it waits as long as two of its packets last; then what is there goes, shorter where it
///   must be, and the gap stays a gap in the sequence numbers.
/// - Threads: one at a time. No allocation for a packet.
/// - Source: RFC 3551 §4.2 (any number of frames makes a packet), §4.1 (marker).
public final class Regrouping {
    private static final int SLOTS = 512; // frames on the time line; a power of two
    private static final long NANOS = 1_000_000_000;

    private final FrameFormat format;
    private final int group;
    private final int clockHz;
    private final byte[] bytes;
    private final int[] lengths = new int[SLOTS]; // 0: nothing there
    private final boolean[] markers = new boolean[SLOTS];
    private final boolean[] afterLoss = new boolean[SLOTS];
    private final FrameList cut = new FrameList();
    private final FrameList made = new FrameList();
    private boolean running;
    private int head; // slot of the first frame that waits
    private int origin; // its timestamp
    private int top; // frames from the head to behind the last one there
    private int widest; // frames of the longest packet that came
    private int highest; // extended sequence number of the source
    private long putNanos;
    private int sequence;
    private int timestamp;
    private int length;
    private boolean marker;
    private long late;

    public Regrouping(PacketLength length, int clockHz) {
        this.format = length.format();
        this.group = length.group();
        this.clockHz = clockHz;
        bytes = new byte[SLOTS * format.mostBytes()];
    }

    /// Whether a packet lies on the time line; else all that waits must go and {@link #begin}
    /// follow.
    public boolean fits(int ofTimestamp, boolean ofMarker) {
        int units = format.clockUnits();
        int offset = ofTimestamp - origin;
        int frame = offset / units;
        return running
                && offset % units == 0
                && frame > -SLOTS
                && frame + FrameList.MOST <= SLOTS
                && !(ofMarker && frame > 0 && frame >= top); // not one that comes late
    }

    /// A time line begins with the packet that comes.
    public void begin(int ofTimestamp, int extended) {
        boolean lost = running && extended - highest > 1;
        head = 0;
        top = 0;
        origin = ofTimestamp;
        for (int i = 0; i < SLOTS; i++) {
            lengths[i] = 0;
        }
        if (lost) {
            sequence++;
        }
        highest = extended - 1;
        running = true;
    }

    /// Takes a packet in that {@link #fits}. False: it breaks its format.
    public boolean put(
            MemorySegment packet,
            long at,
            int ofLength,
            int ofTimestamp,
            int extended,
            boolean ofMarker,
            long nanos) {
        if (!format.split(packet, at, ofLength, cut)) {
            return false;
        }
        int first = (ofTimestamp - origin) / format.clockUnits();
        boolean lost = extended - highest > 1;
        if (first + cut.count() <= 0) {
            late++;
        }
        for (int i = Math.max(0, -first); i < cut.count(); i++) {
            int slot = slot(first + i);
            if (lengths[slot] == 0) {
                lengths[slot] = cut.length(i);
                markers[slot] = ofMarker && i == 0;
                afterLoss[slot] = lost && i == 0;
                System.arraycopy(
                        cut.room(), cut.from(i), bytes, slot * format.mostBytes(), cut.length(i));
            }
        }
        made.request(cut.request());
        top = Math.max(top, first + cut.count());
        widest = Math.max(widest, cut.count());
        skip(extended);
        putNanos = nanos;
        return true;
    }

    /// A packet of the source that is no sound: it leaves no gap.
    public void skip(int extended) {
        if (extended - highest > 0) {
            highest = extended;
        }
    }

    /// Makes the next packet.
    ///
    /// - {@code all}: what waits goes now, whether or not it makes a whole packet.
    public boolean next(boolean all, MemorySegment packet, long at) {
        if (top == 0) {
            return false;
        }
        boolean goes = all || top > window();
        int hole = 0;
        while (lengths[slot(hole)] == 0) {
            hole++; // ends: the last frame before the top is there
        }
        if (hole > 0 && !goes) {
            return false;
        }
        int count = run(hole);
        int last = slot(hole + count - 1);
        if (count < group && !format.isLast(lengths[last]) && !goes) {
            return false;
        }
        leave(hole);
        make(count, packet, at);
        return true;
    }

    /// When what waits has to go ({@link #next} with {@code all}).
    public long dueNanos() {
        long window = (long) window() * format.clockUnits() * NANOS / clockHz;
        return top == 0 ? Long.MAX_VALUE : putNanos + window;
    }

    /// Sequence number in a stream of its own.
    public int sequence() {
        return sequence;
    }

    /// In the source's time.
    public int timestamp() {
        return timestamp;
    }

    public boolean marker() {
        return marker;
    }

    public int length() {
        return length;
    }

    /// Packets that came when their time was over.
    public long late() {
        return late;
    }

    private int window() {
        return 2 * Math.max(group, widest);
    }

    /// Frames without a gap from there on that go into one packet.
    private int run(int from) {
        int count = 1;
        while (count < group
                && from + count < top
                && lengths[slot(from + count)] != 0
                && !markers[slot(from + count)]
                && !format.isLast(lengths[slot(from + count - 1)])) {
            count++;
        }
        return count;
    }

    private void make(int count, MemorySegment packet, long at) {
        made.clear();
        marker = markers[head];
        timestamp = origin;
        for (int i = 0; i < count; i++) {
            made.add(bytes, slot(i) * format.mostBytes(), lengths[slot(i)]);
        }
        length = format.join(made, packet, at);
        sequence++;
        forget(count);
    }

    /// What did not come is left out; where it was lost, the listener is to know.
    private void leave(int hole) {
        boolean lost = hole > 0 && afterLoss[slot(hole)];
        forget(hole);
        if (lost) {
            sequence += (hole + group - 1) / group;
        }
    }

    private void forget(int count) {
        for (int i = 0; i < count; i++) {
            lengths[slot(i)] = 0;
        }
        head = slot(count);
        origin += count * format.clockUnits();
        top -= count;
    }

    private int slot(int frame) {
        return head + frame & SLOTS - 1;
    }
}

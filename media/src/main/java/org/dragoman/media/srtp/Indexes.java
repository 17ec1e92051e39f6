package org.dragoman.media.srtp;

import java.util.Arrays;

/// How far each stream of a session has come, by SSRC: the highest index, and which of those
/// before it were seen. The streams are few; the one used longest ago gives way to a new one.
///
/// - Source: RFC 3711 §3.2.3 (a context for each SSRC), §3.3.1 and appendix A (the index of a
///   packet), §3.3.2 (the replay list).
final class Indexes {
    /// Streams at a time. A call has one or two; a peer that changes its SSRC for each hold or
    /// transfer goes through more.
    static final int MOST = 32;

    /// Packets that may be late by so much; RFC 3711 §3.3.2 asks for 64 or more.
    static final int WINDOW = 128;

    static final int NONE = -1;

    private static final int FIRST = 2; // streams there is room for to begin with
    private static final int WORD = Long.SIZE;
    private static final int HALF = 0x8000; // sequence numbers
    private static final long LAST = 0xFFFF_FFFF_FFFFL; // of an index, RFC 3711 §3.3.1

    private int[] ssrcs = new int[FIRST];
    private long[] highest = new long[FIRST];
    private long[] newer = new long[FIRST]; // bit n: the highest less n was seen
    private long[] older = new long[FIRST]; // bit n: the highest less 64 less n
    private long[] used = new long[FIRST];
    private int count;
    private int last;
    private long uses;

    /// The place of a stream, or {@link #NONE} when it is new.
    int find(int ssrc) {
        if (last < count && ssrcs[last] == ssrc) {
            return last;
        }
        for (int i = 0; i < count; i++) {
            if (ssrcs[i] == ssrc) {
                last = i;
                return i;
            }
        }
        return NONE;
    }

    /// The index of a packet, by its sequence number of 16 bits: the nearest to the highest.
    ///
    /// - Returns: negative when it lies before the stream began, or after all indexes.
    long estimate(int place, int sequence) {
        if (place == NONE) {
            return sequence;
        }
        long index = highest[place] & ~0xFFFFL | sequence;
        int ahead = sequence - (int) (highest[place] & 0xFFFF);
        if (ahead > HALF) {
            index -= 0x1_0000;
        } else if (ahead < -HALF) {
            index += 0x1_0000;
        }
        return index > LAST ? -1 : index;
    }

    /// Whether the index was not seen before, and is not too old to tell.
    boolean isFresh(int place, long index) {
        if (place == NONE) {
            return true;
        }
        long behind = highest[place] - index;
        if (behind < 0) {
            return true;
        }
        if (behind >= WINDOW) {
            return false;
        }
        long word = behind < WORD ? newer[place] : older[place];
        return (word >>> behind & 1) == 0; // a shift counts modulo 64
    }

    /// Notes that a packet was sent, or was received and is genuine.
    void note(int place, int ssrc, long index) {
        int at = place == NONE ? begin(ssrc, index) : place;
        used[at] = ++uses;
        long ahead = index - highest[at];
        if (ahead > 0) {
            shift(at, ahead);
            highest[at] = index;
            newer[at] |= 1;
        } else if (-ahead < WORD) {
            newer[at] |= 1L << -ahead;
        } else if (-ahead < WINDOW) {
            older[at] |= 1L << -ahead;
        }
    }

    /// Takes the streams of another over, as they are.
    void copy(Indexes other) {
        ssrcs = other.ssrcs.clone();
        highest = other.highest.clone();
        newer = other.newer.clone();
        older = other.older.clone();
        used = other.used.clone();
        count = other.count;
        last = other.last;
        uses = other.uses;
    }

    /// Begins a stream that is known anew.
    void restart(int place, long index) {
        highest[place] = index;
        newer[place] = 1;
        older[place] = 0;
    }

    long highest(int place) {
        return highest[place];
    }

    private void shift(int at, long by) {
        if (by >= WINDOW) {
            newer[at] = 0;
            older[at] = 0;
        } else if (by >= WORD) {
            older[at] = newer[at] << by;
            newer[at] = 0;
        } else {
            older[at] = older[at] << by | newer[at] >>> -by;
            newer[at] <<= by;
        }
    }

    private int begin(int ssrc, long index) {
        int at = count < MOST ? count++ : longestUnused();
        if (at == ssrcs.length) {
            int room = Math.min(MOST, 2 * ssrcs.length);
            ssrcs = Arrays.copyOf(ssrcs, room);
            highest = Arrays.copyOf(highest, room);
            newer = Arrays.copyOf(newer, room);
            older = Arrays.copyOf(older, room);
            used = Arrays.copyOf(used, room);
        }
        ssrcs[at] = ssrc;
        last = at;
        restart(at, index);
        return at;
    }

    private int longestUnused() {
        int oldest = 0;
        for (int i = 1; i < count; i++) {
            if (used[i] < used[oldest]) {
                oldest = i;
            }
        }
        return oldest;
    }
}

package org.dragoman.media.rtp;

import java.lang.foreign.MemorySegment;

/// Opens the packets that a peer protects, and protects what it is sent, where the bytes lie. One
/// object serves one leg in both directions; it is used by one thread. Must not allocate.
///
/// - Returns of all four: the length of the packet afterwards, or {@link #REFUSED} when it must
///   not be used: not authentic, or longer than the room; or {@link #REPLAYED}.
public interface Protection {
    int REFUSED = -1;

    /// Authentic or not, the packet came before, or much too late to tell.
    int REPLAYED = -2;

    /// Bytes that protection adds to a packet at most; rooms for packets to be sent leave them.
    int MOST_ADDED = 64;

    /// Nothing gets through, for want of keys.
    Protection SHUT = new Shut();

    /// Packets as they are.
    Protection NONE = new Unprotected();

    int openRtp(MemorySegment memory, long at, int length);

    int openRtcp(MemorySegment memory, long at, int length);

    /// - {@code room}: bytes that may be written from {@code at} on.
    int sealRtp(MemorySegment memory, long at, int length, int room);

    /// - {@code room}: bytes that may be written from {@code at} on.
    int sealRtcp(MemorySegment memory, long at, int length, int room);

    /// No way through.
    final class Shut implements Protection {
        private Shut() {}

        @Override
        public int openRtp(MemorySegment memory, long at, int length) {
            return REFUSED;
        }

        @Override
        public int openRtcp(MemorySegment memory, long at, int length) {
            return REFUSED;
        }

        @Override
        public int sealRtp(MemorySegment memory, long at, int length, int room) {
            return REFUSED;
        }

        @Override
        public int sealRtcp(MemorySegment memory, long at, int length, int room) {
            return REFUSED;
        }
    }

    /// No protection at all.
    final class Unprotected implements Protection {
        private Unprotected() {}

        @Override
        public int openRtp(MemorySegment memory, long at, int length) {
            return length;
        }

        @Override
        public int openRtcp(MemorySegment memory, long at, int length) {
            return length;
        }

        @Override
        public int sealRtp(MemorySegment memory, long at, int length, int room) {
            return length;
        }

        @Override
        public int sealRtcp(MemorySegment memory, long at, int length, int room) {
            return length;
        }
    }
}

package org.dragoman.media.relay;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import org.dragoman.media.relay.linux.PeerAddress;

/// Which port a packet is for, by where it comes from. Belongs to one thread; looking up makes no
/// objects. Open addressing with linear probing, at most half full.
///
/// @param <P> a port
final class SourceTable<P> {
    private static final int SMALLEST = 64; // places; a power of two

    private int[] ends = new int[SMALLEST]; // socket, family and UDP port; 0 for a free place
    private long[] highs = new long[SMALLEST];
    private long[] lows = new long[SMALLEST];
    private Optional<P>[] ports = places(SMALLEST); // as they are given out: none is made then
    private int taken;

    /// Enters a source, or gives it to another port.
    void put(int socket, PeerAddress source, P port) {
        if (2 * (taken + 1) > ends.length) {
            grow();
        }
        int end = end(socket, source.family(), source.portBytes());
        int place = place(end, source.high(), source.low());
        if (ends[place] == 0) {
            taken++;
        }
        ends[place] = end;
        highs[place] = source.high();
        lows[place] = source.low();
        ports[place] = Optional.of(port);
    }

    /// Removes a source, where it is this port's.
    void remove(int socket, PeerAddress source, P port) {
        int end = end(socket, source.family(), source.portBytes());
        int place = place(end, source.high(), source.low());
        if (ends[place] == 0 || !ports[place].equals(Optional.of(port))) {
            return;
        }
        taken--;
        free(place);
    }

    /// The port of the source that the kernel wrote there.
    Optional<P> find(int socket, MemorySegment addresses, long at) {
        int family = addresses.get(JAVA_SHORT_UNALIGNED, at);
        int end = end(socket, family, addresses.get(JAVA_SHORT_UNALIGNED, at + 2));
        int place =
                family == PeerAddress.IPV4
                        ? place(end, 0, addresses.get(JAVA_INT_UNALIGNED, at + 4) & 0xFFFF_FFFFL)
                        : place(
                                end,
                                addresses.get(JAVA_LONG_UNALIGNED, at + 8),
                                addresses.get(JAVA_LONG_UNALIGNED, at + 16));
        return ports[place];
    }

    int size() {
        return taken;
    }

    @SuppressWarnings("unchecked") // an array of nothing yet
    private static <P> Optional<P>[] places(int size) {
        var places = (Optional<P>[]) new Optional<?>[size];
        Arrays.fill(places, Optional.empty());
        return places;
    }

    private static int end(int socket, int family, short port) {
        return (socket + 1) << 24 | family << 16 | port & 0xFFFF;
    }

    /// Where the source is, or would be.
    private int place(int end, long high, long low) {
        int mask = ends.length - 1;
        int place = hash(end, high, low) & mask;
        while (ends[place] != 0
                && (ends[place] != end || lows[place] != low || highs[place] != high)) {
            place = place + 1 & mask;
        }
        return place;
    }

    private static int hash(int end, long high, long low) {
        long mixed = (low ^ high * 31 ^ (long) end << 32) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32);
    }

    /// Frees a place, and moves up what would not be found any more.
    private void free(int from) {
        int mask = ends.length - 1;
        int gap = from;
        for (int next = gap + 1 & mask; ends[next] != 0; next = next + 1 & mask) {
            int home = hash(ends[next], highs[next], lows[next]) & mask;
            boolean reachable = (next - home & mask) < (next - gap & mask);
            if (!reachable) {
                ends[gap] = ends[next];
                highs[gap] = highs[next];
                lows[gap] = lows[next];
                ports[gap] = ports[next];
                gap = next;
            }
        }
        ends[gap] = 0;
        ports[gap] = Optional.empty();
    }

    private void grow() {
        var oldEnds = ends;
        var oldHighs = highs;
        var oldLows = lows;
        var oldPorts = ports;
        int size = 2 * oldEnds.length;
        ends = new int[size];
        highs = new long[size];
        lows = new long[size];
        ports = places(size);
        for (int i = 0; i < oldEnds.length; i++) {
            if (oldEnds[i] != 0) {
                int place = place(oldEnds[i], oldHighs[i], oldLows[i]);
                ends[place] = oldEnds[i];
                highs[place] = oldHighs[i];
                lows[place] = oldLows[i];
                ports[place] = oldPorts[i];
            }
        }
    }
}

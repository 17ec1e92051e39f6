package org.dragoman.rtmp.amf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.fault.PeerFault.Malformed;

/// The bytes of a message while they are read, with the limits that hold for all of it.
final class AmfInput {
    private final byte[] bytes;
    private final AmfLimits limits;
    private int at;
    private int depth;
    private int values;

    AmfInput(byte[] bytes, int from, AmfLimits limits) {
        this.bytes = bytes;
        this.at = from;
        this.limits = limits;
    }

    boolean hasMore() {
        return at < bytes.length;
    }

    int left() {
        return bytes.length - at;
    }

    int u8() throws Malformed {
        need(1);
        return bytes[at++] & 0xff;
    }

    /// Takes the next byte if it is this one.
    boolean skipIf(int wanted) throws Malformed {
        need(1);
        if ((bytes[at] & 0xff) != wanted) {
            return false;
        }
        at++;
        return true;
    }

    int u16() throws Malformed {
        return u8() << 8 | u8();
    }

    int u24() throws Malformed {
        return u16() << 8 | u8();
    }

    long u32() throws Malformed {
        return (long) u16() << 16 | u16();
    }

    double float64() throws Malformed {
        return Double.longBitsToDouble(u32() << 32 | u32());
    }

    /// Text of so many bytes. Bytes that are no UTF-8 become the replacement character: a name
    /// in a foreign code page is no reason to refuse a call.
    String text(long length) throws Malformed {
        need(length);
        var text = new String(bytes, at, (int) length, StandardCharsets.UTF_8);
        at += (int) length;
        return text;
    }

    byte[] octets(long length) throws Malformed {
        need(length);
        var octets = Arrays.copyOfRange(bytes, at, at + (int) length);
        at += (int) length;
        return octets;
    }

    /// A count of things that take at least so many bytes each.
    int count(long count, int bytesEach) throws Malformed {
        if (count > left() / bytesEach) {
            throw malformed("%d things in %d bytes".formatted(count, left()));
        }
        return (int) count;
    }

    /// One more value begins.
    void value() throws Malformed {
        values(1);
    }

    private void values(int more) throws Malformed {
        values += more;
        if (values > limits.values()) {
            throw malformed("more than %d values".formatted(limits.values()));
        }
    }

    void deeper() throws Malformed {
        if (++depth > limits.depth()) {
            throw malformed("more than %d values deep".formatted(limits.depth()));
        }
    }

    void back() {
        depth--;
    }

    Malformed malformed(String what) {
        return new Malformed(PeerFault.Scope.MESSAGE, "AMF at byte " + at + ": " + what);
    }

    private void need(long length) throws Malformed {
        if (length > left()) {
            throw malformed("%d bytes wanted, %d left".formatted(length, left()));
        }
    }

    /// Values that may be said again by their number. What they hold counts again each time, so
    /// that a message of a few bytes does not unfold into a large one.
    final class Said {
        private record Entry(Optional<Amf> value, int weight) {}

        private final List<Entry> entries = new ArrayList<>();

        /// A value begins; its number is its place. Returns what {@link #end} wants.
        long begin() {
            entries.add(new Entry(Optional.empty(), 0));
            return (long) (entries.size() - 1) << 32 | values;
        }

        <T extends Amf> T end(long begun, T value) {
            entries.set((int) (begun >>> 32), new Entry(Optional.of(value), values - (int) begun));
            return value;
        }

        Amf again(long number) throws Malformed {
            if (number >= entries.size()) {
                throw malformed("reference %d of %d".formatted(number, entries.size()));
            }
            var entry = entries.get((int) number);
            values(entry.weight());
            return entry.value().orElseThrow(() -> malformed("a value that contains itself"));
        }
    }
}

package org.dragoman.asn1.per;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/// Writes one PDU in aligned PER, in the canonical form wherever X.691 leaves a choice to senders.
/// Called by generated code.
///
/// - Errors: IllegalArgumentException for a value outside its constraints: a bug on our side.
/// - Source: ITU-T X.691 (02/2021), ALIGNED variant.
public final class PerWriter {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int FIRST = 512; // octets; most PDUs need no more
    private static final int SLACK = 8; // bits are written as a long, past the end

    private byte[] buffer = new byte[FIRST]; // all bits from the position on are zero
    private int position; // bits

    /// What was written, filled up to whole octets; at least one (X.691 §11.1.3).
    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, Math.max(1, position + 7 >>> 3));
    }

    private void ensure(int octets) {
        int needed = (position >>> 3) + octets + SLACK;
        if (needed > buffer.length) {
            if (needed > PerReader.PDU) {
                throw new IllegalArgumentException(
                        "a PDU of more than " + PerReader.PDU + " octets");
            }
            buffer = Arrays.copyOf(buffer, Math.max(needed, 2 * buffer.length));
        }
    }

    public void bit(boolean value) {
        ensure(1);
        if (value) {
            buffer[position >>> 3] |= (byte) (0x80 >>> (position & 7));
        }
        position++;
    }

    /// A bit-field of at most 57 bits, or of at most 64 when octet-aligned (X.691 §11.3).
    public void bits(long value, int count) {
        if (count == 0) {
            return;
        }
        ensure(8);
        int index = position >>> 3;
        long word = (long) LONG.get(buffer, index);
        LONG.set(buffer, index, word | value << 64 - count >>> (position & 7));
        position += count;
    }

    void align() {
        position = position + 7 & ~7;
    }

    void octets(byte[] from, int offset, int count) {
        ensure(count + 1);
        System.arraycopy(from, offset, buffer, position >>> 3, count);
        position += count << 3;
    }

    /// Room for octets that the caller fills in at once, at an octet-aligned position.
    int stepOctets(int count) {
        ensure(count + 1);
        int index = position >>> 3;
        position += count << 3;
        return index;
    }

    byte[] buffer() {
        return buffer;
    }

    /// A constrained whole number (X.691 §11.5).
    public void constrained(long value, long lower, long upper) {
        WholeNumbers.constrained(this, value, lower, upper);
    }

    /// A semi-constrained whole number (X.691 §11.7).
    public void atLeast(long value, long lower) {
        WholeNumbers.atLeast(this, value, lower);
    }

    /// An unconstrained whole number (X.691 §11.8).
    public void unconstrained(long value) {
        WholeNumbers.unconstrained(this, value);
    }

    /// A normally small non-negative whole number (X.691 §11.6).
    public void small(int value) {
        bit(value > 63);
        if (value > 63) {
            atLeast(value, 0);
        } else {
            bits(value, 6);
        }
    }

    /// The place of an item or alternative among so many (X.691 §14.2, §23.6).
    public void index(int value, int count) {
        constrained(value, 0, count - 1L);
    }

    /// A length determinant without bounds, below 16K (X.691 §11.9.3.6, §11.9.3.7).
    void length(int length) {
        align();
        if (length < 0x80) {
            bits(length, 8);
        } else {
            bits(0x8000L | length, 16);
        }
    }

    /// The determinant before whole fragments (X.691 §11.9.3.8).
    void fragments(int count) {
        align();
        bits(0xc0L | count, 8);
    }

    /// How many fragments go before the rest of something this long, 4 at most.
    static int fragmentsBefore(int left) {
        return Math.min(4, left / PerReader.FRAGMENT);
    }

    /// The extension bitmap (X.691 §19.7, §19.8); the additions follow in the same order.
    ///
    /// - {@code present}: bit i says whether known addition i is there; {@code known} how many.
    public void extensionBitmap(long present, int known, UnknownExtensions unknown) {
        var additions = unknown.additions();
        int last = additions.isEmpty() ? -1 : additions.getLast().index();
        int highest = Math.max(last, 63 - Long.numberOfLeadingZeros(present));
        boolean asItCame = unknown.width > highest;
        int width = asItCame ? unknown.width : Math.max(highest + 1, known);
        bit(width > 64);
        if (width > 64) {
            length(width);
        } else {
            bits(width - 1L, 6);
        }
        int start = position;
        int direct = Math.min(width, known);
        for (int done = 0; done < direct; done += 32) {
            int count = Math.min(32, direct - done);
            bits(Long.reverse(present >>> done) >>> 64 - count, count);
        }
        for (var addition : additions) {
            if (addition.index() < known) {
                throw new IllegalArgumentException("extension " + addition.index() + " is known");
            }
            while (position < start + addition.index()) {
                bit(false);
            }
            bit(true);
        }
        while (position < start + width) {
            bit(false);
        }
    }

    /// The additions that our schema does not know, after those that it knows.
    public void unknownExtensions(UnknownExtensions unknown) {
        for (var addition : unknown.additions()) {
            openOctets(addition.bytes());
        }
    }

    /// Begins an open type; what it returns must be given to {@link #close} (X.691 §11.2).
    public int open() {
        align();
        ensure(1);
        int mark = position;
        position += 8; // the usual length determinant; close makes room for a longer one
        return mark;
    }

    /// Ends an open type and puts its length before it.
    public void close(int mark) {
        align();
        int from = mark + 8 >>> 3;
        int length = (position >>> 3) - from;
        if (length == 0) {
            ensure(2);
            position += 8; // X.691 §11.2.1: an empty encoding counts as one zero octet
            length = 1;
        }
        if (length < 0x80) {
            buffer[mark >>> 3] = (byte) length;
        } else if (length < PerReader.FRAGMENT) {
            ensure(2);
            System.arraycopy(buffer, from, buffer, from + 1, length);
            buffer[mark >>> 3] = (byte) (0x80 | length >>> 8);
            buffer[from] = (byte) length;
            position += 8;
        } else {
            byte[] content = Arrays.copyOfRange(buffer, from, from + length);
            Arrays.fill(buffer, mark >>> 3, position >>> 3, (byte) 0);
            position = mark;
            StringsOut.unboundedOctets(this, content);
        }
    }

    /// An encoding made elsewhere, as an open type. X.691 §11.2.1 wants at least one octet, but
    /// what a peer sent without any goes on without any.
    public void openOctets(Octets content) {
        StringsOut.unboundedOctets(this, content.bytes);
    }

    /// OCTET STRING (X.691 §17); sizes in octets.
    public void octets(Octets value, int lower, int upper) {
        StringsOut.octets(this, value, lower, upper);
    }

    /// BIT STRING (X.691 §16).
    public void bitString(BitString value, int lower, int upper) {
        StringsOut.bits(this, value, lower, upper);
    }

    /// INTEGER with an extensible range (X.691 §13.1).
    public void extensibleConstrained(long value, long lower, long upper) {
        if (extension(value < lower || value > upper)) {
            unconstrained(value);
        } else {
            constrained(value, lower, upper);
        }
    }

    /// OCTET STRING with an extensible size (X.691 §17.3).
    public void extensibleOctets(Octets value, int lower, int upper) {
        boolean extended = extension(value.length() < lower || value.length() > upper);
        octets(value, extended ? 0 : lower, extended ? PerReader.UNBOUNDED : upper);
    }

    /// BIT STRING with an extensible size (X.691 §16.6).
    public void extensibleBitString(BitString value, int lower, int upper) {
        boolean extended = extension(value.length() < lower || value.length() > upper);
        bitString(value, extended ? 0 : lower, extended ? PerReader.UNBOUNDED : upper);
    }

    /// SEQUENCE OF with an extensible size (X.691 §20.4).
    public <T> void extensibleList(List<T> list, int lower, int upper, Encoder<? super T> element) {
        boolean extended = extension(list.size() < lower || list.size() > upper);
        list(list, extended ? 0 : lower, extended ? PerReader.UNBOUNDED : upper, element);
    }

    private boolean extension(boolean outsideRoot) {
        bit(outsideRoot);
        return outsideRoot;
    }

    /// OBJECT IDENTIFIER (X.691 §24).
    public void objectId(ObjectId value) {
        length(value.contents.length);
        octets(value.contents, 0, value.contents.length);
    }

    /// SEQUENCE OF or SET OF with so many elements (X.691 §20).
    public <T> void list(List<T> list, int lower, int upper, Encoder<? super T> element) {
        Lists.write(this, list, lower, upper, element);
    }
}

package org.dragoman.asn1.per;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads aligned PER from one PDU, front to back. Called by generated code.
///
/// - Units: positions and lengths are bits unless they say octets.
/// - Errors: {@link MalformedPdu} for whatever the peer sent; an object is used for one PDU and is
///   of no use after a fault.
/// - Source: ITU-T X.691 (02/2021), ALIGNED variant.
public final class PerReader {
    /// Nesting of types; the deepest that H.245 reaches in practice is a third of this.
    public static final int DEPTH = 64;

    /// Octets of memory that decoding one PDU may take, as estimated from above.
    public static final int MEMORY = 1 << 20;

    /// Octets of one PDU.
    public static final int PDU = 1 << 18;

    /// Stands for "no upper bound" of a size.
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    static final int FRAGMENT = 16_384; // X.691 §11.9.3.8
    static final int CONSTRAINED_LENGTH =
            65_536; // X.691 §11.9.3.3: from here sizes count as unbounded

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int REASSEMBLED = -1; // the mark of an open type that came in fragments

    private byte[] buffer;
    private int position;
    private int end;
    private int base; // bit offset in the PDU of bit 0 of the buffer
    private int depth;
    private int memory = MEMORY;
    private @Nullable Outer outer;

    /// Where reading goes on after an open type that came in fragments.
    private record Outer(byte[] buffer, int position, int end, int base, @Nullable Outer outer) {}

    public PerReader(byte[] pdu) throws MalformedPdu {
        buffer = pdu;
        if (pdu.length > PDU) {
            throw fault("limit of this decoder: a PDU of more than " + PDU + " octets");
        }
        end = pdu.length << 3;
    }

    public PerReader(Octets pdu) throws MalformedPdu {
        this(pdu.bytes);
    }

    /// Enters a type: counts nesting and the memory its value takes, in octets.
    public void enter(int octets) throws MalformedPdu {
        if (++depth > DEPTH) {
            throw fault("limit of this decoder: types nested deeper than " + DEPTH);
        }
        take(octets);
    }

    public void leave() {
        depth--;
    }

    /// Accounts for memory before it is taken.
    void take(int octets) throws MalformedPdu {
        memory -= octets;
        if (memory < 0) {
            throw fault("limit of this decoder: a value of more than " + MEMORY + " octets");
        }
    }

    MalformedPdu fault(String rule) {
        return new MalformedPdu(base + position, rule);
    }

    MalformedPdu truncated(long bits) {
        return fault(
                "X.691 §11.1: needs "
                        + bits
                        + " more bits where "
                        + (end - position)
                        + " are left");
    }

    int remaining() {
        return end - position;
    }

    /// One bit: BOOLEAN, an extension bit, a choice of encodings (X.691 §12, §19.1).
    public boolean bit() throws MalformedPdu {
        int at = position;
        if (at >= end) {
            throw truncated(1);
        }
        position = at + 1;
        return (buffer[at >>> 3] & 0x80 >>> (at & 7)) != 0;
    }

    /// Steps over a bitmap and says where it begins, for {@link #bitAt} (X.691 §19.2).
    public int bitmap(int bits) throws MalformedPdu {
        int at = position;
        if (bits > end - at) {
            throw truncated(bits);
        }
        position = at + bits;
        return at;
    }

    /// A bit of a bitmap stepped over before.
    public boolean bitAt(int at) {
        return (buffer[at >>> 3] & 0x80 >>> (at & 7)) != 0;
    }

    /// A bit-field of at most 57 bits, or of at most 64 when octet-aligned (X.691 §11.3).
    long bits(int count) throws MalformedPdu {
        int at = position;
        if (count > end - at) {
            throw truncated(count);
        }
        if (count == 0) {
            return 0;
        }
        position = at + count;
        int index = at >>> 3;
        if (index + 8 <= buffer.length) {
            return (long) LONG.get(buffer, index) << (at & 7) >>> 64 - count;
        }
        long value = 0;
        int last = at + count + 7 >>> 3;
        for (int i = index; i < last; i++) {
            value = value << 8 | buffer[i] & 0xff;
        }
        value >>>= (last << 3) - at - count;
        return count == 64 ? value : value & (1L << count) - 1;
    }

    void align() {
        position = position + 7 & ~7;
    }

    int octet() throws MalformedPdu {
        if (position + 8 > end) {
            throw truncated(8);
        }
        int value = buffer[position >>> 3] & 0xff;
        position += 8;
        return value;
    }

    /// Copies octets from an octet-aligned position.
    void octets(byte[] into, int offset, int count) throws MalformedPdu {
        requireOctets(count);
        System.arraycopy(buffer, position >>> 3, into, offset, count);
        position += count << 3;
    }

    /// Makes sure that so many octets are left, before memory is taken for them.
    void requireOctets(int count) throws MalformedPdu {
        if (count > end - position >>> 3) {
            throw truncated(8L * count);
        }
    }

    /// The octets at the position, without a copy, and steps over them; for {@link StringType}.
    int stepOctets(int count) throws MalformedPdu {
        requireOctets(count);
        int index = position >>> 3;
        position += count << 3;
        return index;
    }

    byte[] buffer() {
        return buffer;
    }

    /// A constrained whole number (X.691 §11.5).
    public long constrained(long lower, long upper) throws MalformedPdu {
        return WholeNumbers.constrained(this, lower, upper);
    }

    /// A semi-constrained whole number (X.691 §11.7).
    public long atLeast(long lower) throws MalformedPdu {
        return WholeNumbers.atLeast(this, lower);
    }

    /// An unconstrained whole number (X.691 §11.8).
    public long unconstrained() throws MalformedPdu {
        return WholeNumbers.unconstrained(this);
    }

    /// A normally small non-negative whole number (X.691 §11.6).
    public int small() throws MalformedPdu {
        return WholeNumbers.small(this);
    }

    /// The place of an enumeration item among those of the root (X.691 §14.2).
    public int item(int count) throws MalformedPdu {
        int index = WholeNumbers.index(this, count);
        if (index >= count) {
            throw fault("X.691 §14.2: item " + index + " of an ENUMERATED that has " + count);
        }
        return index;
    }

    /// The place of an alternative among those of the root (X.691 §23.6).
    public int alternative(int count) throws MalformedPdu {
        int index = WholeNumbers.index(this, count);
        if (index >= count) {
            throw fault("X.691 §23.6: alternative " + index + " of a CHOICE that has " + count);
        }
        return index;
    }

    /// A length determinant without bounds: the length, or minus the number of 16K fragments that
    /// follow before the next one (X.691 §11.9.3.5 to §11.9.3.8).
    int lengthOrFragments() throws MalformedPdu {
        align();
        int first = octet();
        if (first < 0x80) {
            return first;
        }
        if (first < 0xc0) {
            return (first & 0x3f) << 8 | octet();
        }
        int fragments = first & 0x3f;
        if (fragments < 1 || fragments > 4) {
            throw fault("X.691 §11.9.3.8: " + fragments + " times 16K, allowed are 1 to 4");
        }
        return -fragments;
    }

    int length() throws MalformedPdu {
        int length = lengthOrFragments();
        if (length < 0) {
            throw fault("limit of this decoder: a length of 16K or more here");
        }
        return length;
    }

    /// How many bits an extension bitmap has (X.691 §19.8, §11.9.3.4).
    public int extensions() throws MalformedPdu {
        return bit() ? length() : (int) bits(6) + 1;
    }

    /// The additions of an extension bitmap that our schema does not know (X.691 §19.9).
    ///
    /// - {@code bitmap}: where the bitmap begins; {@code count} how many bits it has.
    /// - {@code known}: how many of them our schema knows.
    public UnknownExtensions unknownExtensions(int bitmap, int count, int known)
            throws MalformedPdu {
        return UnknownExtensions.read(this, bitmap, count, known);
    }

    /// Enters an open type; what it returns must be given to {@link #close} (X.691 §11.2).
    public int open() throws MalformedPdu {
        int octets = lengthOrFragments();
        if (octets < 0) {
            return openReassembled(octets);
        }
        requireOctets(octets);
        int mark = end;
        end = position + (octets << 3);
        return mark;
    }

    private int openReassembled(int fragments) throws MalformedPdu {
        int start = base + position;
        byte[] content = StringsIn.fragmentedOctets(this, fragments);
        outer = new Outer(buffer, position, end, base, outer);
        buffer = content;
        position = 0;
        end = content.length << 3;
        base = start;
        return REASSEMBLED;
    }

    /// Leaves an open type, stepping over what a newer schema may have at its end.
    public void close(int mark) {
        Outer saved = outer;
        if (mark == REASSEMBLED && saved != null) {
            buffer = saved.buffer;
            position = saved.position;
            end = saved.end;
            base = saved.base;
            outer = saved.outer;
        } else {
            position = end;
            end = mark;
        }
    }

    /// The encoding inside an open type.
    public Octets openOctets() throws MalformedPdu {
        return StringsIn.octets(this, 0, UNBOUNDED);
    }

    /// OCTET STRING (X.691 §17); sizes in octets.
    public Octets octets(int lower, int upper) throws MalformedPdu {
        return StringsIn.octets(this, lower, upper);
    }

    /// BIT STRING (X.691 §16).
    public BitString bitString(int lower, int upper) throws MalformedPdu {
        return StringsIn.bits(this, lower, upper);
    }

    /// INTEGER with an extensible range (X.691 §13.1).
    public long extensibleConstrained(long lower, long upper) throws MalformedPdu {
        return bit() ? unconstrained() : constrained(lower, upper);
    }

    /// OCTET STRING with an extensible size (X.691 §17.3).
    public Octets extensibleOctets(int lower, int upper) throws MalformedPdu {
        return bit() ? octets(0, UNBOUNDED) : octets(lower, upper);
    }

    /// BIT STRING with an extensible size (X.691 §16.6).
    public BitString extensibleBitString(int lower, int upper) throws MalformedPdu {
        return bit() ? bitString(0, UNBOUNDED) : bitString(lower, upper);
    }

    /// SEQUENCE OF with an extensible size (X.691 §20.4).
    public <T> List<T> extensibleList(int lower, int upper, Decoder<? extends T> element)
            throws MalformedPdu {
        return bit() ? list(0, UNBOUNDED, element) : list(lower, upper, element);
    }

    /// OBJECT IDENTIFIER (X.691 §24).
    public ObjectId objectId() throws MalformedPdu {
        return ObjectId.read(this);
    }

    /// SEQUENCE OF or SET OF with so many elements (X.691 §20).
    public <T> List<T> list(int lower, int upper, Decoder<? extends T> element)
            throws MalformedPdu {
        return Lists.read(this, lower, upper, element);
    }

    void requireSize(int size, int lower, int upper) throws MalformedPdu {
        if (size < lower || size > upper) {
            throw fault("X.680 §51.5: a size of " + size + " outside " + lower + ".." + upper);
        }
    }
}

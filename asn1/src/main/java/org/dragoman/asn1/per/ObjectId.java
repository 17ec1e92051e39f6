package org.dragoman.asn1.per;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An object identifier, kept in the octets it has on the wire, so that it compares fast and arcs
/// of any size survive.
///
/// Source: ITU-T X.680 §32 (OBJECT IDENTIFIER), X.690 §8.19 (its octets).
public final class ObjectId {
    /// Octets of one identifier; the longest registered ones need a fifth of this.
    private static final int MAX_OCTETS = 255;

    private static final int SHORT = 9; // octets whose arcs certainly fit 63 bits

    final byte[] contents;

    private ObjectId(byte[] contents) {
        this.contents = contents;
    }

    /// Whether these octets are complete, minimal subidentifiers (X.690 §8.19.2).
    private static boolean areContents(byte[] octets) {
        boolean first = true;
        for (byte octet : octets) {
            if (first && octet == (byte) 0x80) {
                return false;
            }
            first = octet >= 0;
        }
        return first && octets.length > 0;
    }

    static ObjectId read(PerReader in) throws MalformedPdu {
        int length = in.length();
        if (length > MAX_OCTETS) {
            throw in.fault("limit of this decoder: an OBJECT IDENTIFIER of " + length + " octets");
        }
        in.requireOctets(length);
        in.take(32 + length);
        byte[] contents = new byte[length];
        in.octets(contents, 0, length);
        if (!areContents(contents)) {
            throw in.fault("X.691 §24, X.690 §8.19.2: not the octets of an OBJECT IDENTIFIER");
        }
        return new ObjectId(contents);
    }

    /// An identifier from its arcs: {@code of(0, 0, 8, 2250, 0, 7)}.
    ///
    /// - Errors: IllegalArgumentException for less than two arcs or a first pair X.680 forbids.
    public static ObjectId of(long... arcs) {
        var parts = new ArrayList<BigInteger>();
        for (long arc : arcs) {
            parts.add(BigInteger.valueOf(arc));
        }
        return ofArcs(parts, Arrays.toString(arcs));
    }

    /// An identifier written with dots: {@code parse("0.0.8.2250.0.7")}.
    ///
    /// - Errors: IllegalArgumentException for anything else.
    public static ObjectId parse(String dotted) {
        if (!dotted.matches("\\d+(\\.\\d+)+")) {
            throw new IllegalArgumentException("not an object identifier: " + dotted);
        }
        return ofArcs(Arrays.stream(dotted.split("\\.")).map(BigInteger::new).toList(), dotted);
    }

    private static ObjectId ofArcs(List<BigInteger> arcs, String written) {
        if (arcs.size() < 2
                || arcs.stream().anyMatch(arc -> arc.signum() < 0)
                || arcs.get(0).compareTo(BigInteger.TWO) > 0
                || (arcs.get(0).intValue() < 2
                        && arcs.get(1).compareTo(BigInteger.valueOf(39)) > 0)) {
            throw new IllegalArgumentException("not an object identifier: " + written);
        }
        var out = new ByteArrayOutputStream();
        append(out, arcs.get(0).multiply(BigInteger.valueOf(40)).add(arcs.get(1)));
        arcs.subList(2, arcs.size()).forEach(arc -> append(out, arc));
        if (out.size() > MAX_OCTETS) {
            throw new IllegalArgumentException("too long an object identifier: " + written);
        }
        return new ObjectId(out.toByteArray());
    }

    private static void append(ByteArrayOutputStream out, BigInteger subidentifier) {
        int groups = Math.max(1, (subidentifier.bitLength() + 6) / 7);
        for (int i = groups - 1; i >= 0; i--) {
            int low = subidentifier.shiftRight(7 * i).intValue() & 0x7f;
            out.write(i > 0 ? low | 0x80 : low);
        }
    }

    /// The arcs in order.
    ///
    /// - Errors: ArithmeticException if one does not fit 64 bits.
    public long[] arcs() {
        if (contents.length > SHORT) {
            return bigArcs().stream().mapToLong(BigInteger::longValueExact).toArray();
        }
        long[] arcs = new long[contents.length + 1];
        int count = 0;
        long value = 0;
        for (byte octet : contents) {
            value = value << 7 | octet & 0x7f;
            if (octet >= 0) {
                if (count == 0) {
                    arcs[count++] = Math.min(2, value / 40);
                    value -= 40 * arcs[0];
                }
                arcs[count++] = value;
                value = 0;
            }
        }
        return Arrays.copyOf(arcs, count);
    }

    /// Whether this identifier begins with all arcs of the other.
    public boolean startsWith(ObjectId prefix) {
        int n = prefix.contents.length;
        return contents.length >= n && Arrays.equals(contents, 0, n, prefix.contents, 0, n);
    }

    private List<BigInteger> bigArcs() {
        var arcs = new ArrayList<BigInteger>();
        BigInteger value = BigInteger.ZERO;
        for (byte octet : contents) {
            value = value.shiftLeft(7).or(BigInteger.valueOf(octet & 0x7f));
            if (octet >= 0) {
                addArc(arcs, value);
                value = BigInteger.ZERO;
            }
        }
        return arcs;
    }

    private static void addArc(List<BigInteger> arcs, BigInteger value) {
        if (!arcs.isEmpty()) {
            arcs.add(value);
            return;
        }
        int root = value.compareTo(BigInteger.valueOf(80)) >= 0 ? 2 : value.intValue() / 40;
        arcs.add(BigInteger.valueOf(root));
        arcs.add(value.subtract(BigInteger.valueOf(40L * root)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ObjectId o && Arrays.equals(contents, o.contents);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(contents);
    }

    /// The arcs with dots between them.
    @Override
    public String toString() {
        return String.join(".", bigArcs().stream().map(BigInteger::toString).toList());
    }
}

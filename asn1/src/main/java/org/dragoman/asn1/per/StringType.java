package org.dragoman.asn1.per;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A known-multiplier character string type with its constraints: how many bits a character takes,
/// which characters there are and how many may come.
///
/// Source: ITU-T X.691 §30.5, X.680 §41.
public final class StringType implements Decoder<String>, Encoder<String> {
    /// The base types and their characters (X.680 Table 8 and §41.4).
    public enum Base {
        NUMERIC(" 0123456789", 0, 0),
        PRINTABLE(
                " '()+,-./0123456789:=?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 0, 0),
        VISIBLE("", 0x20, 0x7e),
        IA5("", 0, 0x7f),
        BMP("", 0, 0xffff),
        UNIVERSAL("", 0, Character.MAX_CODE_POINT);

        private final String listed;
        private final int first;
        private final int last;

        Base(String listed, int first, int last) {
            this.listed = listed;
            this.first = first;
            this.last = last;
        }
    }

    private static final int ALL = -1; // in place of an index: not a character of this type

    private final int lower;
    private final int upper;
    private final boolean extensible;
    private final int bits; // per character
    private final int first;
    private final int last; // characters are first..last where there is no table
    private final char[] characters; // by index, or empty: a character is encoded as its own code
    private final short[] indexes; // by character code, or empty
    private final boolean aligned;
    private final StringType withoutConstraints;

    private StringType(Base base, int lower, int upper, boolean extensible, String alphabet) {
        String listed = alphabet.isEmpty() ? base.listed : sorted(alphabet);
        this.lower = lower;
        this.upper = upper;
        this.extensible = extensible;
        first = listed.isEmpty() ? base.first : listed.charAt(0);
        last = listed.isEmpty() ? base.last : listed.charAt(listed.length() - 1);
        int count = listed.isEmpty() ? last - first + 1 : listed.length();
        bits = powerOfTwo(32 - Integer.numberOfLeadingZeros(count - 1));
        indexes = listed.isEmpty() ? new short[0] : indexesOf(listed);
        boolean ownCode = bits >= 32 || last < 1L << bits; // X.691 §30.5.4
        characters = ownCode ? new char[0] : listed.toCharArray();
        boolean unbounded = upper >= PerReader.CONSTRAINED_LENGTH;
        long most = (long) upper * bits;
        aligned = unbounded || (lower == upper ? most > 16 : most >= 16); // X.691 §30.5.6, §30.5.7
        boolean plain = alphabet.isEmpty() && lower == 0 && upper == PerReader.UNBOUNDED;
        withoutConstraints = plain ? this : of(base, 0, PerReader.UNBOUNDED, false, "");
    }

    /// A type from its base, its size (in characters) and its alphabet (empty: all of the base).
    public static StringType of(
            Base base, int lower, int upper, boolean extensible, String alphabet) {
        return new StringType(base, lower, upper, extensible, alphabet);
    }

    private static String sorted(String alphabet) {
        char[] characters = alphabet.toCharArray();
        Arrays.sort(characters);
        return new String(characters);
    }

    private static int powerOfTwo(int bits) { // X.691 §30.5.2
        return bits <= 1 ? bits : Integer.highestOneBit(bits - 1) << 1;
    }

    private static short[] indexesOf(String listed) {
        short[] indexes = new short[listed.charAt(listed.length() - 1) + 1];
        Arrays.fill(indexes, (short) ALL);
        for (int i = 0; i < listed.length(); i++) {
            indexes[listed.charAt(i)] = (short) i;
        }
        return indexes;
    }

    private boolean has(int character) {
        if (indexes.length == 0) {
            return character >= first && character <= last;
        }
        return character < indexes.length && indexes[character] != ALL;
    }

    /// Whether a text can be a value of this type.
    public boolean allows(String text) {
        return isRoot(text) || extensible && withoutConstraints.isRoot(text);
    }

    private boolean isRoot(String text) {
        int length = length(text);
        if (length < lower || length > upper) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!has(bits == 32 ? text.codePointAt(i) : text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private int length(String text) {
        return bits == 32 ? text.codePointCount(0, text.length()) : text.length();
    }

    /// Checks what a record is made with.
    ///
    /// - Errors: IllegalArgumentException if the text cannot be a value of this type.
    public void check(String text) {
        if (!allows(text)) {
            throw new IllegalArgumentException(
                    "a text of "
                            + text.length()
                            + " characters that do not fit its type"); // private
        }
    }

    @Override
    public String decode(PerReader in) throws MalformedPdu {
        if (extensible && in.bit()) {
            return withoutConstraints.decodeRoot(in);
        }
        return decodeRoot(in);
    }

    private String decodeRoot(PerReader in) throws MalformedPdu {
        boolean bounded = upper < PerReader.CONSTRAINED_LENGTH;
        int length = bounded ? (int) in.constrained(lower, upper) : in.lengthOrFragments();
        if (length < 0) {
            return fragments(in, length);
        }
        if (!bounded) {
            in.requireSize(length, lower, upper);
        }
        return characters(in, length);
    }

    private String fragments(PerReader in, int firstFragments) throws MalformedPdu {
        var text = new StringBuilder();
        for (int n = firstFragments; ; n = in.lengthOrFragments()) {
            text.append(characters(in, n < 0 ? -n * PerReader.FRAGMENT : n));
            in.take(2 * text.length());
            if (n >= 0) {
                String all = text.toString();
                in.requireSize(length(all), lower, upper);
                return all;
            }
        }
    }

    private String characters(PerReader in, int count) throws MalformedPdu {
        if (count == 0) {
            return "";
        }
        if (aligned) {
            in.align();
        }
        if ((long) count * bits > in.remaining()) {
            throw in.truncated((long) count * bits);
        }
        in.take(64 + 4 * count);
        if (bits == 8 && aligned && characters.length == 0) {
            return octetCharacters(in, count);
        }
        return bits == 32 ? codePoints(in, count) : otherCharacters(in, count);
    }

    private String octetCharacters(PerReader in, int count) throws MalformedPdu {
        int start = in.stepOctets(count);
        byte[] buffer = in.buffer();
        for (int i = start; i < start + count; i++) {
            if (!has(buffer[i] & 0xff)) {
                throw notInAlphabet(in, buffer[i] & 0xff);
            }
        }
        return new String(buffer, start, count, StandardCharsets.ISO_8859_1);
    }

    private String otherCharacters(PerReader in, int count) throws MalformedPdu {
        byte[] narrow = new byte[count];
        for (int i = 0; i < count; i++) {
            char c = character(in);
            if (c > 0xff) {
                return wideCharacters(in, narrow, i, c);
            }
            narrow[i] = (byte) c;
        }
        return new String(narrow, StandardCharsets.ISO_8859_1);
    }

    private String wideCharacters(PerReader in, byte[] before, int at, char now)
            throws MalformedPdu {
        char[] all = new char[before.length];
        for (int i = 0; i < at; i++) {
            all[i] = (char) (before[i] & 0xff);
        }
        all[at] = now;
        for (int i = at + 1; i < all.length; i++) {
            all[i] = character(in);
        }
        return new String(all);
    }

    private char character(PerReader in) throws MalformedPdu {
        int code = (int) in.bits(bits);
        if (characters.length > 0) {
            if (code >= characters.length) {
                throw notInAlphabet(in, code);
            }
            return characters[code];
        }
        if (!has(code)) {
            throw notInAlphabet(in, code);
        }
        return (char) code;
    }

    private String codePoints(PerReader in, int count) throws MalformedPdu {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            long code = in.bits(32);
            if (code > Character.MAX_CODE_POINT || !has((int) code)) {
                throw notInAlphabet(in, code);
            }
            text.appendCodePoint((int) code);
        }
        return text.toString();
    }

    private static MalformedPdu notInAlphabet(PerReader in, long code) {
        return in.fault("X.691 §30.5.4: " + code + " stands for no character of this type");
    }

    @Override
    public void encode(String text, PerWriter out) {
        boolean root = isRoot(text);
        if (extensible) {
            out.bit(!root);
            if (!root) {
                withoutConstraints.encode(text, out);
                return;
            }
        }
        if (!root) {
            check(text);
        }
        int length = length(text);
        if (upper < PerReader.CONSTRAINED_LENGTH) {
            out.constrained(length, lower, upper);
            encode(text, 0, text.length(), out);
            return;
        }
        int done = 0;
        int from = 0;
        for (int n = PerWriter.fragmentsBefore(length);
                n > 0;
                n = PerWriter.fragmentsBefore(length - done)) {
            out.fragments(n);
            int count = n * PerReader.FRAGMENT;
            int to = bits == 32 ? text.offsetByCodePoints(from, count) : from + count;
            encode(text, from, to, out);
            from = to;
            done += count;
        }
        out.length(length - done);
        encode(text, from, text.length(), out);
    }

    private void encode(String text, int from, int to, PerWriter out) {
        if (from == to) {
            return;
        }
        if (aligned) {
            out.align();
        }
        if (bits == 8 && aligned && characters.length == 0) {
            int at = out.stepOctets(to - from);
            byte[] buffer = out.buffer();
            for (int i = from; i < to; i++) {
                buffer[at++] = (byte) text.charAt(i);
            }
            return;
        }
        for (int i = from; i < to; i++) {
            int c = bits == 32 ? text.codePointAt(i) : text.charAt(i);
            out.bits(characters.length > 0 ? indexes[c] : c, bits);
            i += Character.charCount(c) - 1 & (bits == 32 ? 1 : 0);
        }
    }
}

package org.dragoman.asn1.per;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Every rule of X.691 that the runtime has, with the bits worked out by hand from its clause. One
/// bit set before the value shows whether the rule aligns: it makes the first octet 80 or more.
class PerRulesTest {
    record Rule(
            String clause, Object value, Consumer<PerWriter> write, Decoder<?> read, String hex) {
        @Override
        public String toString() {
            return clause + ": " + value;
        }
    }

    private static Rule whole(String clause, long value, long lower, long upper, String hex) {
        return new Rule(
                clause + " in " + lower + ".." + upper,
                value,
                out -> out.constrained(value, lower, upper),
                in -> in.constrained(lower, upper),
                hex);
    }

    private static Rule atLeast(long value, long lower, String hex) {
        return new Rule(
                "§11.7 from " + lower,
                value,
                out -> out.atLeast(value, lower),
                in -> in.atLeast(lower),
                hex);
    }

    private static Rule unconstrained(long value, String hex) {
        return new Rule(
                "§11.8", value, out -> out.unconstrained(value), PerReader::unconstrained, hex);
    }

    private static Rule small(int value, String hex) {
        return new Rule("§11.6", value, out -> out.small(value), PerReader::small, hex);
    }

    private static Rule octets(String clause, String value, int lower, int upper, String hex) {
        Octets octets = Octets.parseHex(value);
        return new Rule(
                clause + " size " + lower + ".." + upper,
                octets,
                out -> out.octets(octets, lower, upper),
                in -> in.octets(lower, upper),
                hex);
    }

    private static Rule bits(String clause, String value, int lower, int upper, String hex) {
        BitString bits = BitString.parse(value);
        return new Rule(
                clause + " size " + lower + ".." + upper,
                bits,
                out -> out.bitString(bits, lower, upper),
                in -> in.bitString(lower, upper),
                hex);
    }

    private static Rule text(String clause, StringType type, String value, String hex) {
        return new Rule(clause, value, out -> type.encode(value, out), type, hex);
    }

    private static Rule list(String clause, List<Boolean> value, int lower, int upper, String hex) {
        return new Rule(
                clause + " size " + lower + ".." + upper,
                value,
                out -> out.list(value, lower, upper, (b, o) -> o.bit(b)),
                in -> in.list(lower, upper, PerReader::bit),
                hex);
    }

    private static StringType type(StringType.Base base, int lower, int upper, String alphabet) {
        return StringType.of(base, lower, upper, false, alphabet);
    }

    private static final int MAX = PerReader.UNBOUNDED;
    private static final StringType DIGITS = type(StringType.Base.IA5, 1, 128, "#*,0123456789");
    private static final StringType EXTENSIBLE =
            StringType.of(StringType.Base.IA5, 1, 2, true, "abcd");

    static final List<Rule> RULES =
            List.of(
                    whole("§11.5.4 one value", 7, 7, 7, "80"),
                    whole("§11.5.7.1 bit-field", 1, 0, 1, "c0"),
                    whole("§11.5.7.1 bit-field", 5, 0, 7, "d0"),
                    whole("§11.5.7.1 bit-field, offset", -1, -2, 1, "a0"),
                    whole("§11.5.7.1 bit-field", 254, 0, 254, "ff00"),
                    whole("§11.5.7.2 one octet", 255, 0, 255, "80ff"),
                    whole("§11.5.7.2 one octet", 256, 1, 256, "80ff"),
                    whole("§11.5.7.3 two octets", 1, 0, 256, "800001"),
                    whole("§11.5.7.3 two octets", 1720, 0, 65_535, "8006b8"),
                    whole("§11.5.7.4 length, octets", 0, 0, 65_536, "8000"),
                    whole("§11.5.7.4 length, octets", 65_536, 0, 65_536, "c0010000"),
                    whole("§11.5.7.4 length, octets", 256, 0, 4_294_967_295L, "a00100"),
                    whole(
                            "§11.5.7.4 length, octets",
                            4_294_967_295L,
                            0,
                            4_294_967_295L,
                            "e0ffffffff"),
                    whole(
                            "§11.5.7.4 all 64 bits",
                            Long.MAX_VALUE,
                            Long.MIN_VALUE,
                            Long.MAX_VALUE,
                            "f0ffffffffffffffff"),
                    atLeast(0, 0, "800100"),
                    atLeast(256, 1, "8001ff"),
                    atLeast(65_536, 0, "8003010000"),
                    unconstrained(0, "800100"),
                    unconstrained(127, "80017f"),
                    unconstrained(128, "80020080"),
                    unconstrained(-128, "800180"),
                    unconstrained(-129, "8002ff7f"),
                    unconstrained(Long.MIN_VALUE, "80088000000000000000"),
                    small(0, "80"),
                    small(63, "bf"),
                    small(64, "c00140"),
                    octets("§17.5 none", "", 0, 0, "80"),
                    octets("§17.6 not aligned", "ff01", 2, 2, "ff8080"),
                    octets("§17.7 aligned", "0a0203", 3, 3, "800a0203"),
                    octets("§17.8 constrained length", "0102", 0, 7, "a00102"),
                    octets("§17.8 no octets, no padding", "", 0, 7, "80"),
                    octets("§17.8 length of one octet", "05", 1, 256, "800005"),
                    octets("§17.8 length without bound", "0506", 0, MAX, "80020506"),
                    octets("§17.8 length without bound", "", 0, MAX, "8000"),
                    bits("§16.8 none", "", 0, 0, "80"),
                    bits("§16.9 not aligned", "1011", 4, 4, "d8"),
                    bits("§16.9 not aligned, 16", "1111111100000000", 16, 16, "ff8000"),
                    bits("§16.10 aligned, 17", "11111111000000001", 17, 17, "80ff0080"),
                    bits("§16.11 constrained length", "101", 0, 15, "98a0"),
                    bits("§16.11 no bits, no padding", "", 0, 15, "80"),
                    bits("§16.11 length without bound", "101", 0, MAX, "8003a0"),
                    text("§30.5.3 4 bits, index", DIGITS, "102", "824350"),
                    text(
                            "§30.5.4 8 bits, own code",
                            type(StringType.Base.IA5, 1, 256, ""),
                            "Ab",
                            "80014162"),
                    text(
                            "§30.5.6 fixed, 16 bits, not aligned",
                            type(StringType.Base.IA5, 2, 2, ""),
                            "Ab",
                            "a0b100"),
                    text(
                            "§30.5.6 fixed, 24 bits, aligned",
                            type(StringType.Base.IA5, 3, 3, ""),
                            "Abc",
                            "80416263"),
                    text(
                            "§30.5.7 at most 15 bits, not aligned",
                            type(StringType.Base.NUMERIC, 0, 3, ""),
                            "12",
                            "c460"),
                    text(
                            "§30.5.7 at most 16 bits, aligned",
                            type(StringType.Base.NUMERIC, 0, 4, ""),
                            "12",
                            "a023"),
                    text(
                            "§30.5.7 no characters, no padding",
                            type(StringType.Base.NUMERIC, 0, 4, ""),
                            "",
                            "80"),
                    text(
                            "§30.5.2 16 bits",
                            type(StringType.Base.BMP, 1, 128, ""),
                            "é€",
                            "8100e920ac"),
                    text(
                            "§30.5.2 32 bits",
                            type(StringType.Base.UNIVERSAL, 0, MAX, ""),
                            "😀",
                            "80010001f600"),
                    text("§30.5.2 no bits", type(StringType.Base.IA5, 0, 7, "x"), "xxx", "b0"),
                    text("§30.4 in the root", EXTENSIBLE, "ad", "a6"),
                    text("§30.4 outside", EXTENSIBLE, "xyz", "c00378797a"),
                    list("§20.5 fixed", List.of(true, false, true), 3, 3, "d0"),
                    list("§20.6 constrained length", List.of(true, true), 1, 4, "b8"),
                    list("§20.6 length without bound", List.of(true, false), 0, MAX, "800280"),
                    new Rule(
                            "§24",
                            ObjectId.of(0, 0, 8, 2250, 0, 7),
                            out -> out.objectId(ObjectId.parse("0.0.8.2250.0.7")),
                            PerReader::objectId,
                            "80060008914a0007"),
                    new Rule(
                            "§11.2 open type",
                            Octets.parseHex("ab"),
                            out -> out.openOctets(Octets.parseHex("ab")),
                            PerReader::openOctets,
                            "8001ab"),
                    new Rule("§14.2", 5, out -> out.index(5, 6), in -> in.item(6), "d0"),
                    new Rule("§23.6", 0, out -> out.index(0, 1), in -> in.alternative(1), "80"));

    @ParameterizedTest
    @FieldSource("RULES")
    void writesAndReads(Rule rule) throws MalformedPdu {
        var out = new PerWriter();
        out.bit(true);
        rule.write().accept(out);
        assertThat(HexFormat.of().formatHex(out.toByteArray())).isEqualTo(rule.hex());
        var in = new PerReader(out.toByteArray());
        assertThat(in.bit()).isTrue();
        Object read = rule.read().decode(in);
        assertThat(read instanceof Integer i ? Long.valueOf(i) : read)
                .isEqualTo(rule.value() instanceof Integer i ? Long.valueOf(i) : rule.value());
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void cutAnywhereIsMalformed(Rule rule) {
        byte[] whole = HexFormat.of().parseHex(rule.hex());
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(
                            () -> {
                                var in = new PerReader(cut);
                                in.bit();
                                rule.read().decode(in);
                            })
                    .isInstanceOf(MalformedPdu.class)
                    .hasMessageContaining("X.691 §11.1");
        }
    }
}

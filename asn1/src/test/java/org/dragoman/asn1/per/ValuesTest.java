package org.dragoman.asn1.per;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @Test
    void octetsCompareByContentAndCannotBeChangedFromOutside() {
        byte[] bytes = {1, 2};
        Octets octets = Octets.of(bytes);
        bytes[0] = 9;
        octets.toByteArray()[1] = 9;
        assertThat(octets).isEqualTo(Octets.parseHex("01 02")).hasToString("0102");
        assertThat(octets.at(1)).isEqualTo(2);
        assertThat(octets)
                .isNotEqualTo(Octets.parseHex("0103"))
                .hasSameHashCodeAs(Octets.of(octets.toByteArray()));
    }

    @Test
    void longOctetsShowTheirBeginningAndLength() {
        assertThat(Octets.of(new byte[1000]).toString())
                .hasSize(128 + 15)
                .endsWith("… (1000 octets)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.8.2250.0.7",
                "1.3.6.1.4.1.9",
                "2.25.329800735698586629295641978511506172918",
                "2.999.1",
                "1.39"
            })
    void objectIdentifiersKeepArcsOfAnySize(String dotted) {
        assertThat(ObjectId.parse(dotted)).hasToString(dotted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "3.1", "0.40", "1.2.", "1.-2", "a.b"})
    void whatIsNoObjectIdentifierIsRefused(String text) {
        assertThatThrownBy(() -> ObjectId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void objectIdentifiersHaveArcsAndPrefixes() {
        ObjectId version = ObjectId.of(0, 0, 8, 2250, 0, 7);
        assertThat(version.arcs()).containsExactly(0, 0, 8, 2250, 0, 7);
        assertThat(version.startsWith(ObjectId.of(0, 0, 8, 2250))).isTrue();
        assertThat(version.startsWith(ObjectId.of(0, 0, 8, 245))).isFalse();
        assertThat(ObjectId.of(2, 999).arcs()).containsExactly(2, 999);
    }

    @Test
    void bitStringsCompareByBitsAndLength() {
        BitString bits = BitString.of(Octets.parseHex("ff"), 3);
        assertThat(bits).isEqualTo(BitString.parse("111")).isNotEqualTo(BitString.parse("1110"));
        assertThat(bits.octets()).isEqualTo(Octets.parseHex("e0"));
        assertThat(bits.bit(2)).isTrue();
        assertThatThrownBy(() -> bits.bit(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void unknownExtensionsCompareByWhatTheyHoldNotByTheWidthOfTheBitmap() {
        var addition = new UnknownExtensions.Addition(9, Octets.parseHex("01"));
        assertThat(UnknownExtensions.of(12, List.of())).isEqualTo(UnknownExtensions.NONE);
        assertThat(UnknownExtensions.of(12, List.of(addition)))
                .isEqualTo(UnknownExtensions.of(10, List.of(addition)))
                .isNotEqualTo(UnknownExtensions.NONE);
    }

    @Test
    void aTextOutsideItsTypeIsABugOfOurs() {
        var digits = StringType.of(StringType.Base.IA5, 1, 4, false, "0123456789");
        assertThat(digits.allows("123")).isTrue();
        assertThatThrownBy(() -> digits.check("12a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> digits.encode("12345", new PerWriter()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

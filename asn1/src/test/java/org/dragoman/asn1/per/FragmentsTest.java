package org.dragoman.asn1.per;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lengths of 16K and more, which go in fragments. Source: ITU-T X.691 §11.9.3.8 and its NOTE.
class FragmentsTest {
    private static final int K = 1024;

    @ParameterizedTest(name = "{0} octets: {1} fragments, then {2}")
    @CsvSource({
        "16383, 0, 16383",
        "16384, 1, 0",
        "16385, 1, 1",
        "65535, 3, 16383",
        "65536, 4, 0",
        "65537, 4, 1"
    })
    void octetsGoInFragmentsOfUpToFourTimes16K(int size, int fragments, int rest)
            throws MalformedPdu {
        var out = new PerWriter();
        Octets value = Octets.of(new byte[size]);
        out.octets(value, 0, PerReader.UNBOUNDED);
        byte[] pdu = out.toByteArray();
        int at = 0;
        if (fragments > 0) {
            assertThat(pdu[0] & 0xff).isEqualTo(0xc0 | fragments);
            at = 1 + fragments * 16 * K;
        }
        int length = (pdu[at] & 0x80) == 0 ? pdu[at] : (pdu[at] & 0x3f) << 8 | pdu[at + 1] & 0xff;
        assertThat(length).isEqualTo(rest);
        assertThat(new PerReader(pdu).octets(0, PerReader.UNBOUNDED)).isEqualTo(value);
    }

    @Test
    void moreThanFourFragmentsFollowOneAnother() throws MalformedPdu {
        var out = new PerWriter();
        byte[] bytes = new byte[150_000];
        new Random(7).nextBytes(bytes);
        out.octets(Octets.of(bytes), 0, PerReader.UNBOUNDED);
        byte[] pdu = out.toByteArray();
        assertThat(pdu[0] & 0xff).isEqualTo(0xc4);
        assertThat(pdu[1 + 64 * K] & 0xff).isEqualTo(0xc4);
        assertThat(pdu[2 + 128 * K] & 0xff).isEqualTo(0xc1);
        assertThat(new PerReader(pdu).octets(0, PerReader.UNBOUNDED).toByteArray())
                .isEqualTo(bytes);
    }

    @Test
    void bitsCharactersAndElementsGoInFragmentsToo() throws MalformedPdu {
        var text = StringType.of(StringType.Base.IA5, 0, PerReader.UNBOUNDED, false, "");
        var bits = BitString.parse("1".repeat(40_001));
        var characters = "dragoman".repeat(4000);
        var list = Collections.nCopies(20_000, true);
        var out = new PerWriter();
        out.bitString(bits, 0, PerReader.UNBOUNDED);
        text.encode(characters, out);
        out.list(list, 0, PerReader.UNBOUNDED, (b, o) -> o.bit(b));
        var in = new PerReader(out.toByteArray());
        assertThat(in.bitString(0, PerReader.UNBOUNDED)).isEqualTo(bits);
        assertThat(text.decode(in)).isEqualTo(characters);
        assertThat(in.list(0, PerReader.UNBOUNDED, PerReader::bit)).isEqualTo(list);
    }

    @Test
    void anOpenTypeInFragmentsIsReadAsOne() throws MalformedPdu {
        var out = new PerWriter();
        int mark = out.open();
        out.octets(Octets.of(new byte[20_000]), 20_000, 20_000);
        out.constrained(1720, 0, 65_535);
        out.close(mark);
        out.bit(true);
        var in = new PerReader(out.toByteArray());
        int open = in.open();
        assertThat(in.octets(20_000, 20_000).length()).isEqualTo(20_000);
        assertThat(in.constrained(0, 65_535)).isEqualTo(1720);
        in.close(open);
        assertThat(in.bit()).isTrue();
    }

    @Test
    void fiveFragmentsAtOnceAreMalformed() {
        byte[] pdu = new byte[100_000];
        pdu[0] = (byte) 0xc5;
        assertThatThrownBy(() -> new PerReader(pdu).octets(0, PerReader.UNBOUNDED))
                .isInstanceOf(MalformedPdu.class)
                .hasMessageContaining("§11.9.3.8");
    }
}

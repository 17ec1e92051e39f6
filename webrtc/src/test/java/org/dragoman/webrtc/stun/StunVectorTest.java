package org.dragoman.webrtc.stun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.dragoman.core.fault.PeerFault.Malformed;
import org.junit.jupiter.api.Test;

/// The messages of RFC 5769 §2.1 to §2.3, and what must not be taken for one.
class StunVectorTest {
    private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";
    private static final byte[] REQUEST =
            bytes(
                    """
                    000100582112a442b7e7a701bc34d686fa87dfae
                    802200105354554e207465737420636c69656e74
                    002400046e0001ff 80290008932ff9b151263b36
                    0006000965 76746a3a68367659202020
                    000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2
                    80280004e57a3bcf
                    """);
    private static final byte[] IPV4_RESPONSE =
            bytes(
                    """
                    0101003c2112a442b7e7a701bc34d686fa87dfae
                    8022000b7465737420766563746f7220
                    002000080001a147e112a643
                    000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7
                    80280004c07d4c96
                    """);
    private static final byte[] IPV6_RESPONSE =
            bytes(
                    """
                    010100482112a442b7e7a701bc34d686fa87dfae
                    8022000b7465737420766563746f7220
                    002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9
                    00080014a382954e4be67bf11784c97c8292c275bfe3ed41
                    80280004c8fb0b4c
                    """);
    private static final List<byte[]> ALL = List.of(REQUEST, IPV4_RESPONSE, IPV6_RESPONSE);

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    @Test
    void theSampleRequest() throws Malformed {
        var request = StunMessage.read(REQUEST);
        assertThat(request.kind()).isEqualTo(StunClass.REQUEST);
        assertThat(request.method()).isEqualTo(StunMessage.BINDING);
        assertThat(request.transaction().toString()).isEqualTo("b7e7a701bc34d686fa87dfae");
        assertThat(request.attributes())
                .containsExactly(
                        new StunAttribute.Software("STUN test client"),
                        new StunAttribute.Priority(0x6e0001ffL),
                        new StunAttribute.IceControlled(0x932ff9b151263b36L),
                        new StunAttribute.Username("evtj:h6vY"));
        assertThat(request.isSealedBy(PASSWORD)).isTrue();
        assertThat(request.isSealedBy(PASSWORD + "x")).isFalse();
        assertThat(request.unknown()).isEmpty();
    }

    @Test
    void theSampleResponses() throws Malformed {
        var four = StunMessage.read(IPV4_RESPONSE);
        assertThat(four.kind()).isEqualTo(StunClass.SUCCESS);
        assertThat(four.first(StunAttribute.XorMappedAddress.class))
                .hasValue(
                        new StunAttribute.XorMappedAddress(
                                new InetSocketAddress("192.0.2.1", 32_853)));
        assertThat(four.isSealedBy(PASSWORD)).isTrue();
        var six = StunMessage.read(IPV6_RESPONSE);
        assertThat(six.first(StunAttribute.XorMappedAddress.class).orElseThrow().address())
                .isEqualTo(new InetSocketAddress("2001:db8:1234:5678:11:2233:4455:6677", 32_853));
        assertThat(six.isSealedBy(PASSWORD)).isTrue();
    }

    /// The vectors pad with blanks where we pad with zeros (RFC 8489 §14 leaves it open): where
    /// nothing is padded we write the same bytes.
    @Test
    void whatIsWrittenIsWhatTheVectorsSay() throws Malformed {
        var mapped =
                StunMessage.read(IPV4_RESPONSE)
                        .first(StunAttribute.XorMappedAddress.class)
                        .orElseThrow();
        var ours =
                StunMessage.of(
                        StunClass.SUCCESS, StunMessage.read(IPV4_RESPONSE).transaction(), mapped);
        var written = ours.sealed(PASSWORD);
        assertThat(HexFormat.of().formatHex(written, 20, 32)).isEqualTo("002000080001a147e112a643");
        var again = StunMessage.read(written);
        assertThat(again.attributes()).isEqualTo(ours.attributes());
        assertThat(again.isSealedBy(PASSWORD)).isTrue();
        assertThat(StunMessage.read(ours.plain()).isSealed()).isFalse();
    }

    @Test
    void whatStandsBehindTheIntegrityIsLeftAside() throws Malformed {
        var wire = Arrays.copyOf(REQUEST, REQUEST.length - 8 + 4); // without the fingerprint
        Arrays.fill(wire, wire.length - 4, wire.length, (byte) 0);
        wire[wire.length - 3] = 0x25; // USE-CANDIDATE, added by somebody on the way
        wire[3] -= 4;
        var read = StunMessage.read(wire);
        assertThat(read.has(StunAttribute.UseCandidate.class)).isFalse();
        assertThat(read.isSealedBy(PASSWORD)).isTrue();
    }

    @Test
    void aWrongFingerprintIsNoStun() {
        var wrong = REQUEST.clone();
        wrong[wrong.length - 1] ^= 1;
        assertThatThrownBy(() -> StunMessage.read(wrong)).isInstanceOf(Malformed.class);
    }

    /// But for the name of FINGERPRINT itself, which nobody protects.
    @Test
    void everyBitCounts() {
        for (int bit = 0; bit < (REQUEST.length - 8) * 8; bit++) {
            var changed = REQUEST.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(StunMessage.read(changed).isSealedBy(PASSWORD))
                        .as("bit %d", bit)
                        .isFalse();
            } catch (Malformed e) {
                assertThat(e).hasMessageContaining("STUN");
            }
        }
    }

    @Test
    void cutAtEveryLengthItIsMalformed() {
        for (var whole : ALL) {
            for (int length = 0; length < whole.length; length++) {
                var cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> StunMessage.read(cut)).isInstanceOf(Malformed.class);
            }
        }
    }

    @Test
    void noiseIsMalformedOrReadAndNothingElse() {
        var random = new Random(8489);
        int read = 0;
        for (int i = 0; i < 200_000; i++) {
            var noise = random.nextInt(3) == 0 ? noise(random) : changed(random);
            try {
                StunMessage.read(noise);
                read++;
            } catch (Malformed e) {
                assertThat(e).hasMessageContaining("STUN");
            }
        }
        assertThat(read).isPositive();
    }

    private static byte[] noise(Random random) {
        var noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        return noise;
    }

    /// A message with a few bytes changed, its fingerprint cut off, so that they are looked at.
    private static byte[] changed(Random random) {
        var whole = ALL.get(random.nextInt(ALL.size()));
        var changed = Arrays.copyOf(whole, whole.length - 8);
        changed[3] -= 8;
        for (int i = random.nextInt(4); i > 0; i--) {
            changed[20 + random.nextInt(changed.length - 20)] = (byte) random.nextInt(256);
        }
        return changed;
    }
}

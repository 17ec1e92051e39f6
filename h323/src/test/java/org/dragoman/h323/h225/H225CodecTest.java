package org.dragoman.h323.h225;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.h323.h245.CodecCapabilities;
import org.dragoman.h323.h245.H245Codec;
import org.dragoman.h323.h245.H245Message;
import org.dragoman.h323.q931.MessageType;
import org.dragoman.h323.q931.Q931Codec;
import org.dragoman.rules.Mappings;
import org.junit.jupiter.api.Test;

/// What we understand of other products' messages, and what we say ourselves.
class H225CodecTest {
    private static final H245Codec H245 =
            new H245Codec(new CodecCapabilities(Mappings.load().codecs()));

    private static Stream<String> corpus() {
        return new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        H225CodecTest.class.getResourceAsStream(
                                                "/golden/q931.hex")),
                                StandardCharsets.UTF_8))
                .lines()
                .filter(l -> !l.startsWith("#") && !l.isBlank());
    }

    private static byte[] wire(String line) {
        return HexFormat.of().parseHex(line.substring(line.lastIndexOf(' ') + 1));
    }

    @Test
    void understandsEveryMessageOfOtherProductsAndTheH245InThem() throws Exception {
        int tunnelled = 0;
        int fastStart = 0;
        for (var line : corpus().toList()) {
            var message = Q931Codec.decode(wire(line));
            var user = message.userUser();
            if (user.isEmpty()) {
                continue;
            }
            var info = H225Codec.decode(user.get().content());
            if (message.type() == MessageType.SETUP) {
                assertThat(info.version()).as(line).isBetween(1, 8);
                assertThat(info.callIdentifier()).as(line).isPresent();
                assertThat(info.conferenceId()).as(line).isPresent();
            }
            for (var pdu : info.h245Control()) {
                H245Message m = H245.decode(pdu.toByteArray());
                assertThat(m.word()).as(line).isNotBlank();
                tunnelled++;
            }
            for (var element : info.fastStart()) {
                assertThat(H245.decodeChannel(element).number()).as(line).isPositive();
                fastStart++;
            }
        }
        assertThat(tunnelled).isGreaterThan(200);
        assertThat(fastStart).isGreaterThan(200);
    }

    @Test
    void whatWeSayIsUnderstoodByOurselves() throws Exception {
        var address = new InetSocketAddress("192.0.2.1", 1720);
        for (var type : EnumSet.allOf(MessageType.class)) {
            var info =
                    UserInformation.builder()
                            .callIdentifier(Octets.of(new byte[16]))
                            .conferenceId(Octets.of(new byte[16]))
                            .h245Address(address)
                            .fastStart(List.of(Octets.parseHex("0001")))
                            .h245Tunnelling(true)
                            .h245Control(List.of(Octets.parseHex("2101")))
                            .aliases(List.of(new Alias(Alias.Kind.H323_ID, "Zoë")))
                            .presentation(1)
                            .screening(3)
                            .reason(UserInformation.START_H245)
                            .build();
            var again = H225Codec.decode(H225Codec.encode(type, info));
            assertThat(again.h245Tunnelling()).as(type.toString()).contains(true);
            assertThat(again.h245Control()).as(type.toString()).hasSize(1);
            switch (type) {
                case SETUP, ALERTING, CONNECT, PROGRESS, CALL_PROCEEDING, FACILITY -> {
                    assertThat(again.h245Address()).as(type.toString()).contains(address);
                    assertThat(again.fastStart()).as(type.toString()).hasSize(1);
                    assertThat(again.version()).isEqualTo(4);
                }
                default -> assertThat(again.h245Address()).as(type.toString()).isEmpty();
            }
            if (type == MessageType.SETUP || type == MessageType.CONNECT) {
                assertThat(again.aliases()).containsExactly(new Alias(Alias.Kind.H323_ID, "Zoë"));
                assertThat(again.presentation()).isEqualTo(OptionalInt.of(1));
                assertThat(again.screening()).isEqualTo(OptionalInt.of(3));
            }
            if (type == MessageType.FACILITY) {
                assertThat(again.reason()).contains(UserInformation.START_H245);
            }
        }
    }

    @Test
    void h6_withoutTunnellingTheFieldCanBeLeftOut() throws Exception {
        var info = UserInformation.builder().callIdentifier(Octets.of(new byte[16])).build();
        var again = H225Codec.decode(H225Codec.encode(MessageType.RELEASE_COMPLETE, info));
        assertThat(again.h245Tunnelling()).isEqualTo(Optional.empty());
        assertThat(again.reason()).isEmpty();
    }

    @Test
    void spoiltUserInformationIsAPeerFault() throws Exception {
        var random = new Random(225);
        var all = corpus().map(H225CodecTest::wire).toList();
        int faults = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] wire = all.get(random.nextInt(all.size())).clone();
            for (int k = random.nextInt(6); k >= 0; k--) {
                wire[random.nextInt(wire.length)] = (byte) random.nextInt();
            }
            try {
                var user = Q931Codec.decode(wire).userUser();
                if (user.isPresent()) {
                    var info = H225Codec.decode(user.get().content());
                    for (var pdu : info.h245Control()) {
                        H245.decode(pdu.toByteArray());
                    }
                    for (var element : info.fastStart()) {
                        H245.decodeChannel(element);
                    }
                }
            } catch (PeerFault expected) {
                faults++;
            }
        }
        assertThat(faults).isGreaterThan(1_000);
    }
}

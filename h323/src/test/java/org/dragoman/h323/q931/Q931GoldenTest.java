package org.dragoman.h323.q931;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.h323.q931.InformationElement.PartyNumber;
import org.dragoman.h323.q931.InformationElement.Unrecognized;
import org.junit.jupiter.api.Test;

/// Whole messages of other products, in both directions, cut at every length, and spoilt at
/// random.
class Q931GoldenTest {
    record Golden(String name, byte[] wire) {}

    static List<Golden> corpus() throws IOException {
        var all = new ArrayList<Golden>();
        try (var in =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        Q931GoldenTest.class.getResourceAsStream(
                                                "/golden/q931.hex")),
                                StandardCharsets.UTF_8))) {
            for (var line : in.lines().filter(l -> !l.startsWith("#") && !l.isBlank()).toList()) {
                int space = line.lastIndexOf(' ');
                all.add(
                        new Golden(
                                line.substring(0, space),
                                HexFormat.of().parseHex(line.substring(space + 1))));
            }
        }
        return all;
    }

    @Test
    void readsEveryMessageAndWritesItBackOctetForOctet() throws Exception {
        int exact = 0;
        var all = corpus();
        for (var golden : all) {
            var message = Q931Codec.decode(golden.wire());
            byte[] again = Q931Codec.encode(message);
            assertThat(Q931Codec.decode(again)).as(golden.name()).isEqualTo(message);
            if (Arrays.equals(again, golden.wire())) {
                exact++;
            } else {
                // The only licence: the zero octets that display (chan_ooh323) and keypad
                // (H323Plus) end with.
                assertThat(golden.wire().length - again.length).as(golden.name()).isBetween(1, 2);
                assertThat(message.display().isPresent() || message.keypad().isPresent())
                        .as(golden.name())
                        .isTrue();
            }
        }
        assertThat(all).hasSizeGreaterThan(1_000);
        assertThat(exact).isGreaterThan(200);
    }

    @Test
    void knowsEveryElementOfTheField() throws Exception {
        for (var golden : corpus()) {
            assertThat(Q931Codec.decode(golden.wire()).elements())
                    .as(golden.name())
                    .noneMatch(e -> e instanceof Unrecognized);
        }
    }

    @Test
    void readsWhatTsharkReads() throws Exception {
        // fs1_tun1_answer frame 6: Setup of chan_ooh323
        var setup =
                Q931Codec.decode(
                        HexFormat.of()
                                .parseHex(
                                        "0802001805"
                                                + "04038090a3"
                                                + "2805736970700070048131303"
                                                + "27e000405200102"));
        assertThat(setup.type()).isEqualTo(MessageType.SETUP);
        assertThat(setup.callReference()).isEqualTo(0x18);
        assertThat(setup.fromDestination()).isFalse();
        assertThat(setup.display()).contains("sipp");
        var called = setup.number(PartyNumber.Role.CALLED).orElseThrow();
        assertThat(called.digits()).isEqualTo("102");
        assertThat(called.plan()).isEqualTo(1);
        assertThat(setup.userUser().orElseThrow().content()).isEqualTo(Octets.parseHex("200102"));
    }

    @Test
    void cutAtEveryLengthOnlyAPeerFaultComesOut() throws Exception {
        for (var golden : corpus()) {
            for (int length = 0; length < golden.wire().length; length++) {
                decodeOrFault(Arrays.copyOf(golden.wire(), length));
            }
        }
    }

    @Test
    void h34_spoiltAtRandomOnlyAPeerFaultComesOut() throws Exception {
        var random = new Random(34);
        var all = corpus();
        for (int i = 0; i < 300_000; i++) {
            byte[] wire = all.get(random.nextInt(all.size())).wire().clone();
            for (int k = random.nextInt(8); k >= 0; k--) {
                wire[random.nextInt(wire.length)] = (byte) random.nextInt();
            }
            decodeOrFault(wire);
        }
    }

    @Test
    void h34_numbersShorterThanTheirHeaderCountAsAbsent() throws Exception {
        for (var element :
                List.of("6c00", "7000", "6c0101", "4c0101", "74020101", "0800", "1e0180")) {
            var message =
                    Q931Codec.decode(HexFormat.of().parseHex("0802000105" + element + "2c0131"));
            assertThat(message.elements().getFirst()).as(element).isInstanceOf(Unrecognized.class);
            assertThat(message.keypad()).as(element).contains("1");
        }
    }

    @Test
    void anElementThatRunsPastTheEndSpoilsTheMessage() {
        assertThatThrownBy(() -> Q931Codec.decode(HexFormat.of().parseHex("0802000105280561")))
                .isInstanceOf(PeerFault.Malformed.class)
                .hasMessageContaining("element 40");
    }

    private static void decodeOrFault(byte[] wire) {
        try {
            Q931Codec.encode(Q931Codec.decode(wire));
        } catch (PeerFault expected) {
            assertThat(expected.getMessage()).isNotBlank();
        } catch (RuntimeException bug) {
            fail(HexFormat.of().formatHex(wire), bug);
        }
    }
}

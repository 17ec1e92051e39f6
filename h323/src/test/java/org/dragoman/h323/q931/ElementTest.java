package org.dragoman.h323.q931;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.h323.q931.InformationElement.BearerCapability;
import org.dragoman.h323.q931.InformationElement.CallState;
import org.dragoman.h323.q931.InformationElement.CauseElement;
import org.dragoman.h323.q931.InformationElement.Display;
import org.dragoman.h323.q931.InformationElement.FacilityElement;
import org.dragoman.h323.q931.InformationElement.KeypadFacility;
import org.dragoman.h323.q931.InformationElement.NotificationIndicator;
import org.dragoman.h323.q931.InformationElement.PartyNumber;
import org.dragoman.h323.q931.InformationElement.PartyNumber.Role;
import org.dragoman.h323.q931.InformationElement.PartyNumber.Screen;
import org.dragoman.h323.q931.InformationElement.ProgressIndicator;
import org.dragoman.h323.q931.InformationElement.SendingComplete;
import org.dragoman.h323.q931.InformationElement.Signal;
import org.dragoman.h323.q931.InformationElement.UserUser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Each element against octets worked out from the figures of Q.931 §4.5, both ways.
class ElementTest {
    record Golden(String name, InformationElement value, String hex) {}

    static final List<Golden> CASES =
            List.of(
                    new Golden("speech", BearerCapability.SPEECH_A_LAW, "04038090a3"),
                    new Golden("3.1 kHz", BearerCapability.AUDIO_3_1_KHZ, "04039090a3"),
                    new Golden("busy, user", new CauseElement(0, 17), "08028091"),
                    new Golden(
                            "unallocated, public network, diagnostics",
                            new CauseElement(2, 1, Octets.parseHex("83")),
                            "0803828183"),
                    new Golden("active", new CallState(10), "14010a"),
                    new Golden(
                            "facility", new FacilityElement(Octets.parseHex("91a1")), "1c0291a1"),
                    new Golden("in-band", new ProgressIndicator(0, 8), "1e028088"),
                    new Golden("remote hold", new NotificationIndicator(0x79), "2701f9"),
                    new Golden("display", new Display("Zoë"), "28035a6feb"),
                    new Golden("keypad", new KeypadFacility("12*#"), "2c0431322a23"),
                    new Golden("signal off", new Signal(0x3F), "34013f"),
                    new Golden(
                            "connected, restricted, network provided",
                            number(Role.CONNECTED, 2, Optional.of(new Screen(1, 3)), "30"),
                            "4c0421a33330"),
                    new Golden(
                            "calling without octet 3a",
                            number(Role.CALLING, 1, Optional.empty(), "49"),
                            "6c03913439"),
                    new Golden(
                            "calling, allowed, passed",
                            number(Role.CALLING, 4, Optional.of(new Screen(0, 1)), "5"),
                            "6c03418135"),
                    new Golden(
                            "calling without digits (H17)",
                            number(Role.CALLING, 0, Optional.of(new Screen(1, 0)), ""),
                            "6c0201a0"),
                    new Golden(
                            "called",
                            number(Role.CALLED, 0, Optional.empty(), "102"),
                            "700481313032"),
                    new Golden(
                            "redirecting, no reply",
                            new PartyNumber(
                                    Role.REDIRECTING,
                                    2,
                                    1,
                                    Optional.of(new Screen(0, 3)),
                                    OptionalInt.of(2),
                                    "77"),
                            "74052103823737"),
                    new Golden("sending complete", new SendingComplete(), "a1"),
                    new Golden("user-user", new UserUser(Octets.parseHex("2090")), "7e0003052090"));

    private static PartyNumber number(Role role, int type, Optional<Screen> screen, String digits) {
        return new PartyNumber(role, type, 1, screen, OptionalInt.empty(), digits);
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("CASES")
    void encodesAndDecodes(Golden c) throws PeerFault {
        byte[] wire = HexFormat.of().parseHex("0802800707" + c.hex());
        var message = new Q931Message(7, true, MessageType.CONNECT, List.of(c.value()));
        assertThat(Q931Codec.encode(message)).isEqualTo(wire);
        assertThat(Q931Codec.decode(wire)).isEqualTo(message);
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("SHIFTED")
    void whatIsInAnotherCodesetIsKeptAndMeansNothing(Golden c) throws PeerFault {
        byte[] wire = HexFormat.of().parseHex("0802000705" + c.hex());
        var message = Q931Codec.decode(wire);
        assertThat(message.display()).isEmpty();
        assertThat(message.keypad()).contains("1");
        assertThat(Q931Codec.encode(message)).isEqualTo(wire);
    }

    static final List<Golden> SHIFTED =
            List.of(
                    new Golden("locked and back", new SendingComplete(), "9628016190" + "2c0131"),
                    new Golden("once", new SendingComplete(), "9e280161" + "2c0131"));
}

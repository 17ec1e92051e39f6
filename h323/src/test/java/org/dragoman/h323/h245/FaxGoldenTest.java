package org.dragoman.h323.h245;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannel;
import org.dragoman.h323.h245.H245Message.RequestMode;
import org.dragoman.rules.Mappings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What Asterisk 22.10.1 chan_ooh323 says of T.38, taken from the wire on loopback while it
/// received a fax through this gateway.
class FaxGoldenTest {
    private static final H245Codec CODEC =
            new H245Codec(new CodecCapabilities(Mappings.load().codecs()));
    private static final String ASKS_FOR_FAX =
            "08000100000d0411860100807c0100014007c00200c80148400090";
    private static final String OPENS_FAX =
            "030003e9110411860100807c0100014007c00200c80148400090800a040003007fc0d6034048";
    private static final String ASKS_FOR_SOUND = "08000200000a18094188482e3332330090";

    private static final FaxRelay AS_SAID =
            new FaxRelay(
                    0,
                    14_400,
                    FaxRelay.Rates.TRANSFERRED_TCF,
                    OptionalInt.of(200),
                    OptionalInt.of(72),
                    Optional.of(FaxRelay.ErrorCorrection.REDUNDANCY),
                    false,
                    false,
                    false);

    /// 72 bytes is the length of a packet, not that of a datagram.
    private static final FaxRelay AS_MEANT =
            new FaxRelay(
                    0,
                    14_400,
                    FaxRelay.Rates.TRANSFERRED_TCF,
                    OptionalInt.of(200),
                    OptionalInt.empty(),
                    Optional.of(FaxRelay.ErrorCorrection.REDUNDANCY),
                    false,
                    false,
                    false);

    private static H245Message decoded(String hex) throws PeerFault {
        return CODEC.decode(HexFormat.of().parseHex(hex));
    }

    @Test
    void requestModeForFaxIsReadAndWritten() throws PeerFault {
        assertThat(decoded(ASKS_FOR_FAX)).isEqualTo(new RequestMode(1, AS_MEANT));
        assertThat(HexFormat.of().formatHex(CODEC.encode(new RequestMode(1, AS_SAID))))
                .isEqualTo(ASKS_FOR_FAX);
    }

    @Test
    void aChannelOfFaxIsRead() throws PeerFault {
        var open = (OpenLogicalChannel) decoded(OPENS_FAX);
        assertThat(open.number()).isEqualTo(1_002);
        assertThat(open.forward().fax()).contains(AS_MEANT);
        assertThat(open.forward().session()).isEqualTo(ChannelMedia.DATA_SESSION);
    }

    /// A mode without a name, which means any sound: it ends the call where that is refused.
    @Test
    void requestModeForSomeSoundIsUnderstood() throws PeerFault {
        var mode = (RequestMode) decoded(ASKS_FOR_SOUND);
        assertThat(mode.sound()).isTrue();
        assertThat(mode.modes()).isEmpty();
        assertThat(mode.fax()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {ASKS_FOR_FAX, OPENS_FAX, ASKS_FOR_SOUND})
    void cutAnywhereItIsAFaultOfThePeerOrAnotherMessage(String hex) {
        for (int length = 0; length < hex.length(); length += 2) {
            try {
                decoded(hex.substring(0, length));
            } catch (PeerFault expected) {
                assertThat(expected).isNotNull();
            }
        }
    }
}

package org.dragoman.rtmp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.dragoman.core.fault.PeerFault.Malformed;
import org.dragoman.rtmp.amf.Amf;
import org.dragoman.rtmp.chunk.Chunked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Contents by the tables of the specification, both ways.
class MessagesTest {
    record Case(int type, String hex, RtmpMessage message) {}

    static final List<Case> CASES =
            List.of(
                    new Case(1, "00001000", new RtmpMessage.SetChunkSize(4_096)),
                    new Case(2, "00000004", new RtmpMessage.Abort(4)),
                    new Case(3, "fffffff0", new RtmpMessage.Acknowledgement(0xfffffff0L)),
                    new Case(4, "000000000001", RtmpMessage.UserControl.of(0, 1)),
                    new Case(
                            4,
                            "000300000001" + "00000064",
                            new RtmpMessage.UserControl(3, List.of(1L, 100L))),
                    new Case(4, "000600001234", RtmpMessage.UserControl.of(6, 0x1234)),
                    new Case(5, "002625a0", new RtmpMessage.WindowSize(2_500_000)),
                    new Case(6, "002625a002", new RtmpMessage.PeerBandwidth(2_500_000, 2)),
                    new Case(
                            20,
                            "020006"
                                    + "696e76697465"
                                    + "003ff0000000000000"
                                    + "05"
                                    + "020003313233",
                            RtmpMessage.Command.of("invite", 1, Amf.Absent.NULL, Amf.of("123"))));

    @ParameterizedTest
    @FieldSource("CASES")
    void bothWays(Case c) throws Malformed {
        byte[] wire = HexFormat.of().parseHex(c.hex());
        assertThat(Messages.read(new Chunked(2, c.type(), 0, 0, wire)))
                .containsExactly(c.message());
        assertThat(Messages.write(c.message()).payload()).isEqualTo(wire);
        assertThat(Messages.write(c.message()).type()).isEqualTo(c.type());
    }

    /// Type 17 begins with a zero, and changes to AMF 3 within; some leave the zero out.
    @Test
    void commandsOfAmf3() throws Malformed {
        String command = "020006" + "696e76697465" + "003ff0000000000000" + "05" + "110607313233";
        var expected = RtmpMessage.Command.of("invite", 1, Amf.Absent.NULL, Amf.of("123"));
        for (String lead : List.of("00", "")) {
            byte[] wire = HexFormat.of().parseHex(lead + command);
            assertThat(Messages.read(new Chunked(3, 17, 0, 0, wire))).containsExactly(expected);
        }
    }

    /// §7.1.6: the times of the parts count from that of the whole.
    @Test
    void aggregatesHoldSeveral() throws Malformed {
        byte[] wire =
                HexFormat.of()
                        .parseHex(
                                "08"
                                        + "000002"
                                        + "000064"
                                        + "00"
                                        + "000000"
                                        + "b6aa"
                                        + "0000000d"
                                        + "08"
                                        + "000002"
                                        + "000078"
                                        + "00"
                                        + "000000"
                                        + "b6bb"
                                        + "0000000d");
        var parts = Messages.read(new Chunked(4, 22, 1, 5_000, wire));
        assertThat(parts)
                .extracting(m -> ((RtmpMessage.Audio) m).timestamp())
                .containsExactly(5_000L, 5_020L);
        byte[] tooLong = HexFormat.of().parseHex("08" + "000003" + "00000000000000" + "b6aa");
        assertThatThrownBy(() -> Messages.read(new Chunked(4, 22, 1, 0, tooLong)))
                .isInstanceOf(Malformed.class);
        byte[] nested = HexFormat.of().parseHex("16" + "000000" + "00000000000000");
        assertThatThrownBy(() -> Messages.read(new Chunked(4, 22, 1, 0, nested)))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void sharedObjectsAndTheUnknownAreSkipped() throws Malformed {
        for (int type : new int[] {16, 19, 99}) {
            assertThat(Messages.read(new Chunked(3, type, 0, 0, new byte[] {1})))
                    .containsExactly(new RtmpMessage.Skipped(type));
        }
    }

    @Test
    void whatIsTooShortIsMalformed() {
        for (int type : new int[] {1, 2, 3, 4, 5, 6, 17, 20}) {
            assertThatThrownBy(() -> Messages.read(new Chunked(3, type, 0, 0, new byte[] {0})))
                    .as("type %d", type)
                    .isInstanceOf(Malformed.class);
        }
    }
}

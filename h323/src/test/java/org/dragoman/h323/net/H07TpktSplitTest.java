package org.dragoman.h323.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// H7 of the field bugs: other stacks looped for ever on the second half of a packet.
class H07TpktSplitTest {
    private static final String TWO_PACKETS_AND_AN_EMPTY_ONE =
            "0300000708020a" + "03000004" + "0300000501";

    @Test
    void octetByOctet() {
        assertThat(feed(HexFormat.of().parseHex(TWO_PACKETS_AND_AN_EMPTY_ONE), 1))
                .containsExactly("08020a", "", "01");
    }

    @Test
    void allAtOnceAndInEveryPieceSize() {
        byte[] wire = HexFormat.of().parseHex(TWO_PACKETS_AND_AN_EMPTY_ONE);
        for (int piece = 1; piece <= wire.length; piece++) {
            assertThat(feed(wire, piece))
                    .as("pieces of %d", piece)
                    .containsExactly("08020a", "", "01");
        }
    }

    @Test
    void theLongestPacket() {
        byte[] wire = new byte[65_535];
        wire[0] = 3;
        wire[2] = (byte) 0xFF;
        wire[3] = (byte) 0xFF;
        assertThat(feed(wire, 1_400)).hasSize(1);
    }

    @Test
    void anotherVersionOrALengthWithoutHeaderEndsTheConnection() {
        for (var hex : List.of("0200000708020a", "03000003", "474554202f")) {
            assertThatThrownBy(() -> feed(HexFormat.of().parseHex(hex), 1))
                    .as(hex)
                    .isInstanceOf(DecoderException.class);
        }
    }

    @Test
    void randomOctetsEndInPacketsOrADecoderException() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] wire = new byte[random.nextInt(64)];
            random.nextBytes(wire);
            if (wire.length > 0 && random.nextBoolean()) {
                wire[0] = 3;
            }
            try {
                feed(wire, 1 + random.nextInt(8));
            } catch (DecoderException expected) {
                assertThat(expected.getMessage()).contains("TPKT");
            }
        }
    }

    private static List<String> feed(byte[] wire, int piece) {
        var channel = new EmbeddedChannel(new TpktDecoder());
        try {
            for (int at = 0; at < wire.length; at += piece) {
                channel.writeInbound(
                        Unpooled.copiedBuffer(wire, at, Math.min(piece, wire.length - at)));
            }
            var packets = new ArrayList<String>();
            for (Object p = channel.readInbound(); p != null; p = channel.readInbound()) {
                packets.add(HexFormat.of().formatHex((byte[]) p));
            }
            return packets;
        } finally {
            channel.finishAndReleaseAll();
        }
    }
}

package org.dragoman.rtmp.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.fault.PeerFault.Malformed;
import org.dragoman.core.fault.PeerFault.Unsupported;
import org.dragoman.rtmp.Golden;
import org.junit.jupiter.api.Test;

/// With what ffmpeg (digest) and rtmpdump (none) send.
class HandshakeMachineTest {
    private static final int PACKET = 1_536;

    @Test
    void theSimpleHandshakeOfRtmpdumpIsEchoed() throws PeerFault {
        byte[] client = Golden.bytes("rtmpdump.bin");
        var machine = new HandshakeMachine(new Random(1));
        var step = machine.take(client, 4_711);
        assertThat(step.taken()).isEqualTo(1 + PACKET);
        assertThat(machine.isWithDigest()).isFalse();
        assertThat(step.reply()).hasSize(1 + 2 * PACKET).startsWith(3);
        byte[] s2 = Arrays.copyOfRange(step.reply(), 1 + PACKET, 1 + 2 * PACKET);
        byte[] c1 = Arrays.copyOfRange(client, 1, 1 + PACKET);
        assertThat(Arrays.copyOf(s2, 4)).as("§5.2.4: its time").isEqualTo(Arrays.copyOf(c1, 4));
        assertThat(Arrays.copyOfRange(s2, 8, PACKET))
                .as("§5.2.4: its random bytes")
                .isEqualTo(Arrays.copyOfRange(c1, 8, PACKET));
        assertThat(Arrays.copyOfRange(step.reply(), 5, 9)).containsOnly(0);
    }

    @Test
    void theDigestOfFfmpegIsSeenAndAnswered() throws PeerFault {
        byte[] client = Golden.bytes("ffmpeg-play.bin");
        var machine = new HandshakeMachine(new Random(1));
        var step = machine.take(client, 4_711);
        assertThat(machine.isWithDigest()).isTrue();
        byte[] s1 = Arrays.copyOfRange(step.reply(), 1, 1 + PACKET);
        assertThat(Digest.find(s1, Digest.SERVER)).isPresent();
    }

    @Test
    void anyPiecesWillDo() throws PeerFault {
        byte[] client = Golden.bytes("ffmpeg-speex.bin");
        for (int piece : new int[] {1, 7, 1_000, 1_537, 5_000}) {
            var machine = new HandshakeMachine(new Random(1));
            int at = 0;
            int replied = 0;
            while (!machine.isDone()) {
                var bytes = Arrays.copyOfRange(client, at, Math.min(client.length, at + piece));
                var step = machine.take(bytes, 0);
                at += step.taken();
                replied += step.reply().length;
            }
            assertThat(at).isEqualTo(1 + 2 * PACKET);
            assertThat(replied).isEqualTo(1 + 2 * PACKET);
        }
    }

    @Test
    void encryptionByRtmpeIsRefusedClearly() {
        for (byte version : new byte[] {6, 8, 9}) {
            assertThatThrownBy(
                            () -> new HandshakeMachine(new Random(1)).take(new byte[] {version}, 0))
                    .isInstanceOf(Unsupported.class)
                    .hasMessageContaining("rtmps");
        }
    }

    @Test
    void whatIsNoRtmpIsRefusedAtItsFirstByte() {
        assertThatThrownBy(() -> new HandshakeMachine(new Random(1)).take(new byte[] {'G'}, 0))
                .isInstanceOf(Malformed.class);
    }
}

package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.media.relay.RelayFixture.PCMA;
import static org.dragoman.media.relay.RelayFixture.PCMU;
import static org.dragoman.media.relay.RelayFixture.SOON;
import static org.dragoman.media.relay.RelayFixture.flow;
import static org.dragoman.media.relay.RelayFixture.relay;
import static org.dragoman.media.relay.RelayFixture.settle;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dragoman.core.media.MediaPlane.Ear;
import org.dragoman.core.media.MediaPlane.Opened;
import org.dragoman.media.codec.G711;
import org.dragoman.media.dtmf.DtmfReceiver;
import org.dragoman.media.dtmf.DtmfSender;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Digits in the sound, through the relay.
class RelayToneDigitsTest {
    private static final int PACKET = 160; // samples
    private static final Duration HELD = Duration.ofMillis(100);

    private final List<String> tones = new CopyOnWriteArrayList<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private Relay relay;
    private RawPeer a;
    private RawPeer b;
    private Opened one;
    private Opened other;

    @BeforeEach
    void open() throws Exception {
        relay = relay();
        a = new RawPeer();
        b = new RawPeer();
        one = relay.open("left", new Ears());
        other = relay.open("right", new Ears());
        one.port().agree(flow(a.address(), PCMA));
        other.port().agree(flow(b.address(), PCMU));
        one.join(other);
    }

    @AfterEach
    void close() throws Exception {
        relay.close();
        a.close();
        b.close();
    }

    @Test
    void h12_tones_of_a_peer_are_digits_once_each_in_order() throws Exception {
        one.port().digitsAreTones();
        settle(one, other);
        dial("1123#", 100);
        Eventually.isTrue(SOON, () -> tones.size() == 5);
        assertThat(String.join("", tones)).isEqualTo("1123#");
        assertThat(events).isEmpty();
    }

    @Test
    void what_passes_of_a_digit_is_no_digit_for_the_other_side() throws Exception {
        one.port().digitsAreTones();
        settle(one, other);
        dial("159D", 200);
        Eventually.isTrue(SOON, () -> tones.size() == 4);
        assertThat(heardIn(soundOf(b))).isEmpty();
    }

    @Test
    void tones_pass_as_they_are_where_they_are_no_digits() throws Exception {
        settle(one, other);
        dial("159D", 100);
        assertThat(heardIn(soundOf(b))).isEqualTo("159D");
        assertThat(tones).isEmpty();
    }

    @Test
    void a_tone_that_breaks_off_is_a_digit() throws Exception {
        one.port().digitsAreTones();
        settle(one, other);
        var sender = new DtmfSender(8_000);
        sender.begin('7', 1_000);
        var pcm = new short[PACKET];
        for (int i = 0; i < 4; i++) {
            sender.read(pcm, 0, PACKET);
            a.send(one.port().localRtp(), packet(pcm));
        }
        Eventually.isTrue(SOON, () -> tones.size() == 1);
    }

    @Test
    void h12_digits_to_a_peer_are_tones_that_keep_order_and_pauses() throws Exception {
        other.port().digitsAreTones();
        settle(one, other);
        for (char digit : "0099*".toCharArray()) {
            other.port().sendDigit(digit, HELD);
        }
        other.port().sendDigit('!', HELD); // hook flash is no tone
        var heard = new StringBuilder();
        var receiver = listener(heard);
        var pcm = new short[PACKET];
        int sequence = -1;
        while (heard.length() < 5) {
            var packet = b.receive().orElseThrow();
            assertThat(packet.type()).isZero();
            if (sequence >= 0) {
                assertThat(packet.sequence()).isEqualTo(sequence + 1 & 0xFFFF);
            }
            sequence = packet.sequence();
            byte[] sound = packet.payload();
            for (int i = 0; i < sound.length; i++) {
                pcm[i] = (short) G711.expandMu(sound[i]);
            }
            receiver.accept(pcm, 0, sound.length);
        }
        assertThat(heard.toString()).isEqualTo("0099*");
    }

    private void dial(String digits, int millis) throws Exception {
        var sender = new DtmfSender(8_000);
        var pcm = new short[PACKET];
        for (char digit : digits.toCharArray()) {
            sender.begin(digit, millis);
            while (sender.isActive()) {
                sender.read(pcm, 0, PACKET);
                a.send(one.port().localRtp(), packet(pcm));
            }
        }
        for (int i = 0; i < 3; i++) {
            a.send(one.port().localRtp(), packet(new short[PACKET]));
        }
    }

    private ByteBuffer packet(short[] pcm) {
        var packet = a.rtp(8, PACKET);
        for (int i = 0; i < PACKET; i++) {
            packet.put(12 + i, G711.compressA(pcm[i]));
        }
        return packet;
    }

    private static List<byte[]> soundOf(RawPeer peer) throws Exception {
        var sound = new ArrayList<byte[]>();
        for (var p = peer.receive(); p.isPresent(); p = peer.receive(100)) {
            sound.add(p.get().payload());
        }
        return sound;
    }

    private static String heardIn(List<byte[]> sound) {
        var heard = new StringBuilder();
        var receiver = listener(heard);
        for (var payload : sound) {
            var pcm = new short[payload.length];
            for (int i = 0; i < pcm.length; i++) {
                pcm[i] = (short) G711.expandMu(payload[i]);
            }
            receiver.accept(pcm, 0, pcm.length);
        }
        receiver.reset();
        return heard.toString();
    }

    private static DtmfReceiver listener(StringBuilder heard) {
        return new DtmfReceiver(
                8_000,
                new DtmfReceiver.Ear() {
                    @Override
                    public void began(char digit) {
                        heard.append(digit);
                    }

                    @Override
                    public void ended(char digit, long heldMillis) {
                        assertThat(heldMillis).isPositive();
                    }
                });
    }

    private final class Ears implements Ear {
        @Override
        public void digit(char digit, Duration held) {
            events.add(String.valueOf(digit));
        }

        @Override
        public void toneDigit(char digit, Duration held) {
            tones.add(String.valueOf(digit));
        }

        @Override
        public void conversionFailed(String why) {
            throw new AssertionError(why);
        }

        @Override
        public void firstPacket() {
            // nobody waits for it
        }
    }
}

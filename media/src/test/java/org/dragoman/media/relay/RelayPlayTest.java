package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.media.relay.RelayFixture.LOOPBACK;
import static org.dragoman.media.relay.RelayFixture.PCMA;
import static org.dragoman.media.relay.RelayFixture.PCMU;
import static org.dragoman.media.relay.RelayFixture.SOON;
import static org.dragoman.media.relay.RelayFixture.flow;
import static org.dragoman.media.relay.RelayFixture.settle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.core.media.Cadence;
import org.dragoman.core.media.MediaPlane.Ear;
import org.dragoman.core.media.Sound;
import org.dragoman.core.media.Tone;
import org.dragoman.media.probe.ToneProbe;
import org.dragoman.media.testing.Eventually;
import org.dragoman.media.tone.Recording;
import org.dragoman.media.tone.SoundBook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the relay plays itself, measured at the peer.
class RelayPlayTest {
    private static final int FILE_HZ = 1_300;
    private static final int FILE_MILLIS = 700;

    private final AtomicInteger over = new AtomicInteger();
    private Relay relay;
    private RawPeer b;

    @BeforeEach
    void open() throws Exception {
        var us = Map.of(Tone.BUSY, Cadence.parse("480+620:500 -:500"));
        var ru =
                Map.of(
                        Tone.RINGBACK,
                        Cadence.parse("425:1000 -:4000"),
                        Tone.BUSY,
                        Cadence.parse("425:350 -:350"));
        var book = new SoundBook(ru, Map.of("america", us), Map.of("sorry.wav", recording()));
        relay = new Relay(RelayFixture.config().withSounds(book));
        b = new RawPeer();
    }

    @AfterEach
    void close() throws Exception {
        relay.close();
        b.close();
    }

    @Test
    void a_trunk_has_the_tones_of_its_country() throws Exception {
        try (var probe = new ToneProbe(new InetSocketAddress(LOOPBACK, 0))) {
            var port = relay.open("russia", new Ears());
            port.port().agree(flow(probe.localAddress(), PCMA));
            port.port().play(new Sound.OfTone(Tone.RINGBACK));
            Eventually.isTrue(SOON, () -> Math.abs(probe.heard().frequencyHz() - 425) < 2);
        }
        try (var probe = new ToneProbe(new InetSocketAddress(LOOPBACK, 0))) {
            var port = relay.open("america", new Ears());
            port.port().agree(flow(probe.localAddress(), PCMU));
            port.port().play(new Sound.OfTone(Tone.BUSY));
            Eventually.isTrue( // one of the two, which are equally loud
                    SOON,
                    () ->
                            Math.abs(probe.heard().frequencyHz() - 480) < 4
                                    || Math.abs(probe.heard().frequencyHz() - 620) < 4);
        }
    }

    @Test
    void a_file_is_played_once_and_its_end_is_told() throws Exception {
        try (var probe = new ToneProbe(new InetSocketAddress(LOOPBACK, 0))) {
            var port = relay.open("russia", new Ears());
            port.port().agree(flow(probe.localAddress(), PCMA));
            port.port().play(new Sound.OfFile("sorry.wav"));
            Eventually.isTrue(SOON, () -> Math.abs(probe.heard().frequencyHz() - FILE_HZ) < 2);
            Eventually.isTrue(SOON, () -> over.get() == 1);
            assertThat(probe.heard().packets()).isEqualTo(FILE_MILLIS / 20);
            assertThat(probe.heard().lost()).isZero();
        }
    }

    @Test
    void a_file_that_is_not_there_ends_at_once() throws Exception {
        var port = relay.open("russia", new Ears());
        port.port().agree(flow(b.address(), PCMA));
        port.port().play(new Sound.OfFile("missing.wav"));
        Eventually.isTrue(SOON, () -> over.get() == 1);
        assertThat(b.receive(50)).isEmpty();
    }

    @Test
    void music_fills_the_pauses_of_the_other_side_only() throws Exception {
        try (var a = new RawPeer()) {
            var one = relay.open("russia", new Ears());
            var other = relay.open("russia", new Ears());
            one.port().agree(flow(a.address(), PCMA));
            other.port().agree(flow(b.address(), PCMA));
            one.join(other);
            other.port().play(new Sound.Music("sorry.wav"));
            settle(one, other);
            for (int i = 0; i < 2 * FILE_MILLIS / 20; i++) { // longer than the file
                assertThat(b.receive().orElseThrow().payload()).hasSize(160);
            }
            byte[] said = new byte[160];
            Arrays.fill(said, (byte) 0x55); // what RawPeer says
            a.send(one.port().localRtp(), a.rtp(8, 160));
            int last = -1;
            boolean passed = false;
            while (!passed) {
                var packet = b.receive().orElseThrow();
                assertThat(last < 0 || packet.sequence() == (last + 1 & 0xFFFF)).isTrue();
                last = packet.sequence();
                passed = Arrays.equals(packet.payload(), said);
            }
            long since = System.nanoTime();
            assertThat(b.receive()).as("it goes on after a while").isPresent();
            assertThat(System.nanoTime() - since).isGreaterThan(100_000_000);
            other.port().stopSound();
            settle(other);
            while (b.receive(100).isPresent()) {
                assertThat(System.nanoTime() - since).isLessThan(SOON.toNanos());
            }
            assertThat(over).hasValue(0);
        }
    }

    @Test
    void the_tone_goes_on_in_another_codec_of_the_peer() throws Exception {
        var port = relay.open("russia", new Ears());
        port.port().agree(flow(b.address(), PCMA));
        port.port().play(new Sound.OfTone(Tone.BUSY));
        assertThat(b.receive().orElseThrow().type()).isEqualTo(8);
        port.port().agree(flow(b.address(), PCMU));
        Eventually.isTrue(
                SOON,
                () -> {
                    try {
                        return b.receive().orElseThrow().type() == 0;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static Recording recording() throws Exception {
        int samples = 8 * FILE_MILLIS;
        var file = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
        file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        file.putShort((short) 1).putShort((short) 1).putInt(8_000).putInt(16_000);
        file.putShort((short) 2).putShort((short) 16);
        file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            file.putShort((short) (8_000 * Math.sin(2 * Math.PI * FILE_HZ * i / 8_000)));
        }
        return Recording.of(file.array());
    }

    private final class Ears implements Ear {
        @Override
        public void digit(char digit, Duration held) {
            throw new AssertionError("nobody dials");
        }

        @Override
        public void soundOver() {
            over.incrementAndGet();
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

package org.dragoman.media.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.core.media.Cadence;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.core.media.Tone;
import org.dragoman.media.testing.Eventually;
import org.dragoman.media.tone.SoundBook;

/// A relay on loopback, and short words for what tests agree on.
final class RelayFixture {
    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    static final InetSocketAddress ANY = new InetSocketAddress(LOOPBACK, 0);
    static final Duration SOON = Duration.ofSeconds(5);
    static final PayloadFormat PCMU = new PayloadFormat(Codec.PCMU, 0, 20);
    static final PayloadFormat PCMA = new PayloadFormat(Codec.PCMA, 8, 20);

    /// What is recommended for all (ITU-T E.180 §§4 and 5).
    private static final SoundBook TONES =
            new SoundBook(
                    Map.of(
                            Tone.RINGBACK,
                            Cadence.parse("425:1000 -:4000"),
                            Tone.BUSY,
                            Cadence.parse("425:500 -:500")),
                    Map.of(),
                    Map.of());

    private RelayFixture() {}

    static RelayConfig config() {
        return RelayConfig.on(LOOPBACK).withPorts(36_000, 36_999, Duration.ZERO).withSounds(TONES);
    }

    static Relay relay() throws IOException {
        return new Relay(config());
    }

    static MediaFlow flow(InetSocketAddress remote, PayloadFormat format) {
        return flow(remote, format, Direction.SEND_RECEIVE);
    }

    static MediaFlow flow(InetSocketAddress remote, PayloadFormat format, Direction direction) {
        return new MediaFlow(
                Optional.of(remote),
                Optional.empty(),
                Optional.of(format),
                List.of(format),
                OptionalInt.of(101),
                OptionalInt.of(101),
                direction);
    }

    /// Waits until the loops have done what was wanted of the ports.
    static void settle(MediaPlane.Opened... ports) {
        for (var port : ports) {
            Eventually.isTrue(SOON, ((RelayPort) port)::isDone);
        }
    }

    /// Remembers what a port overheard.
    static final class Ears implements MediaPlane.Ear {
        record Heard(char digit, Duration held) {}

        final List<Heard> digits = new CopyOnWriteArrayList<>();
        final List<String> failures = new CopyOnWriteArrayList<>();
        final AtomicInteger firstPackets = new AtomicInteger();

        @Override
        public void digit(char digit, Duration held) {
            digits.add(new Heard(digit, held));
        }

        @Override
        public void conversionFailed(String why) {
            failures.add(why);
        }

        @Override
        public void firstPacket() {
            firstPackets.incrementAndGet();
        }
    }
}

package org.dragoman.media.relay;

import java.time.Duration;
import java.util.Optional;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.media.dtmf.EventReceiver;
import org.dragoman.media.relay.linux.PacketBatch;
import org.dragoman.media.rtp.IncomingStream;
import org.dragoman.media.rtp.RtpView;

/// The second step of a packet: what is learned from it whether or not it goes on. Statistics, the
/// first sign of life, and digits, which end here.
final class Hearing {
    static final long NEVER = OwnSound.NEVER;

    private final IncomingStream in;
    private final PortCounters counters;
    private final MediaPlane.Ear ear;
    private final RtpView packet;
    private final EventReceiver events;
    private Optional<ToneDigits> tones = Optional.empty(); // where digits are in the sound
    private boolean heard;

    Hearing(IncomingStream in, PortCounters counters, MediaPlane.Ear ear, RtpView packet) {
        this.in = in;
        this.counters = counters;
        this.ear = ear;
        this.packet = packet;
        events = new EventReceiver(this::digit);
    }

    /// Counts the packet at hand; returns its extended sequence number.
    int count() {
        if (in.isKnown() && packet.ssrc() != in.ssrc()) {
            events.reset();
            resetTones();
        }
        int extended = in.accept(packet.sequence(), packet.ssrc());
        counters.packetsReceived.add(1);
        counters.bytesReceived.add(packet.length());
        if (!heard) {
            heard = true;
            ear.firstPacket();
        }
        return extended;
    }

    /// Counts a datagram of UDPTL.
    void image(int length) {
        counters.packetsReceived.add(1);
        counters.bytesReceived.add(length);
        if (!heard) {
            heard = true;
            ear.firstPacket();
        }
    }

    /// Takes the packet at hand for one of a digit.
    void digit(PacketBatch batch, int clockHz, long nanos) {
        boolean read =
                events.accept(
                        batch.packets(),
                        packet.payloadAt(),
                        packet.payloadLength(),
                        packet.timestamp(),
                        clockHz,
                        nanos);
        if (!read) {
            counters.malformed.add(1);
        }
    }

    /// Measures the arrival of the packet at hand, which is sound.
    void sound(int clockHz, long nanos) {
        in.arrived(packet.timestamp(), nanos, clockHz);
    }

    /// Digits are in the sound from now on.
    void hearToneDigits() {
        if (tones.isEmpty()) {
            tones = Optional.of(new ToneDigits(this::toneDigit));
        }
    }

    /// Listens for digits in the packet at hand, and takes them out of its sound.
    ///
    /// - {@code law}: of G.711, or {@link Route#NO_LAW} for other codecs, in which nothing is
    ///   looked for.
    void tones(PacketBatch batch, byte law, long nanos) {
        if (tones.isPresent() && law != Route.NO_LAW) {
            tones.get()
                    .take(
                            batch.packets(),
                            packet.payloadAt(),
                            packet.payloadLength(),
                            law == Route.A_LAW,
                            nanos);
        }
    }

    /// When {@link #tick} wants to be called at the latest.
    long dueNanos(long nanos) {
        boolean active = events.isActive() || tones.isPresent() && tones.get().isActive();
        return active ? nanos + EventReceiver.SILENCE_NANOS / 4 : NEVER;
    }

    /// Ends a digit that has gone silent.
    void tick(long nanos) {
        events.tick(nanos);
        if (tones.isPresent()) {
            tones.get().tick(nanos);
        }
    }

    private void resetTones() {
        if (tones.isPresent()) {
            tones.get().reset();
        }
    }

    private void toneDigit(char digit, long heldMillis) {
        ear.toneDigit(digit, Duration.ofMillis(heldMillis));
    }

    private void digit(char digit, long heldMillis) {
        ear.digit(digit, Duration.ofMillis(heldMillis));
    }
}

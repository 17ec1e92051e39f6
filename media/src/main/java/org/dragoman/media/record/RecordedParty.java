package org.dragoman.media.record;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.codec.Resampler;
import org.dragoman.media.codec.SoundDecoder;

/// One party of a recording: its packets become sound in their places. A codec that cannot be
/// decoded here is silence.
final class RecordedParty implements AutoCloseable {
    private final Codecs codecs;
    private final StereoMix mix;
    private final TimeLine time;
    private final int channel;
    private final int rateHz;
    private final short[] decoded = new short[SoundDecoder.MOST_SAMPLES];
    private short[] resampled = new short[0];
    private Optional<Codec> codec = Optional.empty();
    private Optional<SoundDecoder> decoder = Optional.empty();
    private Optional<Resampler> resampler = Optional.empty();

    RecordedParty(Codecs codecs, StereoMix mix, TimeLine time, int channel, int rateHz) {
        this.codecs = codecs;
        this.mix = mix;
        this.time = time;
        this.channel = channel;
        this.rateHz = rateHz;
    }

    /// Puts a packet in its place.
    void hear(Codec packetCodec, MemorySegment payload, SpokenPacket packet) {
        if (codec.isEmpty() || !codec.get().equals(packetCodec)) {
            change(packetCodec);
        }
        if (decoder.isEmpty()) {
            return;
        }
        try {
            int count = decoder.get().decode(payload, 0, packet.length(), decoded);
            long position =
                    time.place(
                            packet.ssrc(),
                            packet.timestamp(),
                            packetCodec.clockHz(),
                            packet.arrivalNanos());
            put(position, count);
        } catch (CodecFailed e) {
            if (e.scope() == CodecFailed.Scope.CALL) {
                closeDecoder(); // from here on this party is silent, until it changes its codec
            }
        }
    }

    @Override
    public void close() {
        closeDecoder();
    }

    private void put(long position, int count) {
        if (resampler.isEmpty()) {
            mix.put(channel, position, decoded, count);
            return;
        }
        int most = resampler.get().most(count);
        if (resampled.length < most) {
            resampled = new short[most];
        }
        int made = resampler.get().resample(decoded, 0, count, resampled);
        mix.put(channel, position, resampled, made);
    }

    private void change(Codec other) {
        closeDecoder();
        codec = Optional.of(other);
        resampler = Optional.empty();
        if (!codecs.decodes(other)) {
            return;
        }
        try {
            var opened = codecs.decoder(other, rateHz);
            decoder = Optional.of(opened);
            if (opened.rateHz() != rateHz) {
                resampler = Optional.of(Resampler.between(opened.rateHz(), rateHz));
            }
        } catch (CodecFailed e) {
            decoder = Optional.empty(); // silence, as for a codec that nobody knows
        }
    }

    private void closeDecoder() {
        decoder.ifPresent(SoundDecoder::close);
        decoder = Optional.empty();
    }
}

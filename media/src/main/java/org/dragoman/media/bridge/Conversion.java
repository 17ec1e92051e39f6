package org.dragoman.media.bridge;

import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.codec.Resampler;
import org.dragoman.media.codec.SoundDecoder;
import org.dragoman.media.codec.SoundEncoder;
import org.dragoman.media.jitter.Playout;

/// One direction of a call whose sides do not use the same codec. Sound goes through it so:
///
///     put: a packet that arrived
///      └ Playout       order, delay, drift
///     make: a packet is due
///      ├ SoundIn       decode | conceal | comfort noise | stretch
///      ├ Resampler     where the codecs' rates differ
///      ├ PcmQueue      until it is as much as the other side's packets hold
///      └ SoundEncoder  encode, or comfort noise where the other side takes that
///
/// - Out: a stream of its own, with sequence numbers without a seam, and timestamps that follow
///   the time also where nothing is sent; the marker begins a talk spurt (RFC 3551 §4.1).
/// - Threads: one at a time. No allocation for a packet.
/// - Errors: {@link CodecFailed} of scope CALL: the conversion is of no more use.
public final class Conversion implements MadePacket, AutoCloseable {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long MOST_BEHIND_NANOS = 100_000_000; // then what is due is given up
    private static final int NOISE_MILLIS = 400; // between comfort noise packets
    private static final int ROOM_PARTS = 5; // of a second wait in the queue at most

    private final SoundIn source;
    private final SoundEncoder encoder;
    private final Optional<Resampler> resampler;
    private final PcmQueue queue;
    private final int noiseType;
    private final int type;
    private final int frame;
    private final long frameNanos;
    private final int frameUnits;
    private final int clockHz;
    private final long spareNanos;
    private boolean running;
    private long dueNanos;
    private long units;
    private boolean spurtBegins = true;
    private int noiseForMillis;
    private int sequence;
    private int length;
    private int madeType;
    private boolean marker;

    private Conversion(
            SoundIn source,
            SoundEncoder encoder,
            PayloadFormat to,
            int packetMillis,
            int noiseType) {
        this.source = source;
        this.encoder = encoder;
        this.noiseType = noiseType;
        type = to.payloadType();
        clockHz = to.codec().clockHz();
        frame = encoder.frameSamples();
        frameNanos = frame * NANOS_PER_SECOND / encoder.rateHz();
        frameUnits = (int) ((long) frame * clockHz / encoder.rateHz());
        boolean same = source.rateHz() == encoder.rateHz();
        resampler =
                same
                        ? Optional.empty()
                        : Optional.of(Resampler.between(source.rateHz(), encoder.rateHz()));
        queue = new PcmQueue(frame + encoder.rateHz() / ROOM_PARTS);
        long packet = packetMillis * 1_000_000L;
        spareNanos = (frameNanos - 1) / packet * packet;
    }

    /// Opens what is needed; may take milliseconds, and load libraries.
    ///
    /// - {@code packetMillis}: of the packets that will come.
    /// - {@code noiseType}: payload type of comfort noise for the other side, or -1.
    public static Conversion open(
            Codecs codecs, Codec from, int packetMillis, PayloadFormat to, int noiseType)
            throws CodecFailed {
        var decoder = codecs.decoder(from);
        try {
            var encoder = codecs.encoder(to.codec(), to.packetMillis(), decoder.rateHz());
            try {
                decoder = atRate(codecs, from, decoder, encoder.rateHz());
                var source = new SoundIn(from, packetMillis, decoder);
                return new Conversion(source, encoder, to, packetMillis, noiseType);
            } catch (CodecFailed | RuntimeException e) {
                encoder.close();
                throw e;
            }
        } catch (CodecFailed | RuntimeException e) {
            decoder.close();
            throw e;
        }
    }

    /// Some decoders give any rate (Opus): then nothing needs to be resampled.
    private static SoundDecoder atRate(Codecs codecs, Codec from, SoundDecoder decoder, int rateHz)
            throws CodecFailed {
        if (decoder.rateHz() == rateHz) {
            return decoder;
        }
        var other = codecs.decoder(from, rateHz);
        decoder.close();
        return other;
    }

    /// Where packets that arrive are put.
    public Playout playout() {
        return source.playout;
    }

    /// Milliseconds of sound that stood in for what did not come; may be asked by any thread.
    public long concealedMillis() {
        return source.concealedMillis.get();
    }

    /// Whether {@link #make} has something to do.
    public boolean isDue(long nanos) {
        return running ? nanos - dueNanos >= 0 : source.playout.hasPackets();
    }

    /// Makes the packet that is due.
    ///
    /// - Returns: whether there is one, on the bench; {@link #length} and the rest describe it.
    public boolean make(long nanos, Workbench bench) throws CodecFailed {
        if (!running) {
            restart(nanos);
        } else if (nanos - dueNanos > MOST_BEHIND_NANOS) {
            units += (nanos - dueNanos) / 1_000 * clockHz / 1_000_000;
            dueNanos = nanos;
        }
        boolean made = fill(bench);
        if (running) {
            units += frameUnits;
            dueNanos += frameNanos;
        }
        return made;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int type() {
        return madeType;
    }

    @Override
    public int sequence() {
        return sequence;
    }

    @Override
    public int timestamp() {
        return (int) (units - frameUnits); // counted on already
    }

    @Override
    public boolean marker() {
        return marker;
    }

    /// The listener asks for a mode of its codec ({@link SoundEncoder#request}).
    public void request(int mode) {
        encoder.request(mode);
    }

    /// Frees what is native. May be called twice.
    @Override
    public void close() {
        source.close();
        encoder.close();
    }

    private void restart(long nanos) {
        if (units > 0) {
            units += Math.max(0, nanos - dueNanos) / 1_000 * clockHz / 1_000_000;
        }
        dueNanos = nanos;
        queue.clear();
        spurtBegins = true;
        noiseForMillis = 0;
    }

    private boolean fill(Workbench bench) throws CodecFailed {
        while (queue.size() < frame) {
            switch (source.next(dueNanos, spareNanos, bench)) {
                case NOTHING -> {
                    running = false;
                    return false;
                }
                case PAUSE -> {
                    running = true;
                    if (noiseType >= 0 && queue.size() == 0) {
                        return describeNoise(bench);
                    }
                    source.fillPause(missingAtSource(), bench);
                    add(bench);
                }
                case SOUND -> {
                    running = true;
                    noiseForMillis = 0;
                    add(bench);
                }
            }
        }
        return encode(bench);
    }

    private int missingAtSource() {
        long missing = frame - queue.size();
        return (int) Math.max(1, missing * source.rateHz() / encoder.rateHz());
    }

    private void add(Workbench bench) {
        if (resampler.isPresent()) {
            int count = resampler.get().resample(bench.pcm, 0, source.count(), bench.resampled);
            queue.add(bench.resampled, count);
        } else {
            queue.add(bench.pcm, source.count());
        }
    }

    private boolean encode(Workbench bench) throws CodecFailed {
        length = encoder.encode(queue.samples(), 0, bench.made(), 0, Workbench.LONGEST_PAYLOAD);
        queue.drop(frame);
        if (length == 0) {
            spurtBegins = true; // the codec's own discontinuous transmission
            return false;
        }
        madeType = type;
        marker = spurtBegins;
        spurtBegins = false;
        sequence++;
        return true;
    }

    /// Tells the other side of silence once, and again now and then (RFC 3389 §5).
    private boolean describeNoise(Workbench bench) {
        spurtBegins = true;
        boolean tells = source.isDescribed() && noiseForMillis == 0;
        noiseForMillis += (int) (frameNanos / 1_000_000);
        if (noiseForMillis >= NOISE_MILLIS) {
            noiseForMillis = 0;
        }
        if (tells) {
            length = source.noise.write(bench.made(), 0);
            madeType = noiseType;
            marker = false;
            sequence++;
        }
        return tells;
    }
}

package org.dragoman.media.mix;

import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.bridge.MadePacket;
import org.dragoman.media.bridge.PcmQueue;
import org.dragoman.media.bridge.SoundIn;
import org.dragoman.media.bridge.Workbench;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.codec.Resampler;
import org.dragoman.media.codec.SoundEncoder;
import org.dragoman.media.jitter.Playout;

/// One party's place in a {@link MixRoom}:
///
///     SoundIn → Resampler → PcmQueue → a block of what it says
///     a block of what the others say → Resampler → PcmQueue → SoundEncoder
///
/// What it says pauses where its packets do; what it hears never does, so the packets made follow
/// one another without a gap from the first block on.
public final class MixSeat implements MadePacket, AutoCloseable {
    /// Of the sound that is added up: wideband parties hear one another as such.
    static final int RATE_HZ = 16_000;

    /// Samples: 10 ms, of which packets of all lengths in use are multiples.
    static final int BLOCK = 160;

    private static final int ROOM_PARTS = 5; // of a second wait in a queue at most

    /// Who sits there.
    public interface Guest {
        /// A packet for the guest is on the bench.
        void made(MixSeat seat, Workbench bench);

        /// Its codec failed; it has no seat any more.
        void failed(CodecFailed why);

        /// Whether it has left.
        boolean isGone();
    }

    final short[] said = new short[BLOCK];
    final Guest guest;
    private final short[] heard = new short[BLOCK];
    private final SoundIn source;
    private final SoundEncoder encoder;
    private final Optional<Resampler> toRoom;
    private final Optional<Resampler> fromRoom;
    private final PcmQueue saying = new PcmQueue(BLOCK + RATE_HZ / ROOM_PARTS);
    private final PcmQueue hearing;
    private final int type;
    private final int clockHz;
    private final int frameUnits;
    private long units;
    private boolean spurtBegins = true;
    private int sequence;
    private int length;
    private boolean marker;

    private MixSeat(SoundIn source, SoundEncoder encoder, PayloadFormat to, Guest guest) {
        this.source = source;
        this.encoder = encoder;
        this.guest = guest;
        type = to.payloadType();
        clockHz = to.codec().clockHz();
        frameUnits = (int) ((long) encoder.frameSamples() * clockHz / encoder.rateHz());
        toRoom = resampler(source.rateHz(), RATE_HZ);
        fromRoom = resampler(RATE_HZ, encoder.rateHz());
        hearing = new PcmQueue(encoder.frameSamples() + encoder.rateHz() / ROOM_PARTS);
    }

    private static Optional<Resampler> resampler(int fromHz, int toHz) {
        return fromHz == toHz ? Optional.empty() : Optional.of(Resampler.between(fromHz, toHz));
    }

    /// Opens what is needed; may take milliseconds, and load libraries.
    ///
    /// - {@code packetMillis}: of the packets that will come.
    /// - {@code to}: what the guest is sent.
    public static MixSeat open(
            Codecs codecs, Codec from, int packetMillis, PayloadFormat to, Guest guest)
            throws CodecFailed {
        var decoder = codecs.decoder(from, RATE_HZ);
        try {
            var encoder = codecs.encoder(to.codec(), to.packetMillis(), RATE_HZ);
            return new MixSeat(new SoundIn(from, packetMillis, decoder), encoder, to, guest);
        } catch (CodecFailed | RuntimeException e) {
            decoder.close();
            throw e;
        }
    }

    /// Where the guest's packets are put.
    public Playout playout() {
        return source.playout();
    }

    /// Milliseconds of sound that stood in for what did not come.
    public long concealedMillis() {
        return source.concealedMillis();
    }

    /// The guest asks for a mode of its codec ({@link SoundEncoder#request}).
    public void request(int mode) {
        encoder.request(mode);
    }

    /// What the guest says in this block; silence where it says nothing.
    void listen(long nanos, Workbench bench) throws CodecFailed {
        while (saying.size() < BLOCK) {
            if (source.next(nanos, 0, bench) == SoundIn.Gave.SOUND) {
                add(bench);
            } else {
                saying.addSilence(BLOCK - saying.size());
            }
        }
        System.arraycopy(saying.samples(), 0, said, 0, BLOCK);
        saying.drop(BLOCK);
    }

    private void add(Workbench bench) {
        if (toRoom.isPresent()) {
            int count = toRoom.get().resample(bench.pcm(), 0, source.count(), bench.resampled());
            saying.add(bench.resampled(), count);
        } else {
            saying.add(bench.pcm(), source.count());
        }
    }

    /// The guest hears what the others say in this block.
    void hear(Mixer mixer, Workbench bench) throws CodecFailed {
        mixer.others(said, heard);
        if (fromRoom.isPresent()) {
            int count = fromRoom.get().resample(heard, 0, BLOCK, bench.resampled());
            hearing.add(bench.resampled(), count);
        } else {
            hearing.add(heard, BLOCK);
        }
        while (hearing.size() >= encoder.frameSamples()) {
            encode(bench);
        }
    }

    private void encode(Workbench bench) throws CodecFailed {
        length = encoder.encode(hearing.samples(), 0, bench.made(), 0, Workbench.LONGEST_PAYLOAD);
        hearing.drop(encoder.frameSamples());
        units += frameUnits;
        if (length == 0) {
            spurtBegins = true; // the codec's own discontinuous transmission
            return;
        }
        marker = spurtBegins;
        spurtBegins = false;
        sequence++;
        guest.made(this, bench);
    }

    /// So much time was given up.
    void skip(long nanos) {
        units += nanos / 1_000 * clockHz / 1_000_000;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int type() {
        return type;
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

    /// Frees what is native. May be called twice.
    @Override
    public void close() {
        source.close();
        encoder.close();
    }
}

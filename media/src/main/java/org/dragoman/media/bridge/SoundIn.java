package org.dragoman.media.bridge;

import org.dragoman.core.media.Codec;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.SoundDecoder;
import org.dragoman.media.jitter.Playout;
import org.dragoman.media.rtp.Counter;

/// The listening half of a conversion: packets in, an even flow of sound out, whatever the network
/// does to them.
public final class SoundIn {
    /// What {@link #next} gave.
    public enum Gave {
        NOTHING,
        SOUND,
        /// The far end is silent; {@link #fillPause} says what that sounds like.
        PAUSE
    }

    final Playout playout;
    final ComfortNoise noise = new ComfortNoise();
    final Counter concealedMillis = new Counter();
    private final SoundDecoder decoder;
    private final int clockHz;
    private final boolean g729;
    private boolean described;
    private int count;

    /// - {@code packetMillis}: of the packets that will come.
    public SoundIn(Codec codec, int packetMillis, SoundDecoder decoder) {
        this.decoder = decoder;
        clockHz = codec.clockHz();
        g729 = codec.name().equals("G729");
        playout = new Playout(clockHz, packetMillis);
    }

    /// Where packets that arrive are put.
    public Playout playout() {
        return playout;
    }

    /// Milliseconds of sound that stood in for what did not come; for any thread.
    public long concealedMillis() {
        return concealedMillis.get();
    }

    public int rateHz() {
        return decoder.rateHz();
    }

    /// Samples that {@link Gave#SOUND} left on the bench.
    public int count() {
        return count;
    }

    /// Whether the far end said what its silence sounds like.
    boolean isDescribed() {
        return described;
    }

    /// Leaves sound on the bench, or says why there is none.
    ///
    /// - {@code spareNanos}: as {@link Playout#next} has it.
    public Gave next(long nanos, long spareNanos, Workbench bench) throws CodecFailed {
        return switch (playout.next(nanos, spareNanos)) {
            case IDLE -> Gave.NOTHING;
            case PAUSE -> Gave.PAUSE;
            case SOUND -> decode(bench);
            case NOISE -> describe(bench);
            case LOST -> conceal(bench, playout.hasNext());
            case LATE -> conceal(bench, false);
        };
    }

    /// Fills the bench with the sound of silence.
    void fillPause(int samples, Workbench bench) {
        count = Math.min(samples, bench.pcm.length);
        if (described) {
            noise.make(bench.pcm, 0, count);
        } else {
            decoder.conceal(count, bench.pcm);
        }
    }

    public void close() {
        decoder.close();
    }

    private Gave decode(Workbench bench) throws CodecFailed {
        int length = playout.length();
        playout.copy(bench.packet, 0);
        boolean silence = g729 && ComfortNoise.isG729Silence(length);
        if (silence) {
            noise.describeG729(bench.packet, 0, length);
            length -= ComfortNoise.G729_SILENCE;
        }
        described = silence;
        count = length > 0 ? decoded(bench, length) : 0;
        playout.played((int) ((long) count * clockHz / rateHz()));
        if (silence) {
            playout.fellSilent();
        }
        if (count == 0) {
            return Gave.PAUSE;
        }
        switch (playout.stretch()) {
            case SHORTER -> count = TimeScale.shorten(bench.pcm, count, rateHz());
            case LONGER -> count = TimeScale.lengthen(bench.pcm, count, rateHz());
            case NONE -> {}
        }
        return Gave.SOUND;
    }

    /// A packet that the codec does not understand is as good as lost.
    private int decoded(Workbench bench, int length) throws CodecFailed {
        try {
            return decoder.decode(bench.packet, 0, length, bench.pcm);
        } catch (CodecFailed e) {
            if (e.scope() == CodecFailed.Scope.CALL) {
                throw e;
            }
            return concealed(playout.usualUnits(), bench);
        }
    }

    private Gave describe(Workbench bench) {
        int length = playout.length();
        playout.copy(bench.packet, 0);
        noise.describe(bench.packet, 0, length);
        described = true;
        playout.played(0);
        return Gave.PAUSE;
    }

    private Gave conceal(Workbench bench, boolean nextIsThere) {
        if (nextIsThere) {
            int length = playout.length();
            playout.copy(bench.packet, 0);
            int samples = samples(playout.units());
            count = decoder.recover(bench.packet, 0, length, samples, bench.pcm);
            note(samples);
        } else {
            count = concealed(playout.units(), bench);
        }
        return Gave.SOUND;
    }

    private int concealed(int units, Workbench bench) {
        int samples = Math.min(samples(units), bench.pcm.length);
        note(samples);
        return decoder.conceal(samples, bench.pcm);
    }

    private void note(int samples) {
        concealedMillis.add((long) samples * 1_000 / rateHz());
    }

    private int samples(int units) {
        return (int) ((long) units * rateHz() / clockHz);
    }
}

package org.dragoman.media.tone;

import java.util.List;
import org.dragoman.core.media.Cadence;
import org.dragoman.core.media.Segment;

/// A tone being played. Each stretch begins and ends within {@link #EDGE_MILLIS}, so that it does
/// not click.
public final class CadenceSound implements SoundSource {
    static final int EDGE_MILLIS = 2;

    private final List<Segment> segments;
    private final int rateHz;
    private final double amplitude;
    private int at; // which segment
    private int inSegment; // samples of it that were read

    /// The tone from its beginning, for as long as it is read.
    ///
    /// - {@code levelDbm0}: of the whole tone while it sounds; two frequencies share it.
    public CadenceSound(Cadence cadence, int rateHz, double levelDbm0) {
        this.segments = cadence.segments();
        this.rateHz = rateHz;
        amplitude = Levels.peakOf(levelDbm0);
    }

    @Override
    public int rateHz() {
        return rateHz;
    }

    @Override
    public int read(short[] pcm, int from, int samples) {
        for (int done = 0; done < samples; ) {
            var segment = segments.get(at);
            int length = (int) ((long) segment.millis() * rateHz / 1_000);
            int count = Math.min(samples - done, length - inSegment);
            write(segment, length, pcm, from + done, count);
            done += count;
            inSegment += count;
            if (inSegment == length) {
                inSegment = 0;
                at = (at + 1) % segments.size();
            }
        }
        return samples;
    }

    private void write(Segment segment, int length, short[] pcm, int from, int count) {
        var hertz = segment.hertz();
        int edge = rateHz * EDGE_MILLIS / 1_000;
        for (int i = 0; i < count; i++) {
            int n = inSegment + i;
            double sound = 0;
            for (int h = 0; h < hertz.size(); h++) {
                sound += Math.sin(2 * Math.PI * hertz.get(h) * n / rateHz);
            }
            if (segment.modulationHz() > 0) { // swells from nothing to twice its mean
                sound *= 1 + Math.sin(2 * Math.PI * segment.modulationHz() * n / rateHz);
                sound /= Levels.SWELLING;
            } else if (hertz.size() == 2) {
                sound /= Math.sqrt(2);
            }
            double shape = Math.min(1, Math.min(n + 1, length - n) / (double) (edge + 1));
            pcm[from + i] = (short) Math.round(amplitude * shape * sound);
        }
    }
}

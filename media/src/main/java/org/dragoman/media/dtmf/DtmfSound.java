package org.dragoman.media.dtmf;

import org.dragoman.media.tone.SoundSource;

/// A digit as a sound to be played, with its pause.
public record DtmfSound(char digit, long heldMillis) {
    public SoundSource at(int rateHz) {
        var sender = new DtmfSender(rateHz);
        if (DtmfSender.isTone(digit)) {
            sender.begin(digit, heldMillis);
        }
        return new SoundSource() {
            @Override
            public int rateHz() {
                return rateHz;
            }

            @Override
            public int read(short[] pcm, int from, int samples) {
                if (!sender.isActive()) {
                    return 0;
                }
                sender.read(pcm, from, samples);
                return samples;
            }
        };
    }
}

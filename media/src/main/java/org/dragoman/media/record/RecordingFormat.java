package org.dragoman.media.record;

import java.io.IOException;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.Codecs;

/// What a recording is written as.
public enum RecordingFormat {
    /// 16-bit PCM: 115 MB an hour, played by everything.
    WAV(".wav") {
        @Override
        StereoFile open(SoundFile file, int rateHz, Codecs codecs) throws IOException {
            return new StereoWav(file, rateHz);
        }
    },
    /// Opus in Ogg: about 20 MB an hour, and some processor time.
    OPUS(".opus") {
        @Override
        StereoFile open(SoundFile file, int rateHz, Codecs codecs) throws IOException {
            try {
                return StereoOpus.begin(file, rateHz, codecs);
            } catch (CodecFailed e) {
                file.close();
                throw new IOException("no recording as Opus: " + e.getMessage(), e);
            }
        }
    };

    private final String ending;

    RecordingFormat(String ending) {
        this.ending = ending;
    }

    /// How names of such files end.
    String ending() {
        return ending;
    }

    /// Begins a file; an IOException where it cannot be written, or there is no such codec
    /// here.
    abstract StereoFile open(SoundFile file, int rateHz, Codecs codecs) throws IOException;
}

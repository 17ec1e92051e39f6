package org.dragoman.media.relay;

import org.dragoman.core.media.Codec;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.tone.Playable;

/// Where the conversions of a relay come from.
interface Converter {
    /// Converts nothing.
    Converter NONE =
            new Converter() {
                @Override
                public boolean converts(Codec from, Codec to) {
                    return false;
                }

                @Override
                public void begin(LiveConversion conversion) {
                    conversion.end();
                }
            };

    /// Whether this machine can turn the one into the other. Quick.
    boolean converts(Codec from, Codec to);

    /// Has a conversion opened and run, soon. Does not block.
    void begin(LiveConversion conversion);

    /// Begins to encode a sound of the gateway's own, for a peer that asks for this.
    default SoundFeed feed(Playable what, PayloadFormat format, ModeRequest asked) {
        return SoundFeed.begin(what, format, asked, Codecs.ofThisMachine());
    }
}

package org.dragoman.media.bridge;

import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Conversions;
import org.dragoman.media.codec.Codecs;

/// What the codecs of this machine can do, as the negotiation asks.
public record CodecConversions(Codecs codecs) implements Conversions {
    @Override
    public boolean canConvert(Codec from, Codec to) {
        return codecs.decodes(from) && codecs.encodes(to);
    }

    @Override
    public int cost(Codec from, Codec to) {
        return codecs.cost(from, to);
    }

    @Override
    public int soundHz(Codec codec) {
        return codecs.soundHz(codec);
    }
}

package org.dragoman.media.codec;

import java.util.List;
import org.dragoman.core.media.Codec;

/// The codecs we write ourselves: G.711, both laws.
final class OwnCodecs implements CodecSource {
    @Override
    public boolean decodes(Codec codec) {
        return codec.isG711() && codec.clockHz() == G711Sound.RATE_HZ && codec.channels() == 1;
    }

    @Override
    public boolean encodes(Codec codec) {
        return decodes(codec);
    }

    @Override
    public SoundDecoder decoder(Codec codec, int wantedRateHz) {
        return new G711Sound.Decoder(law(codec));
    }

    @Override
    public SoundEncoder encoder(Codec codec, int packetMillis, int wantedRateHz) {
        return new G711Sound.Encoder(law(codec), packetMillis);
    }

    @Override
    public List<String> explain() {
        return List.of();
    }

    private static G711Sound.Law law(Codec codec) {
        return codec.name().equals("PCMA") ? G711Sound.Law.A : G711Sound.Law.MU;
    }
}

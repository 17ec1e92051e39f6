package org.dragoman.media.codec;

import java.util.List;
import java.util.Set;
import org.dragoman.core.media.Codec;

/// The codecs we write ourselves: G.711, both laws, and L16, which is none.
final class OwnCodecs implements CodecSource {
    private static final Set<Integer> TELEPHONE_RATES = Set.of(8_000, 16_000);

    /// Of Flash's PCM, which comes in shorter pieces; 20 ms of it would not fit in a packet.
    private static final Set<Integer> FLASH_RATES = Set.of(11_025, 22_050, 44_100);

    @Override
    public boolean decodes(Codec codec) {
        boolean law = codec.isG711() && codec.clockHz() == G711Sound.RATE_HZ;
        return codec.channels() == 1 && (law || isL16(codec));
    }

    @Override
    public boolean encodes(Codec codec) {
        return decodes(codec) && !(isL16(codec) && FLASH_RATES.contains(codec.clockHz()));
    }

    @Override
    public SoundDecoder decoder(Codec codec, int wantedRateHz) {
        return isL16(codec)
                ? new L16Sound.Decoder(codec.clockHz())
                : new G711Sound.Decoder(law(codec));
    }

    @Override
    public SoundEncoder encoder(Codec codec, int packetMillis, int wantedRateHz) {
        return isL16(codec)
                ? new L16Sound.Encoder(codec.clockHz(), packetMillis)
                : new G711Sound.Encoder(law(codec), packetMillis);
    }

    @Override
    public List<String> explain() {
        return List.of();
    }

    private static boolean isL16(Codec codec) {
        int rate = codec.clockHz();
        return codec.name().equals("L16")
                && (TELEPHONE_RATES.contains(rate) || FLASH_RATES.contains(rate));
    }

    private static G711Sound.Law law(Codec codec) {
        return codec.name().equals("PCMA") ? G711Sound.Law.A : G711Sound.Law.MU;
    }
}

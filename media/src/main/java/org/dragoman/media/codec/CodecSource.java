package org.dragoman.media.codec;

import java.util.List;
import org.dragoman.core.media.Codec;

/// One place that codecs come from: our own code, a library of the system, the native bundle.
/// Opening may load and allocate, so it is not for media loops; what was opened is.
public interface CodecSource {
    boolean decodes(Codec codec);

    boolean encodes(Codec codec);

    /// A decoder of a codec that {@link #decodes} has said yes to.
    ///
    /// @param wantedRateHz the rate of whoever will listen; taken if the codec can, else its own
    SoundDecoder decoder(Codec codec, int wantedRateHz) throws CodecFailed;

    /// An encoder of a codec that {@link #encodes} has said yes to.
    SoundEncoder encoder(Codec codec, int packetMillis, int wantedRateHz) throws CodecFailed;

    /// What an operator should know of it: one line for each fact, none if all is as it should be.
    /// Loads nothing that takes time.
    List<String> explain();

    /// Loads what would else be loaded when first needed; answers what went wrong.
    default List<String> prepare() {
        return List.of();
    }
}

package org.dragoman.media.codec;

import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.media.codec.libav.LibavCodecs;
import org.dragoman.media.codec.system.SystemCodecs;

/// Which codecs this machine can convert, and the way to get one. Immutable, for all threads.
/// Finding out may load libraries, so it is asked on a call's loop and never on a media loop.
public final class Codecs {
    /// Duration of a packet where nothing else was agreed (RFC 3551 §4.2).
    public static final int USUAL_PACKET_MILLIS = 20;

    private final List<CodecSource> sources; // the best first

    Codecs(List<CodecSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /// The codecs of the machine that this runs on.
    public static Codecs ofThisMachine() {
        return Machine.CODECS;
    }

    /// The codecs that every machine has: ours and those of the bundle.
    public static Codecs ofTheProgram() {
        return new Codecs(List.of(new OwnCodecs(), new LibavCodecs()));
    }

    public boolean decodes(Codec codec) {
        return decoding(codec).isPresent();
    }

    public boolean encodes(Codec codec) {
        return encoding(codec).isPresent();
    }

    /// Opens a decoder at the codec's own rate.
    public SoundDecoder decoder(Codec codec) throws CodecFailed {
        return decoder(codec, CodecFacts.of(codec).rateHz());
    }

    /// Opens a decoder whose {@code rateHz} is the wanted one where the codec can (Opus, Speex), so
    /// that nothing has to be resampled; else the codec's own.
    public SoundDecoder decoder(Codec codec, int wantedRateHz) throws CodecFailed {
        var source = decoding(codec);
        if (source.isEmpty()) {
            throw CodecFailed.call("no decoder for " + codec + " on this machine");
        }
        return source.get().decoder(codec, wantedRateHz);
    }

    /// Opens an encoder at the codec's own rate.
    public SoundEncoder encoder(Codec codec, int packetMillis) throws CodecFailed {
        return encoder(codec, packetMillis, CodecFacts.of(codec).rateHz());
    }

    /// Opens an encoder, with the same wish for a rate as {@link #decoder(Codec, int)}.
    public SoundEncoder encoder(Codec codec, int packetMillis, int wantedRateHz)
            throws CodecFailed {
        var source = encoding(codec);
        if (source.isEmpty()) {
            throw CodecFailed.call("no encoder for " + codec + " on this machine");
        }
        return source.get().encoder(codec, packetMillis, wantedRateHz);
    }

    /// Processor time of converting 20 ms from the one to the other, in microseconds; for comparing
    /// conversions with each other. Measured, see the ADR on codecs.
    public int cost(Codec from, Codec to) {
        return CodecFacts.of(from).decodeMicros() + CodecFacts.of(to).encodeMicros();
    }

    /// Samples per second of a codec's sound.
    public int soundHz(Codec codec) {
        return CodecFacts.of(codec).rateHz();
    }

    /// What an operator should know of the codecs of this machine, a line for each fact. Quick.
    public List<String> explain() {
        return sources.stream().flatMap(s -> s.explain().stream()).toList();
    }

    /// Loads all libraries now, which takes some tenths of a second, so that no call has to wait
    /// for that; answers what went wrong, a line for each.
    public List<String> prepare() {
        return sources.stream().flatMap(s -> s.prepare().stream()).toList();
    }

    private Optional<CodecSource> decoding(Codec codec) {
        return sources.stream().filter(s -> s.decodes(codec)).findFirst();
    }

    private Optional<CodecSource> encoding(Codec codec) {
        return sources.stream().filter(s -> s.encodes(codec)).findFirst();
    }

    /// Looked at once, by whoever asks first.
    private static final class Machine {
        private static final Codecs CODECS =
                new Codecs(List.of(new OwnCodecs(), new SystemCodecs(), new LibavCodecs()));
    }
}

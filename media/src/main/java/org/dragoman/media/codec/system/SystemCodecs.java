package org.dragoman.media.codec.system;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.core.media.Codec;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.CodecSource;
import org.dragoman.media.codec.OpusSettings;
import org.dragoman.media.codec.SoundDecoder;
import org.dragoman.media.codec.SoundEncoder;

/// The codecs of libraries that the system has.
public final class SystemCodecs implements CodecSource {
    @Override
    public boolean decodes(Codec codec) {
        return switch (codec.name()) {
            case "OPUS" -> codec.clockHz() == 48_000 && Opus.LIBRARY.isPresent();
            case "SPEEX" ->
                    codec.channels() == 1
                            && SpeexMode.of(codec.clockHz()).isPresent()
                            && Speex.LIBRARY.isPresent();
            case "GSM" ->
                    codec.channels() == 1
                            && codec.clockHz() == GsmEncoder.RATE_HZ
                            && Gsm.LIBRARY.isPresent();
            default -> false; // of another source, if any
        };
    }

    @Override
    public boolean encodes(Codec codec) {
        return decodes(codec);
    }

    @Override
    public SoundDecoder decoder(Codec codec, int wantedRateHz) throws CodecFailed {
        return switch (codec.name()) {
            case "OPUS" -> new OpusDecoder(OpusSettings.rate(wantedRateHz));
            case "SPEEX" -> new SpeexDecoder(mode(codec).coding(wantedRateHz));
            default -> new GsmDecoder(); // as decodes() has it
        };
    }

    @Override
    public SoundEncoder encoder(Codec codec, int packetMillis, int wantedRateHz)
            throws CodecFailed {
        return switch (codec.name()) {
            case "OPUS" ->
                    new OpusEncoder(
                            OpusSettings.rate(wantedRateHz), OpusSettings.of(codec, packetMillis));
            case "SPEEX" -> new SpeexEncoder(mode(codec), wantedRateHz, packetMillis);
            default -> new GsmEncoder(packetMillis); // as encodes() has it
        };
    }

    @Override
    public List<String> explain() {
        var lines = new ArrayList<String>();
        if (Opus.LIBRARY.isEmpty()) {
            lines.add(
                    "libopus is not installed: Opus is converted without its own concealment and"
                            + " in-band copies (Debian: apt install libopus0)");
        }
        if (Gsm.LIBRARY.isEmpty()) {
            lines.add(
                    "libgsm is not installed: GSM is decoded but not encoded, so calls pass it"
                            + " through only (Debian: apt install libgsm1)");
        }
        return lines;
    }

    private static SpeexMode mode(Codec codec) throws CodecFailed {
        return SpeexMode.of(codec.clockHz())
                .orElseThrow(() -> CodecFailed.call("Speex: no rate of " + codec.clockHz()));
    }
}

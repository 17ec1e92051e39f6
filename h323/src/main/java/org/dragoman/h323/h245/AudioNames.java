package org.dragoman.h323.h245;

import java.util.Optional;
import org.dragoman.h323.asn1.h245.AudioCapability;
import org.dragoman.h323.asn1.h245.AudioMode;
import org.dragoman.h323.asn1.h245.GSMAudioCapability;

/// The audio capabilities the tables name, with the size they carry, and their ASN.1 types.
final class AudioNames {
    private static final int GSM_FRAME = 33; // octets of 20 ms, H.245 §B.2.2

    /// - {@code units}: the size in units of the capability.
    record Named(String capability, int units) {}

    private AudioNames() {}

    /// Nothing for what has no size we know; {@link #word} names it still.
    static Optional<Named> named(AudioCapability audio) {
        return switch (audio) {
            case AudioCapability.G711Alaw64k(int n) -> Optional.of(new Named("g711Alaw64k", n));
            case AudioCapability.G711Alaw56k(int n) -> Optional.of(new Named("g711Alaw56k", n));
            case AudioCapability.G711Ulaw64k(int n) -> Optional.of(new Named("g711Ulaw64k", n));
            case AudioCapability.G711Ulaw56k(int n) -> Optional.of(new Named("g711Ulaw56k", n));
            case AudioCapability.G72264k(int n) -> Optional.of(new Named("g722-64k", n));
            case AudioCapability.G7231(int n, boolean _) -> Optional.of(new Named("g7231", n));
            case AudioCapability.G729(int n) -> Optional.of(new Named("g729", n));
            case AudioCapability.G729AnnexA(int n) -> Optional.of(new Named("g729AnnexA", n));
            case AudioCapability.G729wAnnexB(int n) -> Optional.of(new Named("g729wAnnexB", n));
            case AudioCapability.G729AnnexAwAnnexB(int n) ->
                    Optional.of(new Named("g729AnnexAwAnnexB", n));
            case AudioCapability.GsmFullRate(var gsm) ->
                    Optional.of(
                            new Named("gsmFullRate", Math.max(1, gsm.audioUnitSize() / GSM_FRAME)));
            case AudioCapability.NonStandard _,
                    AudioCapability.G72256k _,
                    AudioCapability.G72248k _,
                    AudioCapability.G728 _,
                    AudioCapability.Is11172AudioCapability _,
                    AudioCapability.Is13818AudioCapability _,
                    AudioCapability.G7231AnnexCCapability _,
                    AudioCapability.GsmHalfRate _,
                    AudioCapability.GsmEnhancedFullRate _,
                    AudioCapability.GenericAudioCapability _,
                    AudioCapability.G729Extensions _,
                    AudioCapability.Vbd _,
                    AudioCapability.AudioTelephonyEvent _,
                    AudioCapability.AudioTone _,
                    AudioCapability.Unknown _ ->
                    Optional.empty();
        };
    }

    static AudioCapability capability(Named named) {
        int n = named.units();
        return switch (named.capability()) {
            case "g711Alaw64k" -> new AudioCapability.G711Alaw64k(n);
            case "g711Alaw56k" -> new AudioCapability.G711Alaw56k(n);
            case "g711Ulaw64k" -> new AudioCapability.G711Ulaw64k(n);
            case "g711Ulaw56k" -> new AudioCapability.G711Ulaw56k(n);
            case "g722-64k" -> new AudioCapability.G72264k(n);
            case "g7231" -> new AudioCapability.G7231(n, false);
            case "g729" -> new AudioCapability.G729(n);
            case "g729AnnexA" -> new AudioCapability.G729AnnexA(n);
            case "g729wAnnexB" -> new AudioCapability.G729wAnnexB(n);
            case "g729AnnexAwAnnexB" -> new AudioCapability.G729AnnexAwAnnexB(n);
            case "gsmFullRate" ->
                    new AudioCapability.GsmFullRate(
                            new GSMAudioCapability(Math.min(7, n) * GSM_FRAME, false, false));
            default ->
                    throw new IllegalStateException(
                            "h245-capability-to-codec names " + named.capability());
        };
    }

    /// The capability a requested mode stands for.
    static Optional<String> ofMode(AudioMode mode) {
        return switch (mode) {
            case AudioMode.G711Alaw64k() -> Optional.of("g711Alaw64k");
            case AudioMode.G711Ulaw64k() -> Optional.of("g711Ulaw64k");
            case AudioMode.G711Alaw56k() -> Optional.of("g711Alaw56k");
            case AudioMode.G711Ulaw56k() -> Optional.of("g711Ulaw56k");
            case AudioMode.G72264k() -> Optional.of("g722-64k");
            case AudioMode.G729() -> Optional.of("g729");
            case AudioMode.G729AnnexA() -> Optional.of("g729AnnexA");
            case AudioMode.G729wAnnexB _ -> Optional.of("g729wAnnexB");
            case AudioMode.G729AnnexAwAnnexB _ -> Optional.of("g729AnnexAwAnnexB");
            case AudioMode.G7231 _ -> Optional.of("g7231");
            case AudioMode.GsmFullRate _ -> Optional.of("gsmFullRate");
            case AudioMode.NonStandard _,
                    AudioMode.G72256k _,
                    AudioMode.G72248k _,
                    AudioMode.G728 _,
                    AudioMode.Is11172AudioMode _,
                    AudioMode.Is13818AudioMode _,
                    AudioMode.G7231AnnexCMode _,
                    AudioMode.GsmHalfRate _,
                    AudioMode.GsmEnhancedFullRate _,
                    AudioMode.GenericAudioMode _,
                    AudioMode.G729Extensions _,
                    AudioMode.Vbd _,
                    AudioMode.Unknown _ ->
                    Optional.empty();
        };
    }

    static Optional<AudioMode> mode(String capability) {
        return switch (capability) {
            case "g711Alaw64k" -> Optional.of(new AudioMode.G711Alaw64k());
            case "g711Ulaw64k" -> Optional.of(new AudioMode.G711Ulaw64k());
            case "g722-64k" -> Optional.of(new AudioMode.G72264k());
            case "g729" -> Optional.of(new AudioMode.G729());
            case "g729AnnexA" -> Optional.of(new AudioMode.G729AnnexA());
            case "g7231" ->
                    Optional.of(
                            new AudioMode.G7231(
                                    new AudioMode.G7231.Value.NoSilenceSuppressionHighRate()));
            case "gsmFullRate" ->
                    Optional.of(
                            new AudioMode.GsmFullRate(
                                    new GSMAudioCapability(GSM_FRAME, false, false)));
            default -> Optional.empty(); // no mode of its own, or none we would ask for
        };
    }

    /// An alternative of a CHOICE in its ASN.1 word, as far as Java keeps it.
    static String word(Object alternative) {
        var name = alternative.getClass().getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}

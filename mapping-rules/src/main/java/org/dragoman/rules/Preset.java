package org.dragoman.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A named set of cause tables; each trunk has one.
public enum Preset {
    /// ISUP and SIP, RFC 3398; what carriers expect.
    RFC3398,
    /// QSIG and SIP, RFC 4497; what private networks expect.
    RFC4497,
    /// As Asterisk's chan_pjsip does.
    ASTERISK,
    /// As FreeSWITCH's mod_sofia does.
    FREESWITCH,
    /// As AudioCodes Mediant gateways do.
    AUDIOCODES,
    /// As Oracle's session border controllers did, when they still spoke H.323.
    ORACLE;

    /// The word for it in a configuration: {@code rfc3398}.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Preset> of(String word) {
        return Arrays.stream(values()).filter(p -> p.word().equals(word)).findFirst();
    }

    /// Every word, in order.
    public static List<String> words() {
        return Arrays.stream(values()).map(Preset::word).toList();
    }
}

package org.dragoman.sip;

import java.util.List;
import org.dragoman.core.media.Codec;

/// How the phones of accounts are spoken with, beside what each says of itself.
///
/// - {@code security}: whether their sound is encrypted.
/// - {@code codecs}: of the offers that are made where the call brings none, best first; empty for
///   the standard ones. A browser by SIP over WebSocket is offered Opus too, where it may have it.
public record PhonePolicy(Security security, List<Codec> codecs) {
    public static final PhonePolicy STANDARD = new PhonePolicy(Security.STANDARD, List.of());

    public PhonePolicy {
        codecs = List.copyOf(codecs);
    }
}

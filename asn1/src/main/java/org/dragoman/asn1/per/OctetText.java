package org.dragoman.asn1.per;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Character strings that travel as octets: UTF8String, and GeneralString and its like, of which
/// H.323 uses the characters of one octet.
///
/// Source: ITU-T X.691 §30.6.
public enum OctetText implements Decoder<String>, Encoder<String> {
    UTF_8(StandardCharsets.UTF_8),
    ISO_8859_1(StandardCharsets.ISO_8859_1);

    private final Charset charset;

    OctetText(Charset charset) {
        this.charset = charset;
    }

    /// Octets that stand for no character become U+FFFD.
    @Override
    public String decode(PerReader in) throws MalformedPdu {
        Octets octets = in.openOctets();
        in.take(64 + 2 * octets.length());
        return new String(octets.bytes, charset);
    }

    @Override
    public void encode(String text, PerWriter out) {
        StringsOut.unboundedOctets(out, text.getBytes(charset));
    }

    /// Checks what a record is made with.
    ///
    /// - Errors: IllegalArgumentException if a character has no octets in this charset.
    public void check(String text) {
        if (this == ISO_8859_1 && text.chars().anyMatch(c -> c > 0xff)) {
            throw new IllegalArgumentException("characters of more than one octet");
        }
    }
}

package org.dragoman.sip.message;

import java.util.Locale;
import java.util.Optional;

/// What a message carries beside its headers.
///
/// - {@code type}: media type with parameters, as received.
public record Body(String type, String text) {
    public static final String SDP = "application/sdp";

    public static Body sdp(String text) {
        return new Body(SDP, text);
    }

    /// The media type alone, lower case.
    public String mediaType() {
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /// The session description in it: the body itself, or the first one of a multipart body
    /// (carriers send ISUP beside SDP, RFC 3372).
    public Optional<String> sdp() {
        if (mediaType().equals(SDP)) {
            return text.isBlank() ? Optional.empty() : Optional.of(text);
        }
        return mediaType().startsWith("multipart/") ? Multipart.part(this, SDP) : Optional.empty();
    }

    /// Whether we know what to do with it.
    public boolean isKnown() {
        return text.isBlank() || mediaType().equals(SDP) || mediaType().startsWith("multipart/");
    }

    /// For people: not what it says, which may be a key.
    @Override
    public String toString() {
        return type + ", " + text.length() + " characters";
    }
}

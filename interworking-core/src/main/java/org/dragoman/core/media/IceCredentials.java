package org.dragoman.core.media;

import java.util.random.RandomGenerator;

/// What proves connectivity checks to be a party's own.
///
/// - {@code ufrag}: 4 to 256 ice-chars; names the party in every check.
/// - {@code password}: 22 to 256 ice-chars; {@link #toString} does not show it.
/// - Source: RFC 8839 §5.4.
public record IceCredentials(String ufrag, String password) {
    private static final String CHARACTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int UFRAG = 8; // characters: 48 bits; RFC 8445 §5.3 wants 24
    private static final int PASSWORD = 24; // characters: 144 bits; RFC 8445 §5.3 wants 128
    private static final int LONGEST = 256;

    public IceCredentials {
        if (!isToken(ufrag, 4) || !isToken(password, 22)) {
            throw new IllegalArgumentException(
                    "ICE credentials are 4 and 22 to 256 of the characters of RFC 8839 §5.4");
        }
    }

    /// Whether the two words of a peer are credentials.
    public static boolean areCredentials(String ufrag, String password) {
        return isToken(ufrag, 4) && isToken(password, 22);
    }

    /// Fresh ones.
    ///
    /// - {@code random}: nobody may guess what comes.
    public static IceCredentials fresh(RandomGenerator random) {
        return new IceCredentials(token(random, UFRAG), token(random, PASSWORD));
    }

    private static String token(RandomGenerator random, int length) {
        var token = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            token.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return token.toString();
    }

    private static boolean isToken(String text, int least) {
        return text.length() >= least
                && text.length() <= LONGEST
                && text.chars().allMatch(c -> CHARACTERS.indexOf(c) >= 0);
    }

    @Override
    public String toString() {
        return ufrag + " (password not shown)";
    }
}

package org.dragoman.core.media;

import java.security.MessageDigest;
import java.util.Arrays;

/// The key of one direction of a stream, and what it is for. Two are equal when suite, key and salt
/// are: who agrees on equal keys again keeps the rollover counter and the replay list
/// (RFC 4568 §7.1.4), other keys begin anew.
///
/// - {@code masterKey}, {@code masterSalt}: of the suite's lengths; copied in and out.
/// - No key is ever written anywhere: {@link #toString} has the suite alone.
/// - Source: RFC 3711 §8.1, RFC 7714 §11.
public record SrtpKeys(SrtpSuite suite, byte[] masterKey, byte[] masterSalt) {
    public SrtpKeys {
        masterKey = masterKey.clone();
        masterSalt = masterSalt.clone();
        if (masterKey.length != suite.keyBytes() || masterSalt.length != suite.saltBytes()) {
            throw new IllegalArgumentException(
                    "%s takes a key of %d bytes and a salt of %d"
                            .formatted(suite, suite.keyBytes(), suite.saltBytes()));
        }
    }

    @Override
    public byte[] masterKey() {
        return masterKey.clone();
    }

    @Override
    public byte[] masterSalt() {
        return masterSalt.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SrtpKeys(var otherSuite, var otherKey, var otherSalt)
                && suite == otherSuite
                && MessageDigest.isEqual(masterKey, otherKey)
                && MessageDigest.isEqual(masterSalt, otherSalt);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(masterKey) + suite.hashCode();
    }

    @Override
    public String toString() {
        return suite + " (key not shown)";
    }
}

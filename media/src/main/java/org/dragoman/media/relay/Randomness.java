package org.dragoman.media.relay;

import java.util.random.RandomGenerator;

/// Where SSRCs, first sequence numbers and canonical names come from.
record Randomness(RandomGenerator generator) {
    private static final String BASE64 =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    long number() {
        return generator.nextLong();
    }

    /// A name that says nothing (RFC 7022 §4.2), in ASCII.
    byte[] name(int length) {
        var name = new byte[length];
        for (int i = 0; i < length; i++) {
            name[i] = (byte) BASE64.charAt(generator.nextInt(BASE64.length()));
        }
        return name;
    }
}

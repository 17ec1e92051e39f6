package org.dragoman.core.call;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Names one call through the gateway: in every log line, record and CLI answer.
///
/// - Shape: 12 lower-case hexadecimal digits, random.
public record CallId(String value) {
    public CallId {
        if (!isCallId(value)) {
            throw new IllegalArgumentException("call id is 12 hexadecimal digits: " + value);
        }
    }

    public static CallId random(RandomGenerator random) {
        return new CallId(HexFormat.of().toHexDigits(random.nextLong(), 12));
    }

    private static boolean isCallId(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return value.length() == 12;
    }

    @Override
    public String toString() {
        return value;
    }
}

package org.dragoman.core.call;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Names one call through the gateway: in every log line, record and CLI answer.
///
/// - Shape: 12 lower-case hexadecimal digits, random.
public record CallId(String value) {
    public CallId {
        if (value.length() != 12 || !value.chars().allMatch(CallId::isDigit)) {
            throw new IllegalArgumentException("call id is 12 hexadecimal digits: " + value);
        }
    }

    public static CallId random(RandomGenerator random) {
        return new CallId(HexFormat.of().toHexDigits(random.nextLong(), 12));
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }

    @Override
    public String toString() {
        return value;
    }
}

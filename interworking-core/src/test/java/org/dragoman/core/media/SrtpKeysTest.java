package org.dragoman.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpKeysTest {
    private static byte[] bytes(int count, int value) {
        var bytes = new byte[count];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static SrtpKeys keys(SrtpSuite suite, int key, int salt) {
        return new SrtpKeys(suite, bytes(suite.keyBytes(), key), bytes(suite.saltBytes(), salt));
    }

    @ParameterizedTest
    @EnumSource
    void areEqualByContentAndNeverShown(SrtpSuite suite) {
        var keys = keys(suite, 0x5a, 0x3c);
        assertThat(keys).isEqualTo(keys(suite, 0x5a, 0x3c)).hasSameHashCodeAs(keys(suite, 0x5a, 1));
        assertThat(keys).isNotEqualTo(keys(suite, 0x5b, 0x3c)).isNotEqualTo(keys(suite, 0x5a, 0));
        assertThat(SrtpSuite.named(suite.name())).contains(suite);
        var flow = MediaFlow.NONE.withKeys(keys, keys).toString();
        for (var secret : new byte[][] {keys.masterKey(), keys.masterSalt()}) {
            assertThat(flow)
                    .doesNotContain(HexFormat.of().formatHex(secret))
                    .doesNotContain(Base64.getEncoder().encodeToString(secret))
                    .doesNotContain(Arrays.toString(secret));
        }
    }

    @ParameterizedTest
    @EnumSource
    void areCopiedInAndOut(SrtpSuite suite) {
        var key = bytes(suite.keyBytes(), 7);
        var keys = new SrtpKeys(suite, key, bytes(suite.saltBytes(), 8));
        key[0] = 0;
        keys.masterKey()[1] = 0;
        keys.masterSalt()[1] = 0;
        assertThat(keys).isEqualTo(keys(suite, 7, 8));
    }

    @ParameterizedTest
    @EnumSource
    void haveTheLengthsOfTheSuite(SrtpSuite suite) {
        assertThatThrownBy(
                        () ->
                                new SrtpKeys(
                                        suite,
                                        bytes(suite.keyBytes() - 1, 0),
                                        bytes(suite.saltBytes(), 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallIdTest {
    @Test
    void isTwelveHexadecimalDigits() {
        var random = new SplittableRandom(1);
        assertThat(CallId.random(random).value()).matches("[0-9a-f]{12}");
        assertThat(CallId.random(random)).isNotEqualTo(CallId.random(random));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123456789a", "0123456789abc", "0123456789aG", "0123456789AB"})
    void isNothingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CallId(text));
    }
}

package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelephoneNumberTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "0", "74951234567", "*21#", "ABCD"})
    void takesDigits(String digits) {
        assertThat(TelephoneNumber.of(digits).digits()).isEqualTo(digits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+7495", "1234.5", "10.0.0.1", "alice", "12 34", "١٢٣"})
    void refusesWhatIsNoDigit(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TelephoneNumber.of(text));
    }

    @Test
    void refusesMoreThanFortyDigits() {
        assertThat(TelephoneNumber.areDigits("1".repeat(40))).isTrue();
        assertThat(TelephoneNumber.areDigits("1".repeat(41))).isFalse();
    }
}

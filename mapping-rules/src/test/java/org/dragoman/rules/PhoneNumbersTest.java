package org.dragoman.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dragoman.core.call.TelephoneNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PhoneNumbersTest {
    private final PhoneNumbers numbers = new PhoneNumbers();

    record Dialled(String region, String digits, String international) {}

    // how people dial in each country: ITU-T E.164 supplement "Dialling procedures" (2011-12-15)
    static final List<Dialled> DIALLED =
            List.of(
                    new Dialled("RU", "84951234567", "74951234567"),
                    new Dialled("RU", "4951234567", "74951234567"),
                    new Dialled("RU", "89161234567", "79161234567"),
                    new Dialled("RU", "810442071234567", "442071234567"),
                    new Dialled("RU", "8104930123456", "4930123456"),
                    new Dialled("RU", "74951234567", "74951234567"),
                    new Dialled("DE", "030123456", "4930123456"),
                    new Dialled("DE", "0074951234567", "74951234567"),
                    new Dialled("US", "2125551234", "12125551234"),
                    new Dialled("US", "011442071234567", "442071234567"),
                    new Dialled("GB", "02071234567", "442071234567"));

    @ParameterizedTest
    @FieldSource("DIALLED")
    void what_people_dial_is_international(Dialled c) {
        assertThat(numbers.international(TelephoneNumber.of(c.digits()), c.region()))
                .contains(TelephoneNumber.international(c.international()));
    }

    @Test
    void what_is_international_already_stays_so_wherever_it_is_dialled() {
        var number = TelephoneNumber.international("442071234567");
        assertThat(numbers.international(number, "RU")).contains(number);
    }

    @Test
    void what_the_plan_does_not_know_is_nothing() {
        assertThat(numbers.international(TelephoneNumber.of("112"), "RU")).isEmpty();
        assertThat(numbers.international(TelephoneNumber.of(""), "RU")).isEmpty();
        assertThat(numbers.international(TelephoneNumber.of("*21#"), "RU")).isEmpty();
        assertThat(numbers.international(TelephoneNumber.of("8".repeat(30)), "RU")).isEmpty();
        assertThat(PhoneNumbers.isRegion("RU")).isTrue();
        assertThat(PhoneNumbers.isRegion("XX")).isFalse();
    }
}

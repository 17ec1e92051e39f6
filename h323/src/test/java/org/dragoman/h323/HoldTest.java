package org.dragoman.h323;

import static org.assertj.core.api.Assertions.assertThat;

import org.dragoman.h323.H323Behaviour.Hold;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How a product is held: as it was told, or as it can bear it.
class HoldTest {
    @ParameterizedTest
    @CsvSource({
        "AUTO, '', EMPTY_CAPABILITIES",
        "AUTO, GnuGk, EMPTY_CAPABILITIES",
        "AUTO, ooh323, NOTIFY", // Asterisk 22.10.1, in CallProceeding and Setup
        "EMPTY_CAPABILITIES, ooh323, EMPTY_CAPABILITIES",
        "NOTIFY, '', NOTIFY",
        "NONE, ooh323, NONE"
    })
    void theProductDecidesWhereNothingIsSaid(Hold told, String product, Hold done) {
        assertThat(told.towards(product)).isEqualTo(done);
    }
}

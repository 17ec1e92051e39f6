package org.dragoman.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.dragoman.core.media.Cadence;
import org.dragoman.core.media.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToneTableTest {
    private static final ToneTable TABLE = Mappings.load().tones();

    @Test
    void there_are_many_countries_and_each_has_every_tone() {
        assertThat(TABLE.countries())
                .hasSizeGreaterThan(25)
                .contains("itu", "ru", "us", "gb", "de", "fr");
        for (var country : TABLE.countries()) {
            assertThat(TABLE.of(country).orElseThrow()).containsOnlyKeys(Tone.values());
        }
        assertThat(TABLE.of("xx")).isEmpty();
        assertThat(TABLE.of("RU")).isEqualTo(TABLE.of("ru"));
    }

    @ParameterizedTest
    @CsvSource({
        "us, RINGBACK, 440+480:2000 -:4000",
        "ru, BUSY, 425:350 -:350",
        "itu, SPECIAL_INFORMATION, 950:330 1400:330 1800:330 -:1000"
    })
    void a_tone_is_what_the_table_says(String country, Tone tone, String cadence) {
        assertThat(TABLE.of(country).orElseThrow()).containsEntry(tone, Cadence.parse(cadence));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "xx,busy,425 | not a stretch of a tone",
                "xx,busy,425:0 | 1 ms or more",
                "xx,hum,425:10 | tone is hum, allowed are [ringback, busy",
                "xx,busy,-:10 | sounds at least once",
                "xx,busy,4000:10 | 3400",
                "xxx,busy,425:10 | country is xxx"
            })
    void mistakes_are_told_with_their_line(String row, String why) {
        var text = "country,tone,cadence,source\n" + row + ",E.180\n";
        var own = new OwnTables(Map.of("tones.csv", new OwnTables.Text("own.csv", text)));
        assertThatThrownBy(() -> Mappings.load(own, Map.of()))
                .isInstanceOfSatisfying(
                        BadTable.class,
                        bad ->
                                assertThat(bad.problems().getFirst())
                                        .startsWith("own.csv:2: ")
                                        .contains(why));
    }
}

package org.dragoman.gateway.agi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The files as say.c of Asterisk 22 names them for English.
class AgiSpeechTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final Instant AT = Instant.parse("2026-11-22T18:05:09Z"); // a Sunday

    private static String words(List<String> files) {
        return String.join(" ", files).replace("digits/", "");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7, 7",
        "19, 19",
        "20, 20",
        "42, 40 2",
        "100, 1 hundred",
        "115, 1 hundred 15",
        "1000, 1 thousand",
        "2026, 2 thousand 20 6",
        "70350, 70 thousand 3 hundred 50",
        "1000000, 1 million",
        "-3, minus 3"
    })
    void numbers(long number, String said) {
        assertThat(words(AgiSpeech.number(number))).isEqualTo(said);
    }

    @Test
    void a_number_without_a_word_is_silent() {
        assertThat(AgiSpeech.number(1_000_000_000)).isEmpty();
        assertThat(AgiSpeech.number(Long.MIN_VALUE)).isEmpty();
    }

    @Test
    void digits_letters_and_phonetic() {
        assertThat(AgiSpeech.digits("1*#"))
                .containsExactly("digits/1", "digits/star", "digits/pound");
        assertThat(AgiSpeech.letters("aB 3."))
                .containsExactly(
                        "letters/a", "letters/b", "letters/space", "digits/3", "letters/dot");
        assertThat(AgiSpeech.phonetic("z9")).containsExactly("phonetic/z_p", "digits/9");
    }

    @Test
    void dates_and_times() {
        assertThat(words(AgiSpeech.date(AT, MOSCOW)))
                .isEqualTo("day-0 mon-10 20 2 2 thousand 20 6");
        assertThat(words(AgiSpeech.time(AT, MOSCOW))).isEqualTo("9 oh 5 p-m");
        assertThat(words(AgiSpeech.time(Instant.parse("2026-11-22T21:00:00Z"), MOSCOW)))
                .as("midnight is twelve")
                .isEqualTo("12 oclock a-m");
        assertThat(words(AgiSpeech.dateAndTime(AT, MOSCOW, "")))
                .isEqualTo("day-0 mon-10 20 h-2 2 thousand 20 6 at 9 oh 5 p-m");
        assertThat(words(AgiSpeech.dateAndTime(AT, MOSCOW, "dT'open")))
                .as("a quote that is not closed goes to the end")
                .isEqualTo("20 h-2 20 1 oh 5 9 open");
    }

    /// Debian's English prompts have all that is said.
    @Test
    void what_is_said_are_prompts_that_there_are() throws IOException {
        var there = new HashSet<String>();
        try (var in =
                Objects.requireNonNull(
                        AgiSpeechTest.class.getResourceAsStream("/agi/english-prompts.txt"))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(there::add);
        }
        var said = new HashSet<String>();
        LongStream.of(0, 13, 20, 35, 46, 57, 68, 79, 81, 90, 111, 1_002, 3_000_000, -4)
                .forEach(n -> said.addAll(AgiSpeech.number(n)));
        said.addAll(AgiSpeech.letters("abcdefghijklmnopqrstuvwxyz*#!@$-.=+/ 0123456789"));
        said.addAll(AgiSpeech.phonetic("abcdefghijklmnopqrstuvwxyz"));
        said.addAll(AgiSpeech.digits("0123456789*#-"));
        for (int day = 0; day < 366; day++) {
            var at = AT.plus(Duration.ofDays(day)).plus(Duration.ofMinutes(7L * day));
            said.addAll(AgiSpeech.dateAndTime(at, MOSCOW, ""));
            said.addAll(AgiSpeech.date(at, MOSCOW));
            said.addAll(AgiSpeech.time(at, MOSCOW));
        }
        assertThat(there).containsAll(said);
    }

    @Test
    void zones() {
        assertThat(AgiSpeech.zone("Europe/Moscow")).isEqualTo(MOSCOW);
        assertThat(AgiSpeech.zone("Nowhere/Town")).isEqualTo(ZoneId.systemDefault());
    }
}

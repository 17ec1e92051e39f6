package org.dragoman.gateway.agi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Lines as Asterisk::AGI 1.08 and the examples in Asterisk's documentation write them.
class AgiCommandTest {
    record Line(String text, Optional<AgiVerb> verb, List<String> arguments) {}

    static final List<Line> LINES =
            List.of(
                    new Line("ANSWER", Optional.of(AgiVerb.ANSWER), List.of()),
                    new Line("answer ", Optional.of(AgiVerb.ANSWER), List.of()),
                    new Line(
                            "SET VARIABLE DIALED \"a \\\"b\\\" c\"",
                            Optional.of(AgiVerb.SET_VARIABLE),
                            List.of("DIALED", "a \"b\" c")),
                    new Line(
                            "GET FULL VARIABLE ${CALLERID(num)}",
                            Optional.of(AgiVerb.GET_FULL_VARIABLE),
                            List.of("${CALLERID(num)}")),
                    new Line(
                            "EXEC Dial SIP/7495@carrier,30",
                            Optional.of(AgiVerb.EXEC),
                            List.of("Dial", "SIP/7495@carrier,30")),
                    new Line(
                            "STREAM FILE welcome \"\"",
                            Optional.of(AgiVerb.STREAM_FILE),
                            List.of("welcome", "")),
                    new Line("GET", Optional.empty(), List.of()),
                    new Line("SPEECH CREATE lumenvox", Optional.empty(), List.of()),
                    new Line("", Optional.empty(), List.of()));

    @ParameterizedTest
    @FieldSource("LINES")
    void a_line_is_a_command_and_its_words(Line c) {
        var command = AgiCommand.parse(c.text());
        assertThat(command.map(AgiCommand::verb)).isEqualTo(c.verb());
        assertThat(command.map(AgiCommand::arguments).orElse(List.of())).isEqualTo(c.arguments());
    }

    @Test
    void words_are_counted() {
        assertThat(AgiCommand.parse("SET VARIABLE X").orElseThrow().isComplete()).isFalse();
        assertThat(AgiCommand.parse("SET VARIABLE X 1").orElseThrow().isComplete()).isTrue();
        assertThat(AgiCommand.parse("SET VARIABLE X 1 2").orElseThrow().isComplete()).isFalse();
    }

    @Test
    void no_line_is_too_strange() {
        var random = new Random(20261122);
        var signs = "\"\\ \tGETDA$(){}é\u0000/,|&@";
        for (int i = 0; i < 20_000; i++) {
            var line = new StringBuilder(random.nextBoolean() ? "" : "SET VARIABLE ");
            for (int n = random.nextInt(40); n > 0; n--) {
                line.append(signs.charAt(random.nextInt(signs.length())));
            }
            assertThat(AgiCommand.words(line.toString()).size())
                    .isLessThanOrEqualTo(AgiCommand.MOST_WORDS);
            AgiCommand.parse(line.toString());
            DialString.parse(line.toString(), "A"::equals);
        }
    }

    @Test
    void what_has_no_end_is_cut() {
        assertThat(AgiCommand.words("a ".repeat(5_000))).hasSize(AgiCommand.MOST_WORDS);
    }
}

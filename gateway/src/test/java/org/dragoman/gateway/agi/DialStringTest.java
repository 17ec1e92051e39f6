package org.dragoman.gateway.agi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// Dial strings as Asterisk's documentation of Dial and of its channel drivers has them.
class DialStringTest {
    private static final Set<String> PEERS = Set.of("carrier", "spare", "accounts");

    /// - {@code targets}: peer and number, or nothing where nobody is dialled.
    record Written(String text, List<String> targets, Optional<Duration> ring) {
        Written(String text, String... targets) {
            this(text, List.of(targets), Optional.empty());
        }
    }

    static final List<Written> STRINGS =
            List.of(
                    new Written("SIP/7495@carrier", "carrier 7495"),
                    new Written("PJSIP/+7495@carrier", "carrier 7495"),
                    new Written("SIP/carrier/7495", "carrier 7495"),
                    new Written("OOH323/carrier", "carrier "),
                    new Written("SIP/100", "accounts 100"),
                    new Written(
                            "SIP/1@carrier&H323/2@spare,20,tT",
                            List.of("carrier 1", "spare 2"),
                            Optional.of(Duration.ofSeconds(20))),
                    new Written(
                            "SIP/1@carrier|45|r",
                            List.of("carrier 1"),
                            Optional.of(Duration.ofSeconds(45))),
                    new Written("SIP/1@carrier,,g", "carrier 1"),
                    new Written("SIP/1@carrier,99999", "carrier 1"),
                    new Written("SIP/1@nobody&SIP/2@spare", "spare 2"),
                    new Written("SIP/1@nobody"),
                    new Written("SIP/anna@carrier"),
                    new Written("7495"),
                    new Written(""));

    @ParameterizedTest
    @FieldSource("STRINGS")
    void a_dial_string_names_peers_of_this_gateway(Written c) {
        var dial = DialString.parse(c.text(), PEERS::contains);
        assertThat(
                        dial.map(DialString::targets).orElse(List.of()).stream()
                                .map(t -> t.to() + " " + t.rewriteCalled().prefix()))
                .isEqualTo(c.targets());
        assertThat(dial.flatMap(DialString::ring)).isEqualTo(c.ring());
        assertThat(dial.isPresent()).isEqualTo(!c.targets().isEmpty());
    }

    @Test
    void a_number_in_a_context_is_for_the_rules_behind() {
        var dial = DialString.parse("Local/7495@default/n,30", PEERS::contains).orElseThrow();
        assertThat(dial.rules()).contains("7495");
        assertThat(dial.targets()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'L(60000:30000:10000)', 60",
        "'HRrL(5000)tT', 5",
        "'S(90)', 90",
        "'L(60000)S(30)', 30",
        "'L(0)', ",
        "'tTg', ",
        "'L()', "
    })
    void options_say_how_long_they_may_talk(String options, Integer seconds) {
        var dial = DialString.parse("SIP/1@carrier,20," + options, PEERS::contains).orElseThrow();
        assertThat(dial.longest()).isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
    }
}

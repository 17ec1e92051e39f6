package org.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.dragoman.gateway.config.Addresses.HostAndPort;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class AddressesTest {
    record Case(String text, Optional<HostAndPort> expected) {
        static Case right(String text, String host, int port) {
            return new Case(text, Optional.of(new HostAndPort(host, port)));
        }

        static Case wrong(String text) {
            return new Case(text, Optional.empty());
        }
    }

    static final List<Case> CASES =
            List.of(
                    Case.right("192.0.2.1", "192.0.2.1", 99),
                    Case.right("192.0.2.1:5070", "192.0.2.1", 5070),
                    Case.right("2001:db8::1", "2001:db8::1", 99),
                    Case.right("[2001:db8::1]", "2001:db8::1", 99),
                    Case.right("[2001:db8::1]:5070", "2001:db8::1", 5070),
                    Case.right("::1", "::1", 99),
                    Case.right("localhost", "localhost", 99),
                    Case.right("gw-1.example.net:5070", "gw-1.example.net", 5070),
                    Case.wrong(""),
                    Case.wrong(":5070"),
                    Case.wrong("host:"),
                    Case.wrong("host:0"),
                    Case.wrong("host:70000"),
                    Case.wrong("192.0.2.300"),
                    Case.wrong("192.0.2"),
                    Case.wrong("[192.0.2.1]"),
                    Case.wrong("[2001:db8::1"),
                    Case.wrong("2001:db8:::1"),
                    Case.wrong("-host"),
                    Case.wrong("a b"),
                    Case.wrong("host/24"),
                    Case.wrong("user@host"));

    @ParameterizedTest(name = "{0}")
    @FieldSource("CASES")
    void reads_host_and_port(Case c) {
        assertThat(Addresses.hostAndPort(c.text(), 99)).isEqualTo(c.expected());
    }
}

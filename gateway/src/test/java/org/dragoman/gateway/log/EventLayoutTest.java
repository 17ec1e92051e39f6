package org.dragoman.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import org.dragoman.core.call.CallId;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Party;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class EventLayoutTest {
    private static final String AT = "2026-01-02T03:04:05.000Z ";

    private final Logger logger = new LoggerContext().getLogger("org.dragoman.core.call.Call");

    private String line(Level level, String words, KeyValuePair... pairs) {
        var event =
                new LoggingEvent(EventLayoutTest.class.getName(), logger, level, words, null, null);
        event.setInstant(Instant.parse("2026-01-02T03:04:05Z"));
        event.setKeyValuePairs(List.of(pairs));
        return new EventLayout().doLayout(event);
    }

    private static KeyValuePair pair(String key, Object value) {
        return new KeyValuePair(key, value);
    }

    @Test
    void one_line_with_the_call_first() {
        assertThat(
                        line(
                                Level.INFO,
                                "callee busy",
                                pair("event", "leg.released"),
                                pair("call", new CallId("0123456789ab")),
                                pair("leg", 1),
                                pair("cause", 17)))
                .isEqualTo(
                        AT
                                + "INFO call=0123456789ab event=leg.released leg=1 cause=17 |"
                                + " callee busy\n");
    }

    @Test
    void numbers_addresses_and_parties_are_masked_at_info() {
        var line =
                line(
                        Level.INFO,
                        "from 74951234567",
                        pair("number", "74951234567"),
                        pair("address", new InetSocketAddress("192.0.2.17", 5060)),
                        pair("party", Party.ofNumber("74951234567").withUri("sip:a@example.net")),
                        pair("why", Cause.signalled(17, Cause.Location.USER, "SIP 486")));
        assertThat(line)
                .doesNotContain("74951234567")
                .doesNotContain("192.0.2.17")
                .doesNotContain("example.net")
                .contains("number=74*******67")
                .contains("q850=17");
    }

    /// The same address under any other key is a peer's, and hidden.
    @Test
    void where_the_gateway_itself_listens_is_shown() {
        var here = new InetSocketAddress("192.0.2.17", 1720);
        assertThat(line(Level.INFO, "x", pair("listen", here))).contains("listen=192.0.2.17:1720");
        assertThat(line(Level.INFO, "x", pair("listen", "http://192.0.2.17:7323")))
                .contains("listen=http://192.0.2.17:7323");
        for (var key : List.of("address", "remote", "source", "listener", "Listen")) {
            assertThat(line(Level.INFO, "x", pair(key, here)))
                    .contains(key + "=192.0.*.*:**20")
                    .doesNotContain("192.0.2.17");
        }
    }

    @Test
    void debug_shows_them() {
        assertThat(line(Level.DEBUG, "x", pair("number", "74951234567")))
                .contains("number=74951234567");
    }

    @Test
    void a_peer_cannot_write_a_line_of_its_own() {
        var line =
                line(
                        Level.INFO,
                        "refused\n2026-01-02 INFO forged",
                        pair("words", "Busy\r\ncall=abc event=forged"));
        assertThat(line.lines()).hasSize(1);
        assertThat(line).contains("words=\"Busy  call=abc event=forged\"");
    }

    @Test
    void a_quote_cannot_end_a_value() {
        assertThat(line(Level.INFO, "x", pair("words", "a\" event=forged")))
                .contains("words=\"a' event=forged\"");
    }
}

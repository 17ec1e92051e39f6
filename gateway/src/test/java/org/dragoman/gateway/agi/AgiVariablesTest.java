package org.dragoman.gateway.agi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Party;
import org.dragoman.core.route.RouteQuery;
import org.junit.jupiter.api.Test;

class AgiVariablesTest {
    private final AgiVariables variables = variables("Anna\r\nHANGUP");

    private static AgiVariables variables(String name) {
        var request =
                CallRequest.of(
                        Party.ofNumber("100").withDisplayName(name),
                        Party.ofNumber("74951234567"),
                        Optional.empty());
        var query = RouteQuery.of(request, "shop", Instant.EPOCH).withAccount("100");
        return new AgiVariables("0123456789ab", "SIP/shop-1", query);
    }

    @Test
    void the_call_has_variables_of_its_own() {
        assertThat(variables.get("CALLERID(num)")).contains("100");
        assertThat(variables.get("CALLERID(number)")).contains("100");
        assertThat(variables.get("EXTEN")).contains("74951234567");
        assertThat(variables.get("CONTEXT")).contains("shop");
        assertThat(variables.get("CHANNEL(accountcode)")).contains("100");
        assertThat(variables.get("UNIQUEID")).contains("0123456789ab");
        assertThat(variables.get("NOTHING")).isEmpty();
    }

    @Test
    void what_peers_say_makes_no_lines() {
        assertThat(variables.get("CALLERID(all)")).contains("\"Anna  HANGUP\" <100>");
    }

    @Test
    void expressions_are_replaced() {
        assertThat(variables.expand("${EXTEN:4}@${CONTEXT}")).isEqualTo("1234567@shop");
        assertThat(variables.expand("${EXTEN:0:4}")).isEqualTo("7495");
        assertThat(variables.expand("${EXTEN:-2}")).isEqualTo("67");
        assertThat(variables.expand("${EXTEN:1:-2}")).isEqualTo("49512345");
        assertThat(variables.expand("${EXTEN:99}${NOTHING}${EXTEN:5:-9}")).isEmpty();
        assertThat(variables.expand("${${X}} $1 \\")).isEqualTo("${} $1 \\");
    }

    @Test
    void what_the_script_changed_is_what_differs() {
        assertThat(variables.otherNumber()).isEmpty();
        variables.set("EXTEN", "+7812");
        variables.setCaller("\"Shop\" <200>");
        assertThat(variables.otherNumber()).contains("7812");
        assertThat(variables.otherCaller()).contains("200");
        assertThat(variables.otherName()).contains("Shop");
        variables.set("EXTEN", "reception");
        assertThat(variables.otherNumber()).isEmpty();
    }

    @Test
    void variables_are_limited() {
        for (int i = 0; i < 1_000; i++) {
            variables.set("V" + i, "x");
        }
        assertThat(variables.get("V1")).contains("x");
        assertThat(variables.get("V999")).isEmpty();
        assertThat(variables.set("V1", "x".repeat(5_000))).isFalse();
        assertThat(variables.get("__V1")).contains("x");
    }
}

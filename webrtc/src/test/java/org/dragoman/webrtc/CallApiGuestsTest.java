package org.dragoman.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.link.WebSocketLink;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.webrtc.CallApiLab.Visit;
import org.dragoman.webrtc.signal.GuestToken;
import org.junit.jupiter.api.Test;

/// Guests: whom they may call, how often, and with what token.
class CallApiGuestsTest {
    private static final String SECRET = "a secret of the operator's own server";

    private final CallApiLab lab = new CallApiLab();

    private static final List<NumberPattern> EIGHT_HUNDRED = List.of(NumberPattern.exactly("800"));

    private static void asksAsGuest(Visit visit, String fields) {
        visit.says("\"type\":\"guest\",\"to\":\"800\"" + fields);
    }

    @Test
    void guests_call_the_number_allowed_and_no_other() {
        var api = lab.api(new GuestPolicy(EIGHT_HUNDRED, Optional.empty(), "999", 10, 5));
        var visit = new Visit(api);
        visit.says("\"type\":\"guest\",\"to\":\"900\"");
        visit.isRefused("not-allowed", "to");
        asksAsGuest(visit, ",\"name\":\"Visitor\"");
        assertThat(visit.isIn().has("account")).isFalse();
        visit.calls("c1", "801");
        visit.isRefused("not-allowed", "to");
        visit.calls("c1", "800");
        visit.link.take("done");
        assertThat(lab.opened.getFirst().trunk()).isEqualTo(GuestPolicy.TRUNK);
        var from = lab.opened.getFirst().take(LegEvent.Offered.class).request().from();
        assertThat(from.digits()).isEqualTo("999");
        assertThat(from.displayName()).contains("Visitor");
    }

    @Test
    void nobody_is_a_guest_where_there_are_none() {
        var visit = new Visit(lab.api(GuestPolicy.NONE));
        asksAsGuest(visit, "");
        visit.isRefused("not-allowed", "to");
    }

    @Test
    void guests_are_limited_by_address_and_number() {
        var api = lab.api(new GuestPolicy(EIGHT_HUNDRED, Optional.empty(), "", 3, 2));
        var first = new Visit(api, "192.0.2.1");
        asksAsGuest(first, "");
        first.isIn();
        first.calls("c1", "800");
        first.link.take("done");
        first.calls("c2", "800");
        first.link.take("done");
        var second = new Visit(api, "192.0.2.2");
        asksAsGuest(second, "");
        second.isIn();
        second.calls("c1", "800");
        second.isRefused("too-many", "to");
        first.says("\"type\":\"hangup\",\"call\":\"c1\"");
        second.calls("c1", "800");
        second.link.take("done");
        first.link.take("done");
        first.link.take("ended");
        first.says("\"type\":\"hangup\",\"call\":\"c2\"");
        first.link.take("done");
        first.link.take("ended");
        first.calls("c3", "800");
        first.link.take("done");
        first.calls("c4", "800");
        first.isRefused("too-many", "");
        lab.time.advance(Duration.ofMinutes(21));
        second.ear.closed(WebSocketLink.NORMAL);
        first.calls("c4", "800");
        first.link.take("done");
    }

    @Test
    void a_token_is_needed_where_there_is_a_secret() {
        var api = lab.api(new GuestPolicy(EIGHT_HUNDRED, Optional.of(SECRET), "", 10, 5));
        var now = lab.time.instant();
        var good = new GuestToken("800", now.plusSeconds(60), Optional.of("Vera"));
        var header = good.write(SECRET).split("\\.");
        var none = "eyJhbGciOiJub25lIn0." + header[1] + ".";
        for (var wrong :
                List.of(
                        "",
                        good.write("another secret"),
                        new GuestToken("801", now.plusSeconds(60), Optional.empty()).write(SECRET),
                        new GuestToken("800", now, Optional.empty()).write(SECRET),
                        new GuestToken("800", now.plusSeconds(3_600), Optional.empty())
                                .write(SECRET),
                        none,
                        "a.b.c",
                        header[0] + "." + header[1])) {
            var visit = new Visit(api);
            asksAsGuest(visit, wrong.isEmpty() ? "" : ",\"token\":\"" + wrong + "\"");
            visit.isRefused("not-allowed", "token");
        }
        var visit = new Visit(api);
        asksAsGuest(visit, ",\"token\":\"" + good.write(SECRET) + "\"");
        assertThat(visit.isIn().path("name").textValue()).isEqualTo("Vera");
    }

    /// Made by openssl 3.0.17 and basenc of coreutils 9.1, with the secret of this test.
    @Test
    void a_token_that_another_program_made_is_read() {
        var token =
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ0byI6IjgwMCIsImV4cCI6MTg5MzQ1NjAwMCwibmFtZSI6ItCS0LXRgNCwIiwiaWF0IjoxfQ.TmgwI92NE0LMQuuvWRDCgUE6sLVcBADsO-NC1TiBWm0";
        assertThat(GuestToken.read(token, SECRET))
                .contains(
                        new GuestToken(
                                "800",
                                java.time.Instant.ofEpochSecond(1_893_456_000),
                                Optional.of("Вера")));
    }
}

package org.dragoman.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.LoginGuard;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.link.WebSocketLink;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.testing.FakeMediaPort;
import org.dragoman.core.testing.LegHarness;
import org.dragoman.webrtc.CallApiLab.Visit;
import org.junit.jupiter.api.Test;

/// Who comes in by a WebSocket, and what may be asked there.
class CallApiTest {
    private final CallApiLab lab = new CallApiLab();

    @Test
    void who_knows_the_password_is_let_in_and_can_be_called() {
        var api = lab.api(GuestPolicy.NONE);
        var visit = new Visit(api);
        visit.logsIn("1001", "secret");
        var welcome = visit.isIn();
        assertThat(welcome.path("account").textValue()).isEqualTo("1001");
        assertThat(welcome.path("name").textValue()).isEqualTo("Anna");
        assertThat(lab.registrations.of("1001")).hasSize(1);
        visit.ear.closed(WebSocketLink.GOING_AWAY);
        assertThat(lab.registrations.of("1001")).isEmpty();
        assertThat(api.size()).isZero();
    }

    @Test
    void wrong_passwords_unknown_accounts_and_those_for_other_protocols_are_told_alike() {
        var api = lab.api(GuestPolicy.NONE);
        for (var wrong :
                List.of(List.of("1001", "no"), List.of("9", "x"), List.of("1002", "secret"))) {
            var visit = new Visit(api);
            visit.logsIn(wrong.get(0), wrong.get(1));
            var first = visit.nonce;
            visit.nonce = visit.link.take("hello").path("nonce").textValue();
            assertThat(visit.nonce).isNotEqualTo(first);
            visit.isRefused("wrong-credentials", "response");
            visit.logsIn("1001", "secret");
            visit.isIn();
        }
    }

    @Test
    void a_response_is_good_once() {
        var api = lab.api(GuestPolicy.NONE);
        var visit = new Visit(api);
        visit.logsIn("1001", "no");
        visit.link.take("hello");
        visit.isRefused("wrong-credentials", "response");
        visit.logsIn("1001", "secret"); // for the first nonce
        visit.link.take("hello");
        visit.isRefused("wrong-credentials", "response");
    }

    @Test
    void who_guesses_is_not_listened_to_for_a_while() {
        var api = lab.api(GuestPolicy.NONE);
        var visit = new Visit(api);
        for (int i = 0; i < LoginGuard.Limits.DEFAULT.ofPair(); i++) {
            visit.logsIn("1001", "guess " + i);
            visit.nonce = visit.link.take("hello").path("nonce").textValue();
            visit.isRefused("wrong-credentials", "response");
        }
        visit.logsIn("1001", "secret");
        visit.isRefused("too-many-attempts", "");
        var elsewhere = new Visit(api, "198.51.100.1");
        elsewhere.logsIn("1001", "secret");
        elsewhere.isIn();
    }

    @Test
    void who_does_not_log_in_is_sent_away_and_may_do_nothing_else() {
        var visit = new Visit(lab.api(GuestPolicy.NONE));
        visit.calls("c1", "5551234");
        visit.isRefused("not-now", "type");
        visit.says("\"type\":\"ping\"");
        visit.link.take("pong");
        lab.time.advance(Duration.ofMinutes(1));
        assertThat(visit.link.closed()).contains(WebSocketLink.POLICY);
    }

    @Test
    void too_many_mistakes_end_the_conversation() {
        var visit = new Visit(lab.api(GuestPolicy.NONE));
        for (int i = 0; i < 50; i++) {
            visit.says("\"type\":\"nonsense\"");
            visit.isRefused("unknown-type", "type");
        }
        assertThat(visit.link.closed()).isEmpty();
        visit.says("\"type\":\"nonsense\"");
        assertThat(visit.link.closed()).contains(WebSocketLink.POLICY);
    }

    private Visit anna(CallApi api) {
        var visit = new Visit(api);
        visit.logsIn("1001", "secret");
        visit.isIn();
        return visit;
    }

    @Test
    void a_call_is_opened_as_the_account() {
        var visit = anna(lab.api(GuestPolicy.NONE));
        visit.calls("c1", "+74951112233");
        visit.link.take("done");
        assertThat(lab.opened).hasSize(1);
        assertThat(lab.opened.getFirst().trunk()).isEqualTo(Account.TRUNK);
        var request = lab.opened.getFirst().take(LegEvent.Offered.class).request();
        assertThat(request.from().digits()).isEqualTo("1001");
        assertThat(request.to().digits()).isEqualTo("74951112233");
        visit.calls("c1", "1");
        visit.isRefused("invalid", "call");
        visit.says("\"type\":\"hangup\",\"call\":\"c2\"");
        visit.isRefused("no-call", "call");
        visit.says("\"type\":\"transfer\",\"call\":\"c1\",\"with\":\"c1\"");
        visit.isRefused("no-call", "with");
    }

    @Test
    void what_cannot_be_called_with_is_refused_before_a_call_is_opened() {
        var visit = anna(lab.api(GuestPolicy.NONE));
        visit.says("\"type\":\"call\",\"call\":\"c1\",\"to\":\"5\",\"sdp\":\"v=0\\r\\n\"");
        visit.isRefused("bad-sdp", "sdp");
        assertThat(lab.opened).isEmpty();
        lab.full = true;
        visit.calls("c1", "5");
        assertThat(visit.link.take("ended").path("reason").textValue()).isEqualTo("congestion");
    }

    @Test
    void calls_of_one_page_are_limited() {
        var visit = anna(lab.api(GuestPolicy.NONE));
        for (int i = 0; i < Session.CALLS; i++) {
            visit.calls("c" + i, "5");
            visit.link.take("done");
        }
        visit.calls("more", "5");
        visit.isRefused("too-many", "call");
    }

    @Test
    void a_page_that_lost_its_network_may_come_back_to_its_calls() {
        var api = lab.api(GuestPolicy.NONE);
        var visit = new Visit(api);
        visit.logsIn("1001", "secret");
        var secret = visit.isIn().path("session").textValue();
        visit.calls("c1", "5");
        visit.link.take("done");
        visit.ear.closed(WebSocketLink.LOST);
        assertThat(lab.registrations.of("1001")).isEmpty(); // nobody would hear it ring
        lab.opened.getFirst().takeAll();
        lab.time.advance(CallApi.AWAY.minusSeconds(1));
        assertThat(lab.opened.getFirst().takeAll()).isEmpty();
        var again = new Visit(api);
        again.says("\"type\":\"reconnect\",\"session\":\"" + "0".repeat(32) + "\"");
        again.isRefused("no-session", "session");
        again.says("\"type\":\"reconnect\",\"session\":\"" + secret + "\"");
        assertThat(again.isIn().path("session").textValue()).isEqualTo(secret);
        lab.time.advance(Duration.ofMinutes(5));
        assertThat(lab.opened.getFirst().isReleased()).isFalse();
        assertThat(lab.registrations.of("1001")).hasSize(1);
        again.says("\"type\":\"hangup\",\"call\":\"c1\"");
        again.link.take("done");
        again.link.take("ended");
    }

    @Test
    void a_page_that_does_not_come_back_has_its_calls_ended() {
        var visit = anna(lab.api(GuestPolicy.NONE));
        visit.calls("c1", "5");
        visit.ear.closed(WebSocketLink.LOST);
        lab.opened.getFirst().takeAll();
        lab.time.advance(CallApi.AWAY);
        assertThat(lab.opened.getFirst().take(LegEvent.Released.class).cause().q850())
                .isEqualTo(27);
    }

    @Test
    void a_page_that_is_called_is_reached_by_its_device() {
        var visit = anna(lab.api(GuestPolicy.NONE));
        var harness =
                new LegHarness(Account.TRUNK, 1, lab.time, FakeMediaPort.unheard().forBrowsers());
        var leg = lab.registrations.of("1001").getFirst().makeLeg(harness);
        var media = Optional.of(MediaDescription.of(Codec.PCMA));
        var request =
                org.dragoman.core.call.CallRequest.of(
                        CallApiLab.PHONE.party(), CallApiLab.ANNA.party(), media);
        harness.execute(leg, new LegCommand.Dial(request));
        var call = visit.link.take("incoming").path("call").textValue();
        harness.take(LegEvent.Proceeding.class);
        visit.says("\"type\":\"ringing\",\"call\":\"" + call + "\"");
        harness.take(LegEvent.Ringing.class);
    }

    // ---- guests

    @Test
    void the_calls_of_its_account_are_told_to_a_page_until_it_leaves() {
        var call =
                new PastCall(
                        PastCall.Direction.IN,
                        Optional.of("4951112233"),
                        Optional.empty(),
                        lab.time.instant(),
                        Duration.ofSeconds(12),
                        "ended");
        lab.past.put("1001", List.of(call));
        lab.past.put("1002", List.of());
        var page = new Visit(lab.api(GuestPolicy.NONE));
        page.says("\"type\":\"history\"");
        page.isRefused("not-now", "type");
        page.logsIn("1001", "secret");
        page.isIn();
        page.says("\"type\":\"history\"");
        page.link.take("done");
        var told = page.link.take("history").path("calls");
        assertThat(told).hasSize(1);
        assertThat(told.get(0).path("number").textValue()).isEqualTo("4951112233");
        assertThat(told.get(0).path("seconds").intValue()).isEqualTo(12);
        lab.following.getFirst().accept(List.of(call, call));
        assertThat(page.link.take("history").path("calls")).hasSize(2);
        page.says("\"type\":\"history\""); // again: it still is told once
        assertThat(lab.following).hasSize(1);
        page.says("\"type\":\"forget\"");
        assertThat(lab.past).doesNotContainKey("1001").containsKey("1002");
        page.ear.closed(1001);
        assertThat(lab.following).isEmpty();
    }
}

package org.dragoman.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Accounts;
import org.dragoman.core.account.LoginGuard;
import org.dragoman.core.account.Registrations;
import org.dragoman.core.account.Secret;
import org.dragoman.core.call.CallEntrance;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.link.WebSocketLink;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.core.testing.FakeMediaPort;
import org.dragoman.core.testing.FakeTime;
import org.dragoman.core.testing.LegHarness;
import org.dragoman.webrtc.signal.GuestToken;
import org.dragoman.webrtc.signal.LoginProof;
import org.junit.jupiter.api.Test;

/// Who comes in by a WebSocket, and what may be asked there.
class CallApiTest {
    private static final String CNONCE = "0123456789abcdef";
    private static final String SECRET = "a secret of the operator's own server";
    private static final Account ANNA = account("1001", Account.Protocol.WEBRTC);
    private static final Account PHONE = account("1002", Account.Protocol.SIP);

    private final FakeTime time = new FakeTime();
    private final Registrations registrations = new Registrations(time);
    private final List<LegHarness> opened = new ArrayList<>();
    private boolean full;

    private static Account account(String number, Account.Protocol protocol) {
        return new Account(
                number,
                Optional.of("Anna"),
                Secret.of(number, "dragoman", "secret"),
                Set.of(protocol),
                List.of());
    }

    private final Accounts accounts =
            new Accounts() {
                @Override
                public String realm() {
                    return "dragoman";
                }

                @Override
                public Optional<Account> find(String number) {
                    return all().stream().filter(a -> a.number().equals(number)).findFirst();
                }

                @Override
                public List<Account> all() {
                    return List.of(ANNA, PHONE);
                }
            };

    private final CallEntrance entrance =
            new CallEntrance() {
                @Override
                public <L extends CallLeg> Optional<L> open(
                        String trunk, Function<LegContext, L> makeLeg) {
                    if (full) {
                        return Optional.empty();
                    }
                    var port = FakeMediaPort.unheard().forBrowsers();
                    var harness = new LegHarness(trunk, 0, time, port);
                    opened.add(harness);
                    return Optional.of(makeLeg.apply(harness));
                }
            };

    private CallApi api(GuestPolicy guests) {
        return new CallApi(
                new CallApiConfig("Dragoman", List.of(), guests),
                new CallApi.Surroundings(
                        accounts,
                        new LoginGuard(LoginGuard.Limits.DEFAULT, time),
                        registrations,
                        entrance,
                        history,
                        time));
    }

    private final Map<String, List<PastCall>> past = new HashMap<>();
    private final List<Consumer<List<PastCall>>> following = new ArrayList<>();

    private final CallHistory history =
            new CallHistory() {
                @Override
                public Following follow(String account, Consumer<List<PastCall>> listener) {
                    following.add(listener);
                    listener.accept(past.getOrDefault(account, List.of()));
                    return () -> following.remove(listener);
                }

                @Override
                public void forget(String account) {
                    past.remove(account);
                }
            };

    /// A page and its WebSocket.
    private final class Visit {
        final FakeLink link;
        final WebSocketLink.Ear ear;
        String nonce;

        Visit(CallApi api, String address) {
            link = new FakeLink(address);
            ear = api.opened(link);
            nonce = link.take("hello").path("nonce").textValue();
        }

        Visit(CallApi api) {
            this(api, "192.0.2.7");
        }

        void says(String fields) {
            ear.message(("{\"ref\":\"r\"," + fields + "}").getBytes(StandardCharsets.UTF_8));
        }

        void logsIn(String account, String password) {
            var ha1 = Secret.of(account, "dragoman", password).sha256();
            says(
                    "\"type\":\"login\",\"account\":\"%s\",\"cnonce\":\"%s\",\"response\":\"%s\""
                            .formatted(account, CNONCE, LoginProof.response(ha1, nonce, CNONCE)));
        }

        JsonNode isIn() {
            return link.take("welcome");
        }

        void calls(String call, String to) {
            says(
                    "\"type\":\"call\",\"call\":\"%s\",\"to\":\"%s\",\"sdp\":%s"
                            .formatted(call, to, Browser.quoted(Browser.offer())));
        }

        void isRefused(String code, String field) {
            var error = link.take("error");
            assertThat(error.path("code").textValue()).as(error.toString()).isEqualTo(code);
            assertThat(error.path("field").asText("")).isEqualTo(field);
            assertThat(error.path("ref").textValue()).isEqualTo("r");
        }
    }

    @Test
    void who_knows_the_password_is_let_in_and_can_be_called() {
        var api = api(GuestPolicy.NONE);
        var visit = new Visit(api);
        visit.logsIn("1001", "secret");
        var welcome = visit.isIn();
        assertThat(welcome.path("account").textValue()).isEqualTo("1001");
        assertThat(welcome.path("name").textValue()).isEqualTo("Anna");
        assertThat(registrations.of("1001")).hasSize(1);
        visit.ear.closed(WebSocketLink.GOING_AWAY);
        assertThat(registrations.of("1001")).isEmpty();
        assertThat(api.size()).isZero();
    }

    @Test
    void wrong_passwords_unknown_accounts_and_those_for_other_protocols_are_told_alike() {
        var api = api(GuestPolicy.NONE);
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
        var api = api(GuestPolicy.NONE);
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
        var api = api(GuestPolicy.NONE);
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
        var visit = new Visit(api(GuestPolicy.NONE));
        visit.calls("c1", "5551234");
        visit.isRefused("not-now", "type");
        visit.says("\"type\":\"ping\"");
        visit.link.take("pong");
        time.advance(Duration.ofMinutes(1));
        assertThat(visit.link.closed()).contains(WebSocketLink.POLICY);
    }

    @Test
    void too_many_mistakes_end_the_conversation() {
        var visit = new Visit(api(GuestPolicy.NONE));
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
        var visit = anna(api(GuestPolicy.NONE));
        visit.calls("c1", "+74951112233");
        visit.link.take("done");
        assertThat(opened).hasSize(1);
        assertThat(opened.getFirst().trunk()).isEqualTo(Account.TRUNK);
        var request = opened.getFirst().take(LegEvent.Offered.class).request();
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
        var visit = anna(api(GuestPolicy.NONE));
        visit.says("\"type\":\"call\",\"call\":\"c1\",\"to\":\"5\",\"sdp\":\"v=0\\r\\n\"");
        visit.isRefused("bad-sdp", "sdp");
        assertThat(opened).isEmpty();
        full = true;
        visit.calls("c1", "5");
        assertThat(visit.link.take("ended").path("reason").textValue()).isEqualTo("congestion");
    }

    @Test
    void calls_of_one_page_are_limited() {
        var visit = anna(api(GuestPolicy.NONE));
        for (int i = 0; i < Session.CALLS; i++) {
            visit.calls("c" + i, "5");
            visit.link.take("done");
        }
        visit.calls("more", "5");
        visit.isRefused("too-many", "call");
    }

    @Test
    void a_page_that_lost_its_network_may_come_back_to_its_calls() {
        var api = api(GuestPolicy.NONE);
        var visit = new Visit(api);
        visit.logsIn("1001", "secret");
        var secret = visit.isIn().path("session").textValue();
        visit.calls("c1", "5");
        visit.link.take("done");
        visit.ear.closed(WebSocketLink.LOST);
        assertThat(registrations.of("1001")).isEmpty(); // nobody would hear it ring
        opened.getFirst().takeAll();
        time.advance(CallApi.AWAY.minusSeconds(1));
        assertThat(opened.getFirst().takeAll()).isEmpty();
        var again = new Visit(api);
        again.says("\"type\":\"reconnect\",\"session\":\"" + "0".repeat(32) + "\"");
        again.isRefused("no-session", "session");
        again.says("\"type\":\"reconnect\",\"session\":\"" + secret + "\"");
        assertThat(again.isIn().path("session").textValue()).isEqualTo(secret);
        time.advance(Duration.ofMinutes(5));
        assertThat(opened.getFirst().isReleased()).isFalse();
        assertThat(registrations.of("1001")).hasSize(1);
        again.says("\"type\":\"hangup\",\"call\":\"c1\"");
        again.link.take("done");
        again.link.take("ended");
    }

    @Test
    void a_page_that_does_not_come_back_has_its_calls_ended() {
        var visit = anna(api(GuestPolicy.NONE));
        visit.calls("c1", "5");
        visit.ear.closed(WebSocketLink.LOST);
        opened.getFirst().takeAll();
        time.advance(CallApi.AWAY);
        assertThat(opened.getFirst().take(LegEvent.Released.class).cause().q850()).isEqualTo(27);
    }

    @Test
    void a_page_that_is_called_is_reached_by_its_device() {
        var visit = anna(api(GuestPolicy.NONE));
        var harness = new LegHarness(Account.TRUNK, 1, time, FakeMediaPort.unheard().forBrowsers());
        var leg = registrations.of("1001").getFirst().makeLeg(harness);
        var media = Optional.of(MediaDescription.of(Codec.PCMA));
        var request = org.dragoman.core.call.CallRequest.of(PHONE.party(), ANNA.party(), media);
        harness.execute(leg, new LegCommand.Dial(request));
        var call = visit.link.take("incoming").path("call").textValue();
        harness.take(LegEvent.Proceeding.class);
        visit.says("\"type\":\"ringing\",\"call\":\"" + call + "\"");
        harness.take(LegEvent.Ringing.class);
    }

    // ---- guests

    private static final List<NumberPattern> EIGHT_HUNDRED = List.of(NumberPattern.exactly("800"));

    private static void asksAsGuest(Visit visit, String fields) {
        visit.says("\"type\":\"guest\",\"to\":\"800\"" + fields);
    }

    @Test
    void guests_call_the_number_allowed_and_no_other() {
        var api = api(new GuestPolicy(EIGHT_HUNDRED, Optional.empty(), "999", 10, 5));
        var visit = new Visit(api);
        visit.says("\"type\":\"guest\",\"to\":\"900\"");
        visit.isRefused("not-allowed", "to");
        asksAsGuest(visit, ",\"name\":\"Visitor\"");
        assertThat(visit.isIn().has("account")).isFalse();
        visit.calls("c1", "801");
        visit.isRefused("not-allowed", "to");
        visit.calls("c1", "800");
        visit.link.take("done");
        assertThat(opened.getFirst().trunk()).isEqualTo(GuestPolicy.TRUNK);
        var from = opened.getFirst().take(LegEvent.Offered.class).request().from();
        assertThat(from.digits()).isEqualTo("999");
        assertThat(from.displayName()).contains("Visitor");
    }

    @Test
    void nobody_is_a_guest_where_there_are_none() {
        var visit = new Visit(api(GuestPolicy.NONE));
        asksAsGuest(visit, "");
        visit.isRefused("not-allowed", "to");
    }

    @Test
    void guests_are_limited_by_address_and_number() {
        var api = api(new GuestPolicy(EIGHT_HUNDRED, Optional.empty(), "", 3, 2));
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
        time.advance(Duration.ofMinutes(21));
        second.ear.closed(WebSocketLink.NORMAL);
        first.calls("c4", "800");
        first.link.take("done");
    }

    @Test
    void a_token_is_needed_where_there_is_a_secret() {
        var api = api(new GuestPolicy(EIGHT_HUNDRED, Optional.of(SECRET), "", 10, 5));
        var now = time.instant();
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

    @Test
    void the_calls_of_its_account_are_told_to_a_page_until_it_leaves() {
        var call =
                new PastCall(
                        PastCall.Direction.IN,
                        Optional.of("4951112233"),
                        Optional.empty(),
                        time.instant(),
                        Duration.ofSeconds(12),
                        "ended");
        past.put("1001", List.of(call));
        past.put("1002", List.of());
        var page = new Visit(api(GuestPolicy.NONE));
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
        following.getFirst().accept(List.of(call, call));
        assertThat(page.link.take("history").path("calls")).hasSize(2);
        page.says("\"type\":\"history\""); // again: it still is told once
        assertThat(following).hasSize(1);
        page.says("\"type\":\"forget\"");
        assertThat(past).doesNotContainKey("1001").containsKey("1002");
        page.ear.closed(1001);
        assertThat(following).isEmpty();
    }
}

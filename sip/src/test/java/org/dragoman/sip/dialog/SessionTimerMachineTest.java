package org.dragoman.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.LegCommand.Answer;
import org.dragoman.core.call.LegCommand.Dial;
import org.dragoman.core.call.LegEvent.Released;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.sip.message.Body;
import org.dragoman.sip.message.Headers;
import org.dragoman.sip.message.SipResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// S2: who refreshes, when, and by which request, in every combination of roles (RFC 4028).
class SessionTimerMachineTest {
    private static final MediaDescription ULAW = MediaDescription.of(Codec.PCMU);
    private static final Headers CAN = Headers.NONE.with("Supported", "timer");

    /// - {@code asked}: Session-Expires of the INVITE we got; {@code answered}: of our 200.
    record Asked(String asked, boolean peerCan, boolean weWant, String answered, boolean ours) {}

    static final List<Asked> AS_SERVER =
            List.of(
                    new Asked("90;refresher=uac", true, true, "90;refresher=uac", false),
                    new Asked("90;refresher=uas", true, true, "90;refresher=uas", true),
                    new Asked("300", true, true, "300;refresher=uac", false),
                    new Asked("300", false, true, "300;refresher=uas", true),
                    new Asked("300", true, false, "300;refresher=uac", false),
                    new Asked("", true, true, "1800;refresher=uas", true),
                    new Asked("", true, false, "", false),
                    new Asked("", false, true, "", false));

    @ParameterizedTest
    @FieldSource("AS_SERVER")
    void asServer(Asked c) {
        var headers = c.peerCan() ? CAN : Headers.NONE;
        headers = c.asked().isEmpty() ? headers : headers.with("Session-Expires", c.asked());
        var bench =
                MachineBench.called(
                        p -> c.weWant() ? p : p.noSessionTimer(),
                        1,
                        MachineBench.invite(headers, true));
        bench.order(new Answer(Optional.of(ULAW), Optional.empty()));
        var ok = bench.response().orElseThrow();
        assertThat(ok.headers().first("Session-Expires").orElse("")).isEqualTo(c.answered());
        boolean theirs = !c.ours() && !c.answered().isEmpty();
        assertThat(ok.headers().words("Require").contains("timer"))
                .isEqualTo(theirs && c.peerCan());
        bench.input(new Input.Acknowledged(bench.request("ACK", 1, Headers.NONE, false)));
        assertThat(bench.running.contains(Timer.REFRESH)).isEqualTo(c.ours());
        assertThat(bench.running.contains(Timer.EXPIRY)).isEqualTo(!c.answered().isEmpty());
    }

    /// - {@code answered}: Session-Expires of the 200 we got.
    record Answered(String answered, boolean ours, Optional<Duration> half) {}

    static final List<Answered> AS_CLIENT =
            List.of(
                    new Answered("90;refresher=uac", true, Optional.of(Duration.ofSeconds(45))),
                    new Answered("90;refresher=uas", false, Optional.empty()),
                    new Answered("1800", true, Optional.of(Duration.ofSeconds(900))),
                    new Answered("", false, Optional.empty()));

    private static MachineBench talking(String sessionExpires, String allow) {
        var bench = MachineBench.calling(p -> p, 2);
        bench.order(
                new Dial(
                        CallRequest.of(
                                Party.ofNumber("1"), Party.ofNumber("2"), Optional.of(ULAW))));
        var ok = SipResponse.of(200, "").with("Allow", allow).withBody(Body.sdp(MachineBench.SDP));
        bench.reply(
                "INVITE",
                sessionExpires.isEmpty() ? ok : ok.with("Session-Expires", sessionExpires));
        return bench;
    }

    @ParameterizedTest
    @FieldSource("AS_CLIENT")
    void asClient(Answered c) {
        var bench = talking(c.answered(), "INVITE, UPDATE");
        assertThat(bench.running.contains(Timer.REFRESH)).isEqualTo(c.ours());
        assertThat(Optional.ofNullable(bench.delays.get(Timer.REFRESH))).isEqualTo(c.half());
        assertThat(bench.running.contains(Timer.EXPIRY)).isEqualTo(!c.answered().isEmpty());
    }

    @Test
    void refreshesByUpdateAgainAndAgain() {
        var bench = talking("90;refresher=uac", "INVITE, UPDATE");
        for (int i = 0; i < 5; i++) {
            bench.expire(Timer.REFRESH);
            assertThat(bench.methods()).containsExactly("UPDATE");
            var update = bench.sent.get(bench.sent.size());
            assertThat(update.headers().first("Session-Expires")).contains("90;refresher=uac");
            assertThat(update.body()).isEmpty();
            bench.reply(
                    "UPDATE", SipResponse.of(200, "").with("Session-Expires", "90;refresher=uac"));
            assertThat(bench.running).contains(Timer.REFRESH, Timer.EXPIRY);
        }
    }

    @Test
    void refreshesByReInviteWhereThePeerKnowsNoUpdate() {
        var bench = talking("90;refresher=uac", "INVITE, ACK, BYE");
        var first = bench.sent.get(1).sdp().orElseThrow();
        bench.expire(Timer.REFRESH);
        assertThat(bench.methods()).containsExactly("INVITE");
        var again = bench.sent.get(2).sdp().orElseThrow();
        assertThat(again.lines().filter(l -> l.startsWith("o=")).toList())
                .isEqualTo(first.lines().filter(l -> l.startsWith("o=")).toList());
        bench.reply(
                "INVITE",
                SipResponse.of(200, "")
                        .with("Session-Expires", "90;refresher=uac")
                        .withBody(Body.sdp(MachineBench.SDP)));
        assertThat(bench.methods()).containsExactly("ACK");
        assertThat(bench.running).contains(Timer.REFRESH);
    }

    /// The roles may swap with any refresh (seen with Asterisk).
    @Test
    void thePeersRefreshCountsAndMaySwapTheRoles() {
        var bench = talking("90;refresher=uac", "INVITE, UPDATE");
        bench.receive(
                bench.request(
                        "UPDATE", 1, CAN.with("Session-Expires", "120;refresher=uac"), false));
        assertThat(bench.statuses()).containsExactly(200);
        assertThat(bench.response().orElseThrow().headers().first("Session-Expires"))
                .contains("120;refresher=uac");
        assertThat(bench.running).contains(Timer.EXPIRY).doesNotContain(Timer.REFRESH);
        assertThat(bench.delays.get(Timer.EXPIRY)).isEqualTo(Duration.ofSeconds(88));
    }

    @Test
    void aRefreshThatIsTooShortIsRefusedAndChangesNothing() {
        var bench = talking("90;refresher=uac", "INVITE, UPDATE");
        bench.receive(bench.request("UPDATE", 1, CAN.with("Session-Expires", "20"), false));
        assertThat(bench.statuses()).containsExactly(422);
        assertThat(bench.response().orElseThrow().headers().first("Min-SE")).contains("90");
        assertThat(bench.running).contains(Timer.REFRESH, Timer.EXPIRY);
    }

    @Test
    void aRefreshThatFinds481EndsTheLeg() {
        var bench = talking("90;refresher=uac", "INVITE, UPDATE");
        bench.expire(Timer.REFRESH);
        bench.reply("UPDATE", SipResponse.of(481, ""));
        assertThat(bench.events).last().isInstanceOf(Released.class);
        assertThat(bench.running).isEmpty();
    }

    @Test
    void withoutARefreshTheCallIsEnded() {
        var bench = talking("90;refresher=uas", "INVITE, UPDATE");
        bench.expire(Timer.EXPIRY);
        assertThat(bench.methods()).containsExactly("BYE");
        bench.reply("BYE", SipResponse.of(200, ""));
        assertThat(bench.events).last().isInstanceOf(Released.class);
    }

    /// After a lost BYE a peer without session timers would keep its side for ever, and so would
    /// we: it is asked now and then.
    @Test
    void aPeerWithoutSessionTimersIsAskedAgainAndAgain() {
        for (var allow : List.of("INVITE, UPDATE", "INVITE, ACK, BYE")) {
            var method = allow.contains("UPDATE") ? "UPDATE" : "OPTIONS";
            var bench = talking("", allow);
            assertThat(bench.delays.get(Timer.KEEP_ALIVE)).isEqualTo(Duration.ofMinutes(15));
            for (int status : new int[] {200, 405, 500, 501}) {
                bench.expire(Timer.KEEP_ALIVE);
                assertThat(bench.methods()).containsExactly(method);
                var asked = bench.sent.get(bench.sent.size());
                assertThat(asked.to().tag()).isPresent();
                assertThat(asked.body()).isEmpty();
                bench.reply(method, SipResponse.of(status, ""));
                assertThat(bench.running).containsExactly(Timer.KEEP_ALIVE);
            }
            bench.expire(Timer.KEEP_ALIVE);
            bench.reply(method, SipResponse.of(481, ""));
            assertThat(bench.events).last().isInstanceOf(Released.class);
            assertThat(bench.running).isEmpty();
        }
    }

    @Test
    void aPeerThatAnswersNoMoreIsGone() {
        var bench = talking("", "INVITE, UPDATE");
        bench.expire(Timer.KEEP_ALIVE);
        bench.input(new Input.Unanswered(bench.sent.size(), false));
        assertThat(bench.methods()).containsExactly("BYE");
        bench.reply("BYE", SipResponse.of(481, ""));
        assertThat(bench.events).last().isInstanceOf(Released.class);
        assertThat(bench.running).isEmpty();
    }

    /// A peer behind translation calls us by TCP and takes no connection: it is there all the same.
    @Test
    void aConnectionThatFailsSaysNothingOfThePeer() {
        var bench = talking("", "INVITE, UPDATE");
        bench.expire(Timer.KEEP_ALIVE);
        bench.input(new Input.Unanswered(bench.sent.size(), true));
        assertThat(bench.methods()).isEmpty();
        assertThat(bench.running).containsExactly(Timer.KEEP_ALIVE);
    }

    @Test
    void aPeerWithSessionTimersOrAskedNotToBeIsNotAsked() {
        assertThat(talking("1800;refresher=uas", "INVITE, UPDATE").running)
                .doesNotContain(Timer.KEEP_ALIVE);
        var bench =
                MachineBench.called(
                        p -> p.keepAlive(Optional.empty()),
                        1,
                        MachineBench.invite(Headers.NONE, true));
        bench.order(new Answer(Optional.of(ULAW), Optional.empty()));
        bench.input(new Input.Acknowledged(bench.request("ACK", 1, Headers.NONE, false)));
        assertThat(bench.running).doesNotContain(Timer.KEEP_ALIVE, Timer.EXPIRY);
    }

    @Test
    void theCalledSideAsksToo() {
        var bench = MachineBench.called(p -> p, 1, MachineBench.invite(Headers.NONE, true));
        bench.order(new Answer(Optional.of(ULAW), Optional.empty()));
        bench.input(new Input.Acknowledged(bench.request("ACK", 1, Headers.NONE, false)));
        assertThat(bench.running).contains(Timer.KEEP_ALIVE);
        bench.expire(Timer.KEEP_ALIVE);
        assertThat(bench.methods()).containsExactly("OPTIONS");
        bench.reply("OPTIONS", SipResponse.of(200, ""));
        assertThat(bench.running).contains(Timer.KEEP_ALIVE);
    }
}

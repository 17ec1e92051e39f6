package org.dragoman.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.LegCommand.Answer;
import org.dragoman.core.call.LegCommand.Dial;
import org.dragoman.core.call.LegCommand.Hold;
import org.dragoman.core.call.LegCommand.Progress;
import org.dragoman.core.call.LegEvent.Answered;
import org.dragoman.core.call.LegEvent.Released;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.sip.SipPeer;
import org.dragoman.sip.message.Body;
import org.dragoman.sip.message.Headers;
import org.dragoman.sip.message.SipResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// UPDATE with an offer before the call is answered, both ways (RFC 3311 §5).
class EarlyUpdateMachineTest {
    private static final MediaDescription ULAW = MediaDescription.of(Codec.PCMU);
    private static final String MOVED =
            MachineBench.SDP.replace("6000", "7000").replace("1 1", "1 2");
    private static final Headers CAN =
            Headers.NONE
                    .with("Supported", "100rel")
                    .with("Allow", "INVITE, ACK, BYE, PRACK, UPDATE");

    private static SipResponse sdp(SipResponse response, String text) {
        return response.withBody(Body.sdp(text));
    }

    /// We call; the peer answers our offer in a 183 that it sends reliably, or not.
    private static MachineBench ringing(boolean reliably) {
        var bench = MachineBench.calling(p -> p, 3);
        var call = CallRequest.of(Party.ofNumber("1"), Party.ofNumber("2"), Optional.of(ULAW));
        bench.order(new Dial(call));
        var progress = SipResponse.of(183, "").with(CAN);
        if (reliably) {
            progress = progress.with("Require", "100rel").with("RSeq", "1");
        }
        return bench.reply("INVITE", sdp(progress, MachineBench.SDP));
    }

    @Test
    void weHoldByUpdateWhereTheFirstOfferWasAnsweredReliably() {
        var bench = ringing(true);
        assertThat(bench.methods()).containsExactly("PRACK");
        bench.reply("PRACK", SipResponse.of(200, ""));
        bench.order(new Hold());
        assertThat(bench.methods()).containsExactly("UPDATE");
        var update = bench.sent.values().stream().filter(r -> r.is("UPDATE")).findFirst();
        assertThat(update.orElseThrow().sdp().orElseThrow()).contains("a=sendonly");
        assertThat(update.get().headers().first("Session-Expires")).isEmpty();
        bench.reply("UPDATE", sdp(SipResponse.of(200, ""), MOVED + "a=recvonly\r\n"));
        bench.reply("INVITE", SipResponse.of(200, ""));
        assertThat(bench.methods()).containsExactly("ACK");
        assertThat(bench.events.getLast()).isInstanceOf(Answered.class);
    }

    @Test
    void weWaitForTheAnswerWhereItWasNot() {
        var bench = ringing(false);
        bench.order(new Hold());
        assertThat(bench.methods()).isEmpty();
        bench.reply("INVITE", sdp(SipResponse.of(200, ""), MachineBench.SDP));
        assertThat(bench.methods()).containsExactly("ACK", "INVITE");
    }

    @Test
    void anAnswerThatCrossesOurUpdateLeavesItStanding() {
        var bench = ringing(true);
        bench.order(new Hold());
        bench.reply("INVITE", SipResponse.of(200, ""));
        assertThat(bench.methods()).containsExactly("ACK");
        bench.reply("UPDATE", sdp(SipResponse.of(200, ""), MOVED + "a=recvonly\r\n"));
        assertThat(bench.methods()).isEmpty();
        assertThat(bench.done).isFalse();
    }

    @Test
    void aPeerThatKnowsNoSuchDialogEndsTheCall() {
        var bench = ringing(true);
        bench.order(new Hold());
        bench.reply("UPDATE", SipResponse.of(481, ""));
        bench.reply("INVITE", SipResponse.of(487, ""));
        assertThat(bench.events.getLast()).isInstanceOf(Released.class);
    }

    /// What the peer has moved stays moved, whether its 200 repeats the first answer or not.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thePeersUpdateStands(boolean repeats) {
        var bench = ringing(true);
        bench.receive(
                MachineBench.request(
                        "UPDATE",
                        bench.machine.callId(),
                        bench.machine.localTag(),
                        7,
                        CAN,
                        Optional.of(MOVED)));
        assertThat(bench.statuses()).containsExactly(200);
        var ok = SipResponse.of(200, "");
        bench.reply("INVITE", repeats ? sdp(ok, MachineBench.SDP) : ok);
        assertThat(bench.methods()).containsExactly("ACK");
        assertThat(bench.events.getLast()).isInstanceOf(Answered.class);
        assertThat(bench.remotePorts).last().isEqualTo(7_000);
    }

    /// The peer called us; our 183 is its answer, and PRACK has acknowledged it.
    @Test
    void aCallerIsHeldByUpdateAndAnsweredWithoutSdp() {
        var bench =
                MachineBench.called(
                        p -> p.reliable(SipPeer.Reliable.REQUIRED),
                        4,
                        MachineBench.invite(CAN, true));
        bench.order(new Progress(true, Optional.of(ULAW), Optional.empty()));
        var rseq = bench.response().orElseThrow().headers().first("RSeq").orElseThrow();
        bench.order(new Hold());
        assertThat(bench.methods()).isEmpty();
        var rack = Headers.NONE.with("RAck", rseq + " 1 INVITE");
        bench.receive(bench.request("PRACK", 2, rack, false));
        assertThat(bench.methods()).containsExactly("UPDATE");
        bench.reply("UPDATE", sdp(SipResponse.of(200, ""), MOVED + "a=recvonly\r\n"));
        bench.order(new Answer(Optional.of(ULAW), Optional.empty()));
        assertThat(bench.statuses()).isEqualTo(List.of(200));
        assertThat(bench.response().orElseThrow().sdp()).isEmpty();
        bench.input(new Input.Acknowledged(bench.request("ACK", 1, Headers.NONE, false)));
        assertThat(bench.methods()).isEmpty();
    }
}

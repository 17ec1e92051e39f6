package org.dragoman.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Secret;
import org.dragoman.core.call.CallId;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.DigitMethod;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.LegId;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.TransferStatus;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.MediaQuality;
import org.dragoman.core.media.MediaStatistics;
import org.dragoman.core.testing.FakeMediaPort;
import org.dragoman.core.testing.FakeTime;
import org.dragoman.core.testing.LegHarness;
import org.dragoman.webrtc.signal.ClientMessage;
import org.dragoman.webrtc.signal.Input;
import org.dragoman.webrtc.signal.MessageReader;
import org.dragoman.webrtc.signal.Refusal;
import org.junit.jupiter.api.Test;

/// One side of a call with a page: what the page says becomes events, what the core orders is told
/// to the page.
class WebRtcLegTest {
    private static final MediaDescription PCMA = MediaDescription.of(Codec.PCMA);
    private static final Account ANNA =
            new Account(
                    "1001",
                    Optional.of("Anna"),
                    Secret.of("1001", "dragoman", "secret"),
                    Set.of(Account.Protocol.WEBRTC),
                    List.of());

    private final FakeTime time = new FakeTime();
    private final FakeLink link = new FakeLink("192.0.2.7");
    private final Session session = new Session("00", new Session.Who.Member(ANNA), link);
    private final FakeMediaPort port = FakeMediaPort.unheard().forBrowsers();
    private final AtomicInteger over = new AtomicInteger();
    private LegHarness harness = new LegHarness("accounts", 0, time, port);
    private WebRtcLeg leg = leg();

    private WebRtcLeg leg() {
        return new WebRtcLeg(harness, session, "c1", new SecureRandom(), over::incrementAndGet);
    }

    private void says(String fields) {
        try {
            var text = "{\"call\":\"c1\",\"ref\":\"r\"," + fields + "}";
            var message = MessageReader.read(text.getBytes(StandardCharsets.UTF_8));
            leg.receive(new Input.Asked((ClientMessage.OfCall) message));
        } catch (Refusal e) {
            throw new AssertionError(e);
        }
    }

    private void orders(LegCommand command) {
        harness.execute(leg, command);
    }

    private void calls() {
        session.enter("c1", leg);
        leg.begin(
                new ClientMessage.Call("r", "c1", "5551234", Browser.offer()),
                Party.ofNumber("5551234"));
        link.take("done");
    }

    private void talks() {
        calls();
        orders(new LegCommand.Answer(Optional.of(PCMA), Optional.empty()));
        link.take("answered");
        harness.takeAll();
    }

    private void isCalled() {
        harness = new LegHarness("accounts", 1, time, port);
        leg = leg();
        var from = Party.ofNumber("4951112233").withDisplayName("Boris");
        orders(
                new LegCommand.Dial(
                        CallRequest.of(from, Party.ofNumber("1001"), Optional.of(PCMA))));
    }

    @Test
    void a_call_of_the_page_is_offered_with_what_the_browser_has() {
        calls();
        var request = harness.take(LegEvent.Offered.class).request();
        assertThat(request.from()).isEqualTo(ANNA.party());
        assertThat(request.to().digits()).isEqualTo("5551234");
        assertThat(request.media().orElseThrow().codecs())
                .extracting(Codec::name)
                .containsExactly("OPUS", "PCMU", "PCMA");
        orders(new LegCommand.Proceed());
        assertThat(link.take("progress").path("stage").textValue()).isEqualTo("trying");
        orders(new LegCommand.Ring(true, Optional.of(PCMA)));
        var ringing = link.take("progress");
        assertThat(ringing.path("stage").textValue()).isEqualTo("ringing");
        assertThat(ringing.path("sound").booleanValue()).isTrue();
        assertThat(ringing.path("sdp").textValue()).contains("a=ice-lite", " 8 ");
        assertThat(port.agreed().direction()).isEqualTo(Direction.SEND_RECEIVE);
        var connected = Party.ofNumber("5559999").withDisplayName("Reception");
        orders(new LegCommand.Answer(Optional.of(PCMA), Optional.of(connected)));
        var answered = link.take("answered");
        assertThat(answered.has("sdp")).isFalse(); // it was told with the ringing
        assertThat(answered.path("name").textValue()).isEqualTo("Reception");
        says("\"type\":\"hangup\"");
        link.take("done");
        assertThat(link.take("ended").path("cause").intValue()).isEqualTo(16);
        assertThat(harness.take(LegEvent.Released.class).cause().q850()).isEqualTo(16);
        assertThat(over).hasValue(1);
        assertThat(session.leg("c1")).isEmpty();
    }

    @Test
    void a_call_that_fails_says_why() {
        calls();
        orders(new LegCommand.Release(Cause.gateway(17)));
        var ended = link.take("ended");
        assertThat(ended.path("reason").textValue()).isEqualTo("busy");
        assertThat(ended.path("text").textValue()).isEqualTo("The number is busy.");
        harness.take(LegEvent.Offered.class);
        assertThat(harness.take(LegEvent.Released.class).cause().q850()).isEqualTo(17);
        says("\"type\":\"hangup\"");
        assertThat(link.take("error").path("code").textValue()).isEqualTo("no-call");
    }

    @Test
    void a_call_answered_without_media_ends() {
        calls();
        orders(new LegCommand.Answer(Optional.empty(), Optional.empty()));
        assertThat(link.take("ended").path("reason").textValue()).isEqualTo("no-media");
    }

    @Test
    void the_page_is_called_rings_and_answers() {
        isCalled();
        var incoming = link.take("incoming");
        assertThat(incoming.path("number").textValue()).isEqualTo("4951112233");
        assertThat(incoming.path("name").textValue()).isEqualTo("Boris");
        assertThat(incoming.path("sdp").textValue()).contains("a=setup:actpass");
        harness.take(LegEvent.Proceeding.class);
        assertThat(harness.takeAll()).isEmpty(); // no ringing before the user is told
        says("\"type\":\"ringing\"");
        harness.take(LegEvent.Ringing.class);
        link.take("done");
        says("\"type\":\"answer\",\"sdp\":" + Browser.quoted(Browser.answer()));
        var media = harness.take(LegEvent.Answered.class).media().orElseThrow();
        assertThat(media.first()).isEqualTo(Codec.PCMA);
        assertThat(port.agreed().direction()).isEqualTo(Direction.SEND_RECEIVE);
        link.take("done");
    }

    @Test
    void who_hides_is_not_shown() {
        harness = new LegHarness("accounts", 1, time, port);
        leg = leg();
        var from =
                Party.ofNumber("4951112233")
                        .withDisplayName("Boris")
                        .withPresentation(Party.Presentation.RESTRICTED);
        orders(new LegCommand.Dial(CallRequest.of(from, Party.ofNumber("1001"), Optional.empty())));
        var incoming = link.take("incoming");
        assertThat(incoming.has("number")).isFalse();
        assertThat(incoming.has("name")).isFalse();
        assertThat(incoming.path("sdp").textValue()).contains("opus/48000/2", "useinbandfec=1");
    }

    @Test
    void a_call_may_be_declined() {
        isCalled();
        says("\"type\":\"hangup\",\"reason\":\"declined\"");
        harness.take(LegEvent.Proceeding.class);
        assertThat(harness.take(LegEvent.Released.class).cause().q850()).isEqualTo(21);
    }

    @Test
    void a_bad_answer_is_refused_and_a_good_one_may_follow() {
        isCalled();
        link.take("incoming");
        says("\"type\":\"answer\",\"sdp\":\"v=0\\r\\n\"");
        var error = link.take("error");
        assertThat(error.path("code").textValue()).isEqualTo("bad-sdp");
        assertThat(error.path("field").textValue()).isEqualTo("sdp");
        says("\"type\":\"answer\",\"sdp\":" + Browser.quoted(Browser.answer()));
        link.take("done");
    }

    @Test
    void a_page_that_is_gone_is_not_called() {
        session.end(Cause.NORMAL_CLEARING);
        isCalled();
        assertThat(harness.take(LegEvent.Released.class).cause().q850()).isEqualTo(20);
        assertThat(link.isQuiet()).isTrue();
    }

    @Test
    void a_page_that_leaves_ends_its_calls() {
        talks();
        session.end(Cause.NORMAL_CLEARING);
        assertThat(harness.take(LegEvent.Released.class).cause().q850()).isEqualTo(16);
        assertThat(over).hasValue(1);
    }

    @Test
    void a_page_holds_and_nothing_passes_meanwhile() {
        talks();
        says("\"type\":\"hold\"");
        link.take("done");
        harness.take(LegEvent.Held.class);
        assertThat(port.agreed().direction()).isEqualTo(Direction.INACTIVE);
        says("\"type\":\"hold\"");
        link.take("done");
        assertThat(harness.takeAll()).isEmpty();
        says("\"type\":\"resume\"");
        link.take("done");
        harness.take(LegEvent.Resumed.class);
        assertThat(port.agreed().direction()).isEqualTo(Direction.SEND_RECEIVE);
    }

    @Test
    void the_other_side_holds_dials_and_changes() {
        talks();
        orders(new LegCommand.Hold());
        link.take("held");
        orders(new LegCommand.Resume());
        link.take("resumed");
        orders(new LegCommand.SendDigit('5', Duration.ofMillis(100)));
        assertThat(link.take("digit").path("digit").textValue()).isEqualTo("5");
        orders(new LegCommand.UpdateIdentity(Party.ofNumber("1002")));
        assertThat(link.take("identity").path("number").textValue()).isEqualTo("1002");
        orders(new LegCommand.TellTransfer(TransferStatus.TRYING, Optional.empty()));
        assertThat(link.take("transfer").path("status").textValue()).isEqualTo("trying");
    }

    @Test
    void digits_go_one_by_one() {
        talks();
        says("\"type\":\"dtmf\",\"digits\":\"1#\",\"duration\":120");
        link.take("done");
        for (char digit : new char[] {'1', '#'}) {
            var event = harness.take(LegEvent.Digit.class);
            assertThat(event.digit()).isEqualTo(digit);
            assertThat(event.held()).isEqualTo(Duration.ofMillis(120));
            assertThat(event.method()).isEqualTo(DigitMethod.COMMAND);
        }
    }

    @Test
    void transfers_are_asked_for_both_ways() {
        talks();
        says("\"type\":\"transfer\",\"to\":\"1002\"");
        link.take("done");
        var blind = harness.take(LegEvent.TransferRequested.class);
        assertThat(blind.to().digits()).isEqualTo("1002");
        assertThat(blind.replaces()).isEmpty();
        var other = new LegId(new CallId("00000000cafe"), 0);
        leg.receive(new Input.AskedToJoin("r", other));
        link.take("done");
        assertThat(harness.take(LegEvent.TransferRequested.class).replaces()).contains(other);
    }

    @Test
    void an_ice_restart_is_answered_here() {
        talks();
        says("\"type\":\"update\",\"sdp\":" + Browser.quoted(Browser.offerAgain()));
        link.take("done");
        assertThat(link.take("updated").path("sdp").textValue()).contains("a=ice-ufrag");
        assertThat(harness.takeAll()).isEmpty();
    }

    @Test
    void an_offer_of_the_other_side_is_answered_by_the_page() {
        talks();
        orders(new LegCommand.OfferMedia(MediaDescription.of(Codec.PCMU)));
        assertThat(link.take("offer").path("sdp").textValue()).contains("PCMU/8000");
        says("\"type\":\"update\",\"sdp\":" + Browser.quoted(Browser.offerAgain()));
        assertThat(link.take("error").path("code").textValue()).isEqualTo("wrong-state");
        says("\"type\":\"answer\",\"sdp\":" + Browser.quoted(Browser.answer()));
        link.take("done");
        assertThat(harness.take(LegEvent.MediaAnswered.class).answer().first())
                .isEqualTo(Codec.PCMU);
    }

    @Test
    void what_does_not_fit_the_state_is_refused() {
        calls();
        for (var type : List.of("hold", "resume", "ringing")) {
            says("\"type\":\"" + type + "\"");
            assertThat(link.take("error").path("code").textValue()).isEqualTo("wrong-state");
        }
        says("\"type\":\"transfer\",\"to\":\"1\"");
        assertThat(link.take("error").path("code").textValue()).isEqualTo("wrong-state");
        says("\"type\":\"answer\",\"sdp\":" + Browser.quoted(Browser.answer()));
        assertThat(link.take("error").path("code").textValue()).isEqualTo("wrong-state");
        says("\"type\":\"candidate\"");
        link.take("done");
    }

    @Test
    void the_page_is_told_how_the_call_sounds() {
        talks();
        port.showStatistics(statistics(90, 10, 50, 5));
        time.advance(Duration.ofSeconds(3));
        var first = link.take("quality");
        assertThat(first.path("loss").doubleValue()).isEqualTo(10.0);
        assertThat(first.path("farLoss").doubleValue()).isEqualTo(10.0);
        assertThat(first.path("roundTrip").doubleValue()).isEqualTo(24.5);
        port.showStatistics(statistics(190, 10, 150, 5));
        time.advance(Duration.ofSeconds(3));
        assertThat(link.take("quality").path("loss").doubleValue()).isZero();
        orders(new LegCommand.Release(Cause.NORMAL_CLEARING));
        link.take("ended");
        time.advance(Duration.ofSeconds(30));
        assertThat(link.isQuiet()).isTrue();
    }

    private static MediaStatistics statistics(long received, long lost, long sent, long farLost) {
        var quality =
                new MediaQuality(
                        0,
                        0,
                        0,
                        0,
                        24_500,
                        farLost,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        return new MediaStatistics(received, sent, 0, 0, 0, lost, 1_200, quality);
    }
}

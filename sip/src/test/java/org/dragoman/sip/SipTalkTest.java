package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.DigitMethod;
import org.dragoman.core.call.LegCommand.Answer;
import org.dragoman.core.call.LegCommand.AnswerMedia;
import org.dragoman.core.call.LegCommand.Dial;
import org.dragoman.core.call.LegCommand.Hold;
import org.dragoman.core.call.LegCommand.OfferMedia;
import org.dragoman.core.call.LegCommand.RefuseMedia;
import org.dragoman.core.call.LegCommand.Release;
import org.dragoman.core.call.LegCommand.Resume;
import org.dragoman.core.call.LegCommand.SendDigit;
import org.dragoman.core.call.LegCommand.UpdateIdentity;
import org.dragoman.core.call.LegEvent.Answered;
import org.dragoman.core.call.LegEvent.Digit;
import org.dragoman.core.call.LegEvent.Held;
import org.dragoman.core.call.LegEvent.IdentityChanged;
import org.dragoman.core.call.LegEvent.MediaAnswered;
import org.dragoman.core.call.LegEvent.MediaOffered;
import org.dragoman.core.call.LegEvent.MediaRefused;
import org.dragoman.core.call.LegEvent.Offered;
import org.dragoman.core.call.LegEvent.Proceeding;
import org.dragoman.core.call.LegEvent.Released;
import org.dragoman.core.call.LegEvent.Resumed;
import org.dragoman.core.call.Party;
import org.dragoman.core.log.CallTrace.Way;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What happens in the middle of a call, between two endpoints on loopback.
class SipTalkTest {
    private static final MediaDescription G711 = SipCallTest.G711;
    private static final MediaDescription ULAW = MediaDescription.of(Codec.PCMU);
    private static final MediaDescription G729 = MediaDescription.of(Codec.G729);

    /// Two parties who talk, µ-law.
    private record Talking(Pair pair, Pair.Side alice, Pair.Side bob) implements AutoCloseable {
        static Talking begin(UnaryOperator<SipPeerChange> set) {
            var pair = Pair.of(set, set);
            var alice = pair.leg();
            alice.does(
                    new Dial(
                            CallRequest.of(
                                    Party.ofNumber("100"),
                                    Party.ofNumber("200"),
                                    Optional.of(G711))));
            var bob = pair.atBob.next();
            bob.hears(Offered.class);
            bob.does(new Answer(Optional.of(ULAW), Optional.empty()));
            alice.hears(Proceeding.class);
            alice.hears(Answered.class);
            Pair.until( // else time that is moved now counts as an ACK that never came
                    "acknowledged",
                    () -> bob.harness().trace().names(Way.RECEIVED).contains("ACK"));
            return new Talking(pair, alice, bob);
        }

        static Talking begin() {
            return begin(p -> p);
        }

        void end() {
            alice.does(new Release(Cause.gateway(16)));
            bob.hears(Released.class);
            alice.hears(Released.class);
            assertThat(pair.alice.load() + pair.bob.load()).isZero();
        }

        @Override
        public void close() {
            pair.close();
        }
    }

    @Test
    void holdAndResumeFromEitherSide() {
        try (var call = Talking.begin()) {
            for (var sides : new Pair.Side[][] {{call.alice, call.bob}, {call.bob, call.alice}}) {
                var holder = sides[0];
                var held = sides[1];
                holder.does(new Hold());
                held.hears(Held.class);
                assertThat(held.harness().media().agreed().direction())
                        .isEqualTo(Direction.RECEIVE_ONLY);
                holder.does(new Resume());
                held.hears(Resumed.class);
                assertThat(held.harness().media().agreed().direction())
                        .isEqualTo(Direction.SEND_RECEIVE);
            }
            call.end();
        }
    }

    @Test
    void bothHoldEachOther() {
        try (var call = Talking.begin()) {
            call.alice.does(new Hold());
            call.bob.hears(Held.class);
            call.bob.does(new Hold());
            call.alice.hears(Held.class);
            assertThat(call.alice.harness().media().agreed().direction())
                    .isEqualTo(Direction.INACTIVE);
            call.alice.does(new Resume());
            call.bob.hears(Resumed.class);
            call.bob.does(new Resume());
            call.alice.hears(Resumed.class);
            call.end();
        }
    }

    @Test
    void anotherCodecIsAgreedInMidCall() {
        try (var call = Talking.begin()) {
            call.bob.does(new OfferMedia(MediaDescription.of(Codec.G729, Codec.GSM)));
            assertThat(call.alice.hears(MediaOffered.class).offer().codecs())
                    .containsExactly(Codec.G729, Codec.GSM);
            call.alice.does(new AnswerMedia(G729));
            assertThat(call.bob.hears(MediaAnswered.class).answer().first()).isEqualTo(Codec.G729);
            assertThat(call.alice.harness().media().agreed().sending().orElseThrow().codec())
                    .isEqualTo(Codec.G729);
            call.end();
        }
    }

    @Test
    void anotherCodecIsRefusedAndTheCallGoesOn() {
        try (var call = Talking.begin()) {
            call.bob.does(new OfferMedia(G729));
            call.alice.hears(MediaOffered.class);
            call.alice.does(new RefuseMedia(Cause.gateway(65)));
            assertThat(call.bob.hears(MediaRefused.class).cause().q850()).isEqualTo(65);
            assertThat(call.bob.harness().media().agreed().sending().orElseThrow().codec())
                    .isEqualTo(Codec.PCMU);
            call.end();
        }
    }

    @Test
    void aChangeTheCoreDoesNotAnswerIsRefusedInTime() {
        try (var call = Talking.begin()) {
            call.bob.does(new OfferMedia(G729));
            call.alice.hears(MediaOffered.class);
            call.pair.time.advance(Duration.ofSeconds(8));
            call.bob.hears(MediaRefused.class);
            call.end();
        }
    }

    @Test
    void anOfferThatHoldsTheCodecInUseIsAnsweredAtOnce() {
        try (var call = Talking.begin()) {
            call.bob.does(new OfferMedia(MediaDescription.of(Codec.G729, Codec.PCMU)));
            assertThat(call.bob.hears(MediaAnswered.class).answer().codecs())
                    .containsExactly(Codec.PCMU);
            call.end();
        }
    }

    /// RFC 3261 §14.1: both change at once; each gets 491 and tries again, at different times.
    @Test
    void glareIsResolved() {
        try (var call = Talking.begin()) {
            call.alice.does(new OfferMedia(G729));
            call.bob.does(new OfferMedia(MediaDescription.of(Codec.GSM)));
            int answered = 0;
            for (int seconds = 0; seconds < 10 && answered < 2; seconds++) {
                call.pair.time.advance(Duration.ofMillis(500));
                for (var side : new Pair.Side[] {call.alice, call.bob}) {
                    for (var event : waited(side)) {
                        if (event instanceof MediaOffered(_, var offer)) {
                            side.does(new AnswerMedia(offer));
                        } else if (event instanceof MediaAnswered) {
                            answered++;
                        }
                    }
                }
            }
            assertThat(answered).isEqualTo(2);
            call.end();
        }
    }

    private static java.util.List<org.dragoman.core.call.LegEvent> waited(Pair.Side side) {
        try {
            return java.util.List.of(
                    side.harness()
                            .await(org.dragoman.core.call.LegEvent.class, Duration.ofMillis(200)));
        } catch (AssertionError none) {
            return java.util.List.of();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    enum Body {
        RELAY,
        PLAIN
    }

    @ParameterizedTest
    @EnumSource(Body.class)
    void digitsByInfoKeepTheirOrder(Body body) {
        var method = body == Body.RELAY ? SipPeer.Dtmf.INFO_RELAY : SipPeer.Dtmf.INFO_DTMF;
        try (var call = Talking.begin(p -> p.dtmf(method))) {
            var digits = "0123456789ABCD*#!";
            digits.chars()
                    .forEach(d -> call.alice.does(new SendDigit((char) d, Duration.ofMillis(120))));
            for (char digit : digits.toCharArray()) {
                var heard = call.bob.hears(Digit.class);
                assertThat(heard.digit()).isEqualTo(digit);
                assertThat(heard.method()).isEqualTo(DigitMethod.SIP_INFO);
            }
            call.end();
        }
    }

    @Test
    void digitsGoInTheRtpStreamWhereThePeerTakesThem() {
        try (var call = Talking.begin()) {
            call.alice.does(new SendDigit('7', Duration.ofMillis(100)));
            Pair.until("sent", () -> call.alice.harness().media().digitsSent().equals("7"));
            assertThat(call.alice.harness().trace().names(Way.SENT)).doesNotContain("INFO");
            call.end();
        }
    }

    @Test
    void thePeerIsToldWhoItTalksToNow() {
        try (var call = Talking.begin()) {
            call.alice.does(new UpdateIdentity(Party.ofNumber("4711").withDisplayName("Boss")));
            var party = call.bob.hears(IdentityChanged.class).party();
            assertThat(party.digits()).isEqualTo("4711");
            assertThat(party.displayName()).contains("Boss");
            call.end();
        }
    }

    /// S2: never refreshing when we are the refresher; calls mute after exactly 15 minutes.
    @Test
    void theSessionIsRefreshedHalfWay() {
        try (var call = Talking.begin(p -> p.sessionExpires(Duration.ofSeconds(90)))) {
            call.pair.time.advance(Duration.ofSeconds(45));
            Pair.until(
                    "refreshed",
                    () -> call.bob.harness().trace().names(Way.RECEIVED).contains("UPDATE"));
            call.end();
        }
    }

    @Test
    void aSessionThatIsNotRefreshedEnds() {
        try (var call = Talking.begin(p -> p.sessionExpires(Duration.ofSeconds(90)))) {
            call.pair.alice.close(); // gone without a word
            call.pair.time.advance(Duration.ofSeconds(90));
            assertThat(call.bob.hears(Released.class).cause().q850()).isEqualTo(102);
            assertThat(call.pair.bob.load()).isZero();
        }
    }
}

package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand.Answer;
import org.dragoman.core.call.LegCommand.AnswerMedia;
import org.dragoman.core.call.LegCommand.AskForDigits;
import org.dragoman.core.call.LegCommand.Dial;
import org.dragoman.core.call.LegCommand.Progress;
import org.dragoman.core.call.LegCommand.Redirect;
import org.dragoman.core.call.LegCommand.Release;
import org.dragoman.core.call.LegCommand.Ring;
import org.dragoman.core.call.LegCommand.SendDialledDigits;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.LegEvent.Answered;
import org.dragoman.core.call.LegEvent.DialledDigits;
import org.dragoman.core.call.LegEvent.MediaAnswered;
import org.dragoman.core.call.LegEvent.MoreDigits;
import org.dragoman.core.call.LegEvent.Offered;
import org.dragoman.core.call.LegEvent.Proceeding;
import org.dragoman.core.call.LegEvent.Redirected;
import org.dragoman.core.call.LegEvent.Released;
import org.dragoman.core.call.LegEvent.Ringing;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Ways a call is set up, refused and given up, between two endpoints on loopback.
class SipSetupTest {
    private static final MediaDescription G711 = SipCallTest.G711;
    private static final MediaDescription ULAW = MediaDescription.of(Codec.PCMU);

    private static Dial dial(Optional<MediaDescription> media) {
        return new Dial(CallRequest.of(Party.ofNumber("100"), Party.ofNumber("200"), media));
    }

    private static void assertNothingLeft(Pair pair) {
        assertThat(pair.alice.load()).as("alice's legs").isZero();
        assertThat(pair.bob.load()).as("bob's legs").isZero();
    }

    private static void hangUp(Pair pair, Pair.Side alice, Pair.Side bob) {
        bob.does(new Release(Cause.gateway(16)));
        assertThat(alice.hears(Released.class).cause().q850()).isEqualTo(16);
        bob.hears(Released.class);
        assertNothingLeft(pair);
    }

    /// S3: an INVITE without an offer, towards the peer: ACK only when the answer is known.
    @Test
    void s3DialledWithoutAnOfferThePeerOffersAndTheAckAnswers() {
        try (var pair = Pair.of(p -> p.offer(SipPeer.Offer.AS_CALLED), p -> p)) {
            var alice = pair.leg().does(dial(Optional.empty()));
            var bob = pair.atBob.next();
            assertThat(bob.hears(Offered.class).request().media()).isEmpty();
            alice.hears(Proceeding.class);
            bob.does(new Answer(Optional.of(G711), Optional.empty()));
            var offer = alice.hears(Answered.class).media().orElseThrow();
            assertThat(offer.codecs()).containsExactly(Codec.PCMA, Codec.PCMU);
            assertThat(alice.harness().trace().names(org.dragoman.core.log.CallTrace.Way.SENT))
                    .containsExactly("INVITE");
            alice.does(new AnswerMedia(ULAW));
            assertThat(bob.hears(MediaAnswered.class).answer().codecs())
                    .containsExactly(Codec.PCMU);
            assertThat(bob.harness().media().agreed().sending().orElseThrow().codec())
                    .isEqualTo(Codec.PCMU);
            hangUp(pair, alice, bob);
        }
    }

    /// S3: a peer that never takes an early offer.
    @Test
    void s3APeerThatWantsToOfferIsAnsweredFromTheCallsOwnOffer() {
        try (var pair = Pair.of(p -> p.offer(SipPeer.Offer.LATE), p -> p)) {
            var alice = pair.leg().does(dial(Optional.of(ULAW)));
            var bob = pair.atBob.next();
            assertThat(bob.hears(Offered.class).request().media()).isEmpty();
            bob.does(new Answer(Optional.of(G711), Optional.empty()));
            alice.hears(Proceeding.class);
            assertThat(alice.hears(Answered.class).media().orElseThrow().codecs())
                    .containsExactly(Codec.PCMU);
            assertThat(bob.hears(MediaAnswered.class).answer().first()).isEqualTo(Codec.PCMU);
            hangUp(pair, alice, bob);
        }
    }

    @Test
    void dialledWithoutMediaAnEarlyOfferIsMadeFromThePeersCodecs() {
        try (var pair = Pair.of(p -> p.codecs(Codec.G729, Codec.PCMU), p -> p)) {
            var alice = pair.leg().does(dial(Optional.empty()));
            var bob = pair.atBob.next();
            assertThat(bob.hears(Offered.class).request().media().orElseThrow().codecs())
                    .containsExactly(Codec.G729, Codec.PCMU);
            bob.does(new Answer(Optional.of(ULAW), Optional.empty()));
            alice.hears(Proceeding.class);
            alice.hears(Answered.class);
            alice.does(new AnswerMedia(ULAW)); // what is in use already: nothing to say
            hangUp(pair, alice, bob);
            assertThat(alice.harness().trace().names(org.dragoman.core.log.CallTrace.Way.SENT))
                    .containsExactly("INVITE", "ACK", "200 OK");
        }
    }

    @ParameterizedTest
    @EnumSource(SipPeer.Reliable.class)
    void earlyMediaReachesTheCaller(SipPeer.Reliable reliable) {
        UnaryOperator<SipPeerChange> set = p -> p.reliable(reliable);
        try (var pair = Pair.of(set, set)) {
            var alice = pair.leg().does(dial(Optional.of(G711)));
            var bob = pair.atBob.next();
            bob.hears(Offered.class);
            alice.hears(Proceeding.class);
            bob.does(new Progress(true, Optional.of(ULAW), Optional.of(Cause.gateway(20))));
            var progress = alice.hears(LegEvent.Progress.class);
            assertThat(progress.inBand()).isTrue();
            assertThat(progress.media().orElseThrow().first()).isEqualTo(Codec.PCMU);
            assertThat(progress.cause().orElseThrow().q850()).isEqualTo(20);
            assertThat(alice.harness().media().agreed().sending()).isPresent();
            bob.does(new Ring(true, Optional.empty()));
            alice.hears(Ringing.class);
            bob.does(new Answer(Optional.of(ULAW), Optional.empty()));
            assertThat(alice.hears(Answered.class).media().orElseThrow().first())
                    .isEqualTo(Codec.PCMU);
            hangUp(pair, alice, bob);
            boolean praised =
                    bob.harness()
                            .trace()
                            .names(org.dragoman.core.log.CallTrace.Way.RECEIVED)
                            .contains("PRACK");
            assertThat(praised).isEqualTo(reliable == SipPeer.Reliable.REQUIRED);
        }
    }

    /// RFC 3262 §5: an offer in a provisional response must be sent reliably.
    @Test
    void anOfferInARingingIsSentReliablyAndAnsweredInThePrack() {
        try (var pair = Pair.of(p -> p.offer(SipPeer.Offer.AS_CALLED), p -> p)) {
            var alice = pair.leg().does(dial(Optional.empty()));
            var bob = pair.atBob.next();
            bob.hears(Offered.class);
            alice.hears(Proceeding.class);
            bob.does(new Ring(true, Optional.of(G711)));
            assertThat(alice.hears(Ringing.class).media().orElseThrow().codecs()).hasSize(2);
            bob.does(new Answer(Optional.empty(), Optional.empty())); // waits for the PRACK
            alice.does(new AnswerMedia(ULAW));
            assertThat(bob.hears(MediaAnswered.class).answer().first()).isEqualTo(Codec.PCMU);
            assertThat(alice.hears(Answered.class).media().orElseThrow().first())
                    .isEqualTo(Codec.PCMU);
            hangUp(pair, alice, bob);
        }
    }

    @Test
    void aCallerWithoutReliableResponsesIsOfferedInThe200() {
        try (var pair =
                Pair.of(
                        p -> p.offer(SipPeer.Offer.AS_CALLED).reliable(SipPeer.Reliable.OFF),
                        p -> p)) {
            var alice = pair.leg().does(dial(Optional.empty()));
            var bob = pair.atBob.next();
            bob.hears(Offered.class);
            bob.does(new Ring(true, Optional.of(ULAW)));
            alice.hears(Proceeding.class);
            assertThat(alice.hears(Ringing.class).media()).isEmpty();
            bob.does(new Answer(Optional.empty(), Optional.empty()));
            assertThat(alice.hears(Answered.class).media().orElseThrow().first())
                    .isEqualTo(Codec.PCMU);
            alice.does(new AnswerMedia(ULAW));
            bob.hears(MediaAnswered.class);
            hangUp(pair, alice, bob);
        }
    }

    /// H30, S1: a numeric cause crosses unchanged.
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 17, 18, 19, 21, 27, 28, 34, 38, 41, 42, 47, 50, 88, 102, 111, 127})
    void everyCauseCrossesInTheReason(int q850) {
        try (var pair = Pair.of()) {
            var alice = pair.leg().does(dial(Optional.of(G711)));
            var bob = pair.atBob.next();
            bob.hears(Offered.class);
            alice.hears(Proceeding.class);
            bob.does(new Release(Cause.gateway(q850)));
            var cause = alice.hears(Released.class).cause();
            assertThat(cause.q850()).isEqualTo(q850);
            assertThat(cause.origin()).isEqualTo(Cause.Origin.SIGNALLED);
            bob.hears(Released.class);
            assertNothingLeft(pair);
        }
    }

    @Test
    void withoutReasonTheTablesSpeak() {
        try (var pair = Pair.of(p -> p, p -> p.reason(false))) {
            var alice = pair.leg().does(dial(Optional.of(G711)));
            var bob = pair.atBob.next();
            bob.hears(Offered.class);
            alice.hears(Proceeding.class);
            bob.does(new Release(Cause.gateway(17)));
            var cause = alice.hears(Released.class).cause();
            assertThat(cause.q850()).isEqualTo(17);
            assertThat(cause.protocolCode()).isEqualTo("SIP 486");
            assertThat(cause.origin()).isEqualTo(Cause.Origin.MAPPED);
        }
    }

    @Test
    void theCallerGivesUpWhileItRings() {
        try (var pair = Pair.of()) {
            var alice = pair.leg().does(dial(Optional.of(G711)));
            var bob = pair.atBob.next();
            bob.hears(Offered.class);
            alice.hears(Proceeding.class);
            bob.does(new Ring(false, Optional.empty()));
            alice.hears(Ringing.class);
            alice.does(new Release(Cause.gateway(19)));
            assertThat(bob.hears(Released.class).cause().q850()).isEqualTo(19);
            assertThat(alice.hears(Released.class).cause().q850()).isEqualTo(19);
            assertNothingLeft(pair);
        }
    }

    @Test
    void bothHangUpAtOnce() {
        try (var pair = Pair.of()) {
            var alice = pair.leg().does(dial(Optional.of(G711)));
            var bob = pair.atBob.next();
            bob.hears(Offered.class);
            bob.does(new Answer(Optional.of(ULAW), Optional.empty()));
            alice.hears(Proceeding.class);
            alice.hears(Answered.class);
            alice.does(new Release(Cause.gateway(16)));
            bob.does(new Release(Cause.gateway(16)));
            alice.hears(Released.class);
            bob.hears(Released.class);
            assertNothingLeft(pair);
        }
    }

    @Test
    void aCallIsSentElsewhere() {
        try (var pair = Pair.of()) {
            var alice = pair.leg().does(dial(Optional.of(G711)));
            var bob = pair.atBob.next();
            bob.hears(Offered.class);
            alice.hears(Proceeding.class);
            bob.does(new Redirect(List.of(Party.ofNumber("300")), Cause.gateway(23)));
            var redirected = alice.hears(Redirected.class);
            assertThat(redirected.targets()).extracting(Party::digits).containsExactly("300");
            assertThat(redirected.cause().q850()).isEqualTo(23);
            alice.hears(Released.class);
            bob.hears(Released.class);
            assertNothingLeft(pair);
        }
    }

    /// H32: overlap dialling, both sides.
    @Test
    void h32DigitByDigit() {
        try (var pair = Pair.of(p -> p.overlap(true), p -> p.overlap(true))) {
            var request =
                    new CallRequest(
                            Party.ofNumber("100"),
                            Party.ofNumber("20"),
                            List.of(),
                            false,
                            Optional.of(G711),
                            70);
            var alice = pair.leg().does(new Dial(request));
            var bob = pair.atBob.next();
            assertThat(bob.hears(Offered.class).request().numberComplete()).isFalse();
            alice.hears(Proceeding.class);
            bob.does(new AskForDigits());
            alice.hears(MoreDigits.class);
            alice.does(new SendDialledDigits("5", false));
            var more = bob.hears(DialledDigits.class);
            assertThat(more.digits()).isEqualTo("5");
            bob.does(new AskForDigits());
            alice.hears(Proceeding.class);
            alice.hears(MoreDigits.class);
            alice.does(new SendDialledDigits("67", true));
            assertThat(bob.hears(DialledDigits.class).digits()).isEqualTo("67");
            bob.does(new Answer(Optional.of(ULAW), Optional.empty()));
            alice.hears(Proceeding.class);
            alice.hears(Answered.class);
            hangUp(pair, alice, bob);
        }
    }

    /// H32: no guessing: a complete number that is too short is refused.
    @Test
    void h32ACompleteNumberThatIsTooShortIsRefused() {
        try (var pair = Pair.of()) {
            var alice = pair.leg().does(dial(Optional.of(G711)));
            var bob = pair.atBob.next();
            bob.hears(Offered.class);
            alice.hears(Proceeding.class);
            bob.does(new AskForDigits());
            assertThat(alice.hears(Released.class).cause().q850()).isEqualTo(28);
            assertThat(bob.hears(Released.class).cause().q850()).isEqualTo(28);
        }
    }

    @Test
    void nothingInCommonIsRefused() {
        try (var pair = Pair.of()) {
            var alice = pair.leg().does(dial(Optional.of(ULAW)));
            var bob = pair.atBob.next();
            bob.hears(Offered.class);
            alice.hears(Proceeding.class);
            bob.does(new Answer(Optional.of(MediaDescription.of(Codec.G729)), Optional.empty()));
            assertThat(alice.hears(Released.class).cause().protocolCode()).isEqualTo("SIP 488");
            bob.hears(Released.class);
            assertNothingLeft(pair);
        }
    }

    @Test
    void aPeerThatIsNotThereIsNoticed() {
        try (var pair = Pair.by(Transport.TCP)) {
            pair.bob.close();
            var alice = pair.leg().does(dial(Optional.of(G711)));
            assertThat(alice.hears(Released.class).cause().protocolCode()).isEqualTo("SIP 503");
            assertThat(pair.alice.load()).isZero();
        }
    }

    @Test
    void aPeerThatIsSilentIsGivenUp() {
        try (var pair = Pair.of()) {
            pair.bob.close();
            var alice = pair.leg().does(dial(Optional.of(G711)));
            pair.time.advance(SipConfig.TIMER_B);
            assertThat(alice.hears(Released.class).cause().q850()).isEqualTo(102);
            assertThat(pair.alice.load()).isZero();
        }
    }
}

package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand.Answer;
import org.dragoman.core.call.LegCommand.AnswerMedia;
import org.dragoman.core.call.LegCommand.Dial;
import org.dragoman.core.call.LegCommand.OfferMedia;
import org.dragoman.core.call.LegCommand.RefuseMedia;
import org.dragoman.core.call.LegCommand.Release;
import org.dragoman.core.call.LegEvent.Answered;
import org.dragoman.core.call.LegEvent.MediaAnswered;
import org.dragoman.core.call.LegEvent.MediaOffered;
import org.dragoman.core.call.LegEvent.MediaRefused;
import org.dragoman.core.call.LegEvent.Offered;
import org.dragoman.core.call.LegEvent.Proceeding;
import org.dragoman.core.call.LegEvent.Released;
import org.dragoman.core.call.Party;
import org.dragoman.core.log.CallTrace.Way;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.FaxPolicy;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.core.media.MediaDescription;
import org.junit.jupiter.api.Test;

/// A call that becomes a fax in the middle, between two endpoints on loopback.
class SipFaxTest {
    private static final MediaDescription ULAW = MediaDescription.of(Codec.PCMU);
    private static final FaxRelay MODERN =
            new FaxRelay(
                    3,
                    33_600,
                    FaxRelay.Rates.TRANSFERRED_TCF,
                    OptionalInt.of(2_000),
                    OptionalInt.of(400),
                    Optional.of(FaxRelay.ErrorCorrection.FEC),
                    true,
                    true,
                    true);
    private static final MediaDescription FAX = MediaDescription.of(MODERN);
    private static final MediaDescription PLAIN = MediaDescription.of(FaxRelay.PLAIN);

    /// Two parties who talk, µ-law.
    private record Talking(Pair pair, Pair.Side alice, Pair.Side bob) implements AutoCloseable {
        static Talking begin(
                UnaryOperator<SipPeerChange> aboutBob, UnaryOperator<SipPeerChange> aboutAlice) {
            var pair = Pair.of(aboutBob, aboutAlice);
            var alice = pair.leg();
            alice.does(
                    new Dial(
                            CallRequest.of(
                                    Party.ofNumber("100"),
                                    Party.ofNumber("200"),
                                    Optional.of(ULAW))));
            var bob = pair.atBob.next();
            bob.hears(Offered.class);
            bob.does(new Answer(Optional.of(ULAW), Optional.empty()));
            alice.hears(Proceeding.class);
            alice.hears(Answered.class);
            Pair.until(
                    "acknowledged",
                    () -> bob.harness().trace().names(Way.RECEIVED).contains("ACK"));
            return new Talking(pair, alice, bob);
        }

        static Talking begin() {
            return begin(p -> p, p -> p);
        }

        /// Bob's machine answers as a fax.
        Talking fax() {
            bob.does(new OfferMedia(FAX));
            assertThat(alice.hears(MediaOffered.class).offer()).isEqualTo(FAX);
            alice.does(new AnswerMedia(PLAIN));
            assertThat(bob.hears(MediaAnswered.class).answer()).isEqualTo(PLAIN);
            return this;
        }

        @Override
        public void close() {
            alice.does(new Release(Cause.gateway(16)));
            bob.hears(Released.class);
            alice.hears(Released.class);
            pair.close();
        }
    }

    @Test
    void theCalledSideTurnsTheCallIntoAFaxAndBack() {
        try (var call = Talking.begin().fax()) {
            assertThat(call.alice().harness().media().agreed().fax()).contains(MODERN);
            assertThat(call.bob().harness().media().agreed().fax()).contains(FaxRelay.PLAIN);
            call.alice().does(new OfferMedia(ULAW));
            assertThat(call.bob().hears(MediaOffered.class).offer().first()).isEqualTo(Codec.PCMU);
            call.bob().does(new AnswerMedia(ULAW));
            call.alice().hears(MediaAnswered.class);
            assertThat(call.alice().harness().media().agreed().isFax()).isFalse();
            assertThat(call.bob().harness().media().agreed().isFax()).isFalse();
        }
    }

    @Test
    void aRefusalLeavesTheSoundAndLaterChangesWork() { // S5
        try (var call = Talking.begin()) {
            call.bob().does(new OfferMedia(FAX));
            call.alice().hears(MediaOffered.class);
            call.alice().does(new RefuseMedia(Cause.gateway(65)));
            assertThat(call.bob().hears(MediaRefused.class).cause().q850()).isEqualTo(65);
            assertThat(call.alice().harness().media().agreed().isFax()).isFalse();
            assertThat(call.bob().harness().trace().names(Way.RECEIVED))
                    .contains("488 Not Acceptable Here");
            call.fax();
        }
    }

    @Test
    void sayingTheSameFaxAgainIsAnsweredHere() { // S5: session refresh in the middle of a fax
        try (var call = Talking.begin().fax()) {
            call.bob().does(new OfferMedia(FAX));
            assertThat(call.bob().hears(MediaAnswered.class).answer().isFax()).isTrue();
            assertThat(call.alice().harness().takeAll()).isEmpty();
        }
    }

    @Test
    void aPeerWithoutT38IsNotAskedForIt() {
        try (var call = Talking.begin(p -> p.fax(new FaxPolicy(false, false)), p -> p)) {
            call.alice().does(new OfferMedia(FAX));
            assertThat(call.alice().hears(MediaRefused.class).cause().q850()).isEqualTo(65);
            assertThat(call.bob().harness().takeAll()).isEmpty();
            call.bob().does(new OfferMedia(FAX));
            call.bob().hears(MediaRefused.class);
            assertThat(call.alice().harness().takeAll()).isEmpty();
        }
    }

    @Test
    void h27_aPeerThatChokesOnOptionsGetsNone() {
        try (var call = Talking.begin(p -> p.fax(new FaxPolicy(true, true)), p -> p)) {
            call.alice().does(new OfferMedia(FAX));
            assertThat(call.bob().hears(MediaOffered.class).offer())
                    .isEqualTo(MediaDescription.of(MODERN.stripped()));
            call.bob().does(new AnswerMedia(PLAIN));
            call.alice().hears(MediaAnswered.class);
        }
    }
}

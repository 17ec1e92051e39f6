package org.dragoman.h323;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.Party;
import org.dragoman.core.log.CallTrace.Way;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.FaxPolicy;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A call that becomes a fax and a call again, between two endpoints on loopback.
class FaxPairTest {
    private static final H323Behaviour QUIET =
            H323Behaviour.DEFAULT.with(b -> b.keepAlive = Duration.ZERO);
    private static final MediaDescription PCMA = MediaDescription.of(Codec.PCMA);
    private static final FaxRelay MODERN =
            new FaxRelay(
                    3,
                    33_600,
                    FaxRelay.Rates.TRANSFERRED_TCF,
                    OptionalInt.of(2_000),
                    OptionalInt.of(400),
                    Optional.of(FaxRelay.ErrorCorrection.FEC),
                    true,
                    false,
                    true);
    private static final MediaDescription FAX = MediaDescription.of(MODERN);

    private static void talk(PairOfEndpoints pair) throws Exception {
        pair.caller.does(
                new LegCommand.Dial(
                        CallRequest.of(
                                Party.ofNumber("100"), Party.ofNumber("200"), Optional.of(PCMA))));
        pair.awaitArrival();
        pair.called.sees(LegEvent.Offered.class);
        pair.called.does(new LegCommand.Answer(Optional.of(PCMA), Optional.empty()));
        LegEvent event = pair.caller.sees(LegEvent.class);
        while (!(event instanceof LegEvent.Answered)) {
            event = pair.caller.sees(LegEvent.class);
        }
        // both know what the other takes once a digit has gone each way
        pair.caller.does(new LegCommand.SendDigit('1', Duration.ofMillis(100)));
        seesPast(pair.called, LegEvent.Digit.class);
        pair.called.does(new LegCommand.SendDigit('2', Duration.ofMillis(100)));
        seesPast(pair.caller, LegEvent.Digit.class);
    }

    /// The next event of this kind; what comes before is no matter here.
    private static <E extends LegEvent> E seesPast(PairOfEndpoints.Party party, Class<E> kind)
            throws InterruptedException {
        try {
            LegEvent event = party.sees(LegEvent.class);
            while (!kind.isInstance(event)) {
                event = party.sees(LegEvent.class);
            }
            return kind.cast(event);
        } catch (AssertionError e) {
            throw new AssertionError(party.harness.trace().messages().toString(), e);
        }
    }

    private static void end(PairOfEndpoints pair) throws Exception {
        pair.caller.does(new LegCommand.Release(Cause.NORMAL_CLEARING));
        pair.caller.sees(LegEvent.Released.class);
        pair.called.sees(LegEvent.Released.class);
        assertThat(pair.time.waiting()).isZero();
    }

    /// The called side asks: its fax machine has answered.
    private static void fax(PairOfEndpoints pair) throws Exception {
        pair.called.does(new LegCommand.OfferMedia(FAX));
        assertThat(seesPast(pair.caller, LegEvent.MediaOffered.class).offer().isFax()).isTrue();
        pair.caller.does(new LegCommand.AnswerMedia(MediaDescription.of(FaxRelay.PLAIN)));
        assertThat(seesPast(pair.called, LegEvent.MediaAnswered.class).answer().isFax()).isTrue();
        awaitFax(pair.caller, true);
        awaitFax(pair.called, true);
    }

    private static void awaitFax(PairOfEndpoints.Party party, boolean fax) {
        Eventually.isTrue(
                PairOfEndpoints.PATIENCE,
                () -> {
                    var flow = party.harness.media().agreed();
                    return fax
                            ? flow.isFax() && flow.remoteRtp().isPresent()
                            : !flow.isFax() && flow.sending().isPresent();
                });
    }

    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,true", "false,false"})
    void aCallBecomesAFaxAndACallAgain(boolean fast, boolean tunnels) throws Exception {
        var how =
                QUIET.with(
                        b -> {
                            b.fastStart = fast;
                            b.tunnelling = tunnels;
                        });
        try (var pair = new PairOfEndpoints(how, how)) {
            talk(pair);
            fax(pair);
            pair.caller.does(new LegCommand.OfferMedia(PCMA));
            assertThat(seesPast(pair.called, LegEvent.MediaOffered.class).offer().first())
                    .isEqualTo(Codec.PCMA);
            pair.called.does(new LegCommand.AnswerMedia(PCMA));
            assertThat(seesPast(pair.caller, LegEvent.MediaAnswered.class).answer().first())
                    .isEqualTo(Codec.PCMA);
            awaitFax(pair.caller, false);
            awaitFax(pair.called, false);
            end(pair);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theCallingSideMayAskToo(boolean tunnels) throws Exception {
        var how = QUIET.with(b -> b.tunnelling = tunnels);
        try (var pair = new PairOfEndpoints(how, how)) {
            talk(pair);
            pair.caller.does(new LegCommand.OfferMedia(FAX));
            assertThat(seesPast(pair.called, LegEvent.MediaOffered.class).offer()).isEqualTo(FAX);
            pair.called.does(new LegCommand.AnswerMedia(MediaDescription.of(FaxRelay.PLAIN)));
            seesPast(pair.caller, LegEvent.MediaAnswered.class);
            awaitFax(pair.caller, true);
            awaitFax(pair.called, true);
            end(pair);
        }
    }

    @Test
    void aRefusalLeavesTheSoundAndItCanBeAskedAgain() throws Exception {
        try (var pair = new PairOfEndpoints(QUIET, QUIET)) {
            talk(pair);
            pair.called.does(new LegCommand.OfferMedia(FAX));
            seesPast(pair.caller, LegEvent.MediaOffered.class);
            pair.caller.does(new LegCommand.RefuseMedia(Cause.BEARER_NOT_IMPLEMENTED));
            assertThat(seesPast(pair.called, LegEvent.MediaRefused.class).cause().q850())
                    .isEqualTo(65);
            awaitFax(pair.caller, false);
            awaitFax(pair.called, false);
            fax(pair);
            end(pair);
        }
    }

    @Test
    void aPeerWithoutT38IsNotAskedForIt() throws Exception {
        var without = QUIET.with(b -> b.fax = new FaxPolicy(false, false));
        try (var pair = new PairOfEndpoints(without, QUIET)) {
            talk(pair);
            pair.caller.does(new LegCommand.OfferMedia(FAX));
            seesPast(pair.caller, LegEvent.MediaRefused.class);
            // nor does it hear of our taking it
            pair.called.does(new LegCommand.OfferMedia(FAX));
            seesPast(pair.called, LegEvent.MediaRefused.class);
            assertThat(pair.caller.harness.trace().names(Way.RECEIVED))
                    .doesNotContain("H.245 requestMode");
            end(pair);
        }
    }

    @Test
    void h27_aPeerThatChokesOnOptionsGetsNone() throws Exception {
        var strips = QUIET.with(b -> b.fax = new FaxPolicy(true, true));
        try (var pair = new PairOfEndpoints(strips, QUIET)) {
            talk(pair);
            pair.caller.does(new LegCommand.OfferMedia(FAX));
            assertThat(seesPast(pair.called, LegEvent.MediaOffered.class).offer())
                    .isEqualTo(MediaDescription.of(MODERN.stripped().withoutErrorCorrection()));
            pair.called.does(new LegCommand.AnswerMedia(MediaDescription.of(FaxRelay.PLAIN)));
            seesPast(pair.caller, LegEvent.MediaAnswered.class);
            end(pair);
        }
    }

    @Test
    void aPeerThatSaysNothingToTheQuestionIsAskedInVain() throws Exception {
        try (var pair = new PairOfEndpoints(QUIET, QUIET)) {
            talk(pair);
            pair.called.does(new LegCommand.OfferMedia(FAX));
            seesPast(pair.caller, LegEvent.MediaOffered.class);
            pair.time.advance(Duration.ofSeconds(60));
            seesPast(pair.called, LegEvent.MediaRefused.class);
            pair.caller.does(new LegCommand.RefuseMedia(Cause.TIMER_EXPIRED));
            end(pair);
        }
    }
}

package org.dragoman.h323;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.DigitMethod;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.h323.H323Behaviour.Digits;
import org.dragoman.h323.H323Behaviour.Hold;
import org.dragoman.h323.h245.H245Settings.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Two endpoints of ours in the situations that users of other stacks met (field-bugs H2 to
/// H32).
class PairFieldBugTest {
    private static final H323Behaviour QUIET =
            H323Behaviour.DEFAULT.with(b -> b.keepAlive = Duration.ZERO);
    private static final Optional<MediaDescription> G711 =
            Optional.of(MediaDescription.of(Codec.PCMA, Codec.PCMU));

    private static void talk(PairOfEndpoints pair) throws Exception {
        talk(pair, true);
    }

    private static void talk(PairOfEndpoints pair, boolean complete) throws Exception {
        var request =
                new CallRequest(
                        Party.ofNumber("1"), Party.ofNumber("2"), List.of(), complete, G711, 70);
        pair.caller.does(new LegCommand.Dial(request));
        pair.awaitArrival();
        var offered = pair.called.sees(LegEvent.Offered.class).request();
        assertThat(offered.numberComplete()).isEqualTo(complete);
        if (!complete) {
            pair.called.does(new LegCommand.AskForDigits());
            pair.caller.sees(LegEvent.MoreDigits.class);
            pair.caller.does(new LegCommand.SendDialledDigits("34", false));
            assertThat(pair.called.sees(LegEvent.DialledDigits.class).digits()).isEqualTo("34");
            pair.caller.does(new LegCommand.SendDialledDigits("5", true));
            assertThat(pair.called.sees(LegEvent.DialledDigits.class).complete()).isTrue();
        }
        pair.called.does(
                new LegCommand.Answer(
                        Optional.of(MediaDescription.of(Codec.PCMA)), Optional.empty()));
        pair.caller.sees(LegEvent.Answered.class);
        if (offered.media().isEmpty()) {
            pair.called.sees(LegEvent.MediaAnswered.class);
        }
    }

    private static void end(PairOfEndpoints pair) throws Exception {
        pair.caller.does(new LegCommand.Release(Cause.NORMAL_CLEARING));
        pair.caller.sees(LegEvent.Released.class);
        pair.called.sees(LegEvent.Released.class);
        assertThat(pair.time.waiting()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void h7_octetsOneByOneMakeACallLikeAnyOther(boolean fast, boolean tunnels) throws Exception {
        try (var tap = new Wiretap();
                var pair =
                        new PairOfEndpoints(
                                QUIET.with(
                                        b -> {
                                            b.fastStart = fast;
                                            b.tunnelling = tunnels;
                                        }),
                                QUIET,
                                tap::before)) {
            talk(pair);
            end(pair);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PARALLEL, PARALLEL",
        "PARALLEL, CAPABILITIES_FIRST",
        "CAPABILITIES_FIRST, PARALLEL"
    })
    void h2_bothOrdersOfH245GetThrough(Order one, Order other) throws Exception {
        try (var pair =
                new PairOfEndpoints(
                        QUIET.with(
                                b -> {
                                    b.fastStart = false;
                                    b.order = one;
                                }),
                        QUIET.with(b -> b.order = other))) {
            talk(pair);
            end(pair);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void h9_holdByEmptyCapabilitiesAndBack(boolean tunnels) throws Exception {
        try (var pair =
                new PairOfEndpoints(
                        QUIET.with(b -> b.tunnelling = tunnels),
                        QUIET.with(b -> b.tunnelling = tunnels))) {
            talk(pair);
            for (int i = 0; i < 2; i++) {
                pair.caller.does(new LegCommand.Hold());
                pair.called.sees(LegEvent.Held.class);
                assertThat(pair.called.harness.media().agreed().sending()).isEmpty();
                pair.caller.does(new LegCommand.Resume());
                pair.called.sees(LegEvent.Resumed.class);
                assertThat(pair.called.harness.media().agreed().sending()).isPresent();
                assertThat(pair.caller.harness.media().agreed().direction())
                        .isEqualTo(Direction.SEND_RECEIVE);
            }
            end(pair);
        }
    }

    @Test
    void holdByNotify() throws Exception {
        try (var pair = new PairOfEndpoints(QUIET.with(b -> b.hold = Hold.NOTIFY), QUIET)) {
            talk(pair);
            pair.caller.does(new LegCommand.Hold());
            pair.called.sees(LegEvent.Held.class);
            pair.caller.does(new LegCommand.Resume());
            pair.called.sees(LegEvent.Resumed.class);
            end(pair);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO, true, H245_SIGNAL",
        "AUTO, false, H245_SIGNAL",
        "SIGNAL, true, H245_SIGNAL",
        "ALPHANUMERIC, false, H245_ALPHANUMERIC",
        "KEYPAD, true, Q931_KEYPAD",
        "KEYPAD, false, Q931_KEYPAD"
    })
    void h12_eachWayOfDiallingArrivesOnce(Digits way, boolean tunnels, DigitMethod expected)
            throws Exception {
        try (var pair =
                new PairOfEndpoints(
                        QUIET.with(
                                b -> {
                                    b.digits = way;
                                    b.tunnelling = tunnels;
                                    b.fastStart = false;
                                }),
                        QUIET.with(b -> b.digits = way))) {
            talk(pair);
            for (char digit : "0123456789ABCD*#".toCharArray()) {
                pair.caller.does(new LegCommand.SendDigit(digit, Duration.ofMillis(100)));
                var heard = pair.called.sees(LegEvent.Digit.class);
                assertThat(heard.digit()).isEqualTo(digit);
                assertThat(heard.method()).isEqualTo(expected);
                assertThat(heard.held()).isEqualTo(Duration.ofMillis(100));
            }
            end(pair);
            assertThat(pair.called.harness.takeAll()).isEmpty();
        }
    }

    @Test
    void h12_rtpEventsGoThroughTheMediaPort() throws Exception {
        try (var pair =
                new PairOfEndpoints(
                        QUIET.with(
                                b -> {
                                    b.digits = Digits.RTP_EVENT;
                                    b.fastStart = false;
                                }),
                        QUIET)) {
            talk(pair);
            pair.caller.does(new LegCommand.SendDigit('9', Duration.ofMillis(100)));
            assertThat(pair.caller.harness.media().agreed().sendDigits()).hasValue(101);
            end(pair);
            assertThat(pair.caller.harness.media().digitsSent()).isEqualTo("9");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void h14_aPeerThatVanishesWithoutAWordIsNoticed(boolean fast) throws Exception {
        var asking = H323Behaviour.DEFAULT.with(b -> b.fastStart = fast);
        try (var tap = new Wiretap();
                var pair = new PairOfEndpoints(asking, asking, tap::before)) {
            talk(pair);
            // a peer counts as one that answers once it has spoken H.245
            pair.caller.does(new LegCommand.SendDigit('1', Duration.ofMillis(100)));
            pair.called.sees(LegEvent.Digit.class);
            pair.called.does(new LegCommand.SendDigit('2', Duration.ofMillis(100)));
            pair.caller.sees(LegEvent.Digit.class);
            tap.fallSilent();
            pair.time.advance(Duration.ofMinutes(2));
            assertThat(pair.caller.sees(LegEvent.Released.class).cause().q850()).isEqualTo(41);
            assertThat(pair.called.sees(LegEvent.Released.class).cause().q850()).isEqualTo(41);
            assertThat(pair.time.waiting()).isZero();
        }
    }

    @Test
    void h32_overlapBothWays() throws Exception {
        try (var pair = new PairOfEndpoints(QUIET, QUIET)) {
            talk(pair, false);
            end(pair);
        }
    }

    @Test
    void capabilitiesInSetupAreTakenAlong() throws Exception {
        for (var calledTunnels : List.of(true, false)) {
            try (var pair =
                    new PairOfEndpoints(
                            QUIET.with(
                                    b -> {
                                        b.h245InSetup = true;
                                        b.fastStart = false;
                                    }),
                            QUIET.with(b -> b.tunnelling = calledTunnels))) {
                talk(pair);
                end(pair);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theOtherLegMayChangeTheCodecInTheMiddleOfTheCall(boolean tunnels) throws Exception {
        try (var pair = new PairOfEndpoints(QUIET.with(b -> b.tunnelling = tunnels), QUIET)) {
            talk(pair);
            // what the called side's other leg takes grows, then the caller's other leg asks
            pair.called.does(
                    new LegCommand.OfferMedia(MediaDescription.of(Codec.PCMA, Codec.PCMU)));
            pair.called.sees(LegEvent.MediaAnswered.class);
            pair.caller.does(new LegCommand.OfferMedia(MediaDescription.of(Codec.PCMU)));
            assertThat(pair.caller.sees(LegEvent.MediaAnswered.class).answer().first())
                    .isEqualTo(Codec.PCMU);
            assertThat(pair.called.sees(LegEvent.MediaOffered.class).offer().codecs())
                    .contains(Codec.PCMU);
            end(pair);
        }
    }

    @Test
    void aCodecThePeerDoesNotTakeIsRefusedAndTheCallGoesOn() throws Exception {
        try (var pair = new PairOfEndpoints(QUIET.with(b -> b.fastStart = false), QUIET)) {
            talk(pair);
            pair.caller.does(new LegCommand.OfferMedia(MediaDescription.of(Codec.G729)));
            pair.caller.sees(LegEvent.MediaRefused.class);
            end(pair);
        }
    }

    @Test
    void aCallSentElsewhereIsReportedWithItsTarget() throws Exception {
        try (var pair = new PairOfEndpoints(QUIET, QUIET)) {
            pair.caller.does(
                    new LegCommand.Dial(
                            CallRequest.of(Party.ofNumber("1"), Party.ofNumber("2"), G711)));
            pair.awaitArrival();
            pair.called.sees(LegEvent.Offered.class);
            pair.called.does(
                    new LegCommand.Redirect(List.of(Party.ofNumber("555")), Cause.gateway(23)));
            var redirected = pair.caller.sees(LegEvent.Redirected.class);
            assertThat(redirected.targets().getFirst().digits()).isEqualTo("555");
            pair.caller.sees(LegEvent.Released.class);
            pair.called.sees(LegEvent.Released.class);
        }
    }

    @Test
    void eachTimerOfTheCallingSideEndsTheCall() throws Exception {
        record Case(List<LegCommand> before, Duration delay, int q850) {}
        var cases =
                List.of(
                        new Case(List.of(), Duration.ofSeconds(10), 18),
                        new Case(List.of(new LegCommand.Proceed()), Duration.ofSeconds(60), 18),
                        new Case(
                                List.of(new LegCommand.Ring(false, Optional.empty())),
                                Duration.ofSeconds(180),
                                19));
        for (var c : cases) {
            try (var pair = new PairOfEndpoints(QUIET, QUIET)) {
                pair.caller.does(
                        new LegCommand.Dial(
                                CallRequest.of(Party.ofNumber("1"), Party.ofNumber("2"), G711)));
                pair.awaitArrival();
                pair.called.sees(LegEvent.Offered.class);
                for (var command : c.before()) {
                    pair.called.does(command);
                    pair.caller.sees(LegEvent.class);
                }
                pair.time.advance(c.delay().minusMillis(1));
                assertThat(pair.caller.harness.isReleased()).isFalse();
                pair.time.advance(Duration.ofMillis(1));
                assertThat(pair.caller.sees(LegEvent.Released.class).cause().q850())
                        .isEqualTo(c.q850());
                assertThat(pair.called.sees(LegEvent.Released.class).cause().q850()).isEqualTo(102);
                assertThat(pair.time.waiting()).isZero();
            }
        }
    }
}

package org.dragoman.h323;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.h323.Rig.ANYBODY;
import static org.dragoman.h323.Rig.QUIET;
import static org.dragoman.h323.Setups.called;
import static org.dragoman.h323.Setups.proposals;
import static org.dragoman.h323.Setups.tunnels;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.call.DigitMethod;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.h323.h225.Alias;
import org.dragoman.h323.h245.H245Message;
import org.dragoman.h323.q931.InformationElement.BearerCapability;
import org.dragoman.h323.q931.InformationElement.Display;
import org.dragoman.h323.q931.InformationElement.KeypadFacility;
import org.dragoman.h323.q931.InformationElement.PartyNumber;
import org.dragoman.h323.q931.InformationElement.PartyNumber.Role;
import org.dragoman.h323.q931.InformationElement.PartyNumber.Screen;
import org.dragoman.h323.q931.InformationElement.ProgressIndicator;
import org.dragoman.h323.q931.InformationElement.SendingComplete;
import org.dragoman.h323.q931.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What other stacks got wrong when they were called, as far as it concerns H.323 alone
/// (field-bugs H1 to H34). Each test is named after its bug.
class CalledFieldBugTest {
    private static final Optional<MediaDescription> PCMU =
            Optional.of(MediaDescription.of(Codec.PCMU));

    @ParameterizedTest
    @CsvSource({"2, false", "1, false", "3, true", "7, true"})
    void h1_withOldVersionsH245WaitsForConnect(int version, boolean early) throws Exception {
        try (var rig = new Rig(QUIET, ANYBODY);
                var peer = rig.call()) {
            peer.version = version;
            peer.send(MessageType.SETUP, tunnels(), called("1"));
            var leg = rig.arrival();
            leg.sees(LegEvent.Offered.class);
            leg.does(new LegCommand.Ring(true, PCMU));
            var before = peer.hearAllSoFar();
            assertThat(before.getFirst().type()).isEqualTo(MessageType.ALERTING);
            assertThat(RawPeer.firstH245(before).isPresent()).isEqualTo(early);
            leg.does(new LegCommand.Answer(PCMU, Optional.empty()));
            peer.hear(MessageType.CONNECT);
            if (!early) {
                assertThat(RawPeer.firstH245(List.of(peer.hear(MessageType.FACILITY))))
                        .containsInstanceOf(H245Message.TerminalCapabilitySet.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void h3_h4_earlySoundIsSaidInProgressAndInAlerting(boolean ringing) throws Exception {
        try (var rig = new Rig(QUIET, ANYBODY);
                var peer = rig.call()) {
            peer.send(MessageType.SETUP, tunnels().fastStart(proposals()), called("1"));
            var leg = rig.arrival();
            assertThat(leg.sees(LegEvent.Offered.class).request().media().orElseThrow().codecs())
                    .containsExactly(Codec.PCMA, Codec.PCMU);
            leg.does(new LegCommand.Proceed());
            peer.hear(MessageType.CALL_PROCEEDING);
            leg.does(
                    ringing
                            ? new LegCommand.Ring(true, PCMU)
                            : new LegCommand.Progress(true, PCMU, Optional.empty()));
            var early = peer.hear(ringing ? MessageType.ALERTING : MessageType.PROGRESS);
            assertThat(early.message().first(ProgressIndicator.class))
                    .contains(new ProgressIndicator(0, 8));
            assertThat(early.info().fastStart()).hasSize(2);
            leg.does(new LegCommand.Answer(PCMU, Optional.empty()));
            assertThat(peer.hear(MessageType.CONNECT).info().fastStart()).isEmpty();
            var flow = leg.harness().media().agreed();
            assertThat(flow.remoteRtp()).contains(new InetSocketAddress("127.0.0.1", 7_000));
            assertThat(flow.sending().orElseThrow().codec()).isEqualTo(Codec.PCMU);
        }
    }

    @Test
    void h5_ringingTwiceIsSaidOnceAndAnswerWithoutRingingIsFine() throws Exception {
        try (var rig = new Rig(QUIET, ANYBODY);
                var peer = rig.call()) {
            peer.send(MessageType.SETUP, tunnels().fastStart(proposals()), called("1"));
            var leg = rig.arrival();
            leg.sees(LegEvent.Offered.class);
            leg.does(new LegCommand.Ring(false, Optional.empty()));
            leg.does(new LegCommand.Ring(false, Optional.empty()));
            leg.does(new LegCommand.Progress(false, Optional.empty(), Optional.empty()));
            leg.does(new LegCommand.Answer(PCMU, Optional.empty()));
            peer.hear(MessageType.ALERTING);
            assertThat(peer.hear(MessageType.CONNECT).info().fastStart()).hasSize(2);
        }
    }

    @Test
    void h12_keypadDigitsOfACallInProgressAreDigits() throws Exception {
        try (var rig = new Rig(QUIET, ANYBODY);
                var peer = rig.call()) {
            peer.send(MessageType.SETUP, tunnels().fastStart(proposals()), called("1"));
            var leg = rig.arrival();
            leg.sees(LegEvent.Offered.class);
            leg.does(new LegCommand.Answer(PCMU, Optional.empty()));
            peer.hear(MessageType.CONNECT);
            peer.send(MessageType.INFORMATION, new KeypadFacility("5#"));
            assertThat(leg.sees(LegEvent.Digit.class).digit()).isEqualTo('5');
            var second = leg.sees(LegEvent.Digit.class);
            assertThat(second.digit()).isEqualTo('#');
            assertThat(second.method()).isEqualTo(DigitMethod.Q931_KEYPAD);
        }
    }

    @Test
    void h17_anEmptyNumberAndADisplayOfNothingAreNobody() throws Exception {
        try (var rig = new Rig(QUIET, ANYBODY);
                var peer = rig.call()) {
            peer.send(
                    MessageType.SETUP,
                    tunnels(),
                    BearerCapability.SPEECH_A_LAW,
                    new Display(""),
                    new PartyNumber(
                            Role.CALLING,
                            0,
                            1,
                            Optional.of(new Screen(2, 0)),
                            OptionalInt.empty(),
                            ""),
                    called("102"));
            var from = rig.arrival().sees(LegEvent.Offered.class).request().from();
            assertThat(from.number()).isEmpty();
            assertThat(from.displayName()).isEmpty();
            assertThat(from.presentation()).isEqualTo(Party.Presentation.NOT_AVAILABLE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, ALLOWED, USER_PROVIDED_NOT_SCREENED",
        "1, 1, RESTRICTED, USER_PROVIDED_PASSED",
        "1, 3, RESTRICTED, NETWORK_PROVIDED",
        "2, 2, NOT_AVAILABLE, USER_PROVIDED_FAILED",
        "3, 0, RESTRICTED, USER_PROVIDED_NOT_SCREENED"
    })
    void h18_octet3aSurvives(
            int presentation, int screening, Party.Presentation shown, Party.Screening checked)
            throws Exception {
        try (var rig = new Rig(QUIET, ANYBODY);
                var peer = rig.call()) {
            peer.send(
                    MessageType.SETUP,
                    tunnels(),
                    new Display("Zoë"),
                    new PartyNumber(
                            Role.CALLING,
                            1,
                            1,
                            Optional.of(new Screen(presentation, screening)),
                            OptionalInt.empty(),
                            "4930111"),
                    new PartyNumber(
                            Role.REDIRECTING,
                            2,
                            1,
                            Optional.of(new Screen(0, 3)),
                            OptionalInt.of(2),
                            "30777"),
                    called("102"));
            var request = rig.arrival().sees(LegEvent.Offered.class).request();
            assertThat(request.from().number()).contains(TelephoneNumber.international("4930111"));
            assertThat(request.from().displayName()).contains("Zoë");
            assertThat(request.from().presentation()).isEqualTo(shown);
            assertThat(request.from().screening()).isEqualTo(checked);
            assertThat(request.redirections()).hasSize(1);
            assertThat(request.redirections().getFirst().reason()).isEqualTo(2);
            assertThat(request.redirections().getFirst().party().digits()).isEqualTo("30777");
        }
    }

    private static final H323Behaviour SENDS_BACK =
            QUIET.with(b -> b.connectedNumber = H323Behaviour.ConnectedNumber.CALLED);

    private static Optional<PartyNumber> connectedNumber(RawPeer.Heard heard) {
        return heard.message().number(Role.CONNECTED);
    }

    @ParameterizedTest
    @EnumSource
    void h19_theCalledNumberIsSentBackOnlyWhereThePeerWantsIt(H323Behaviour.ConnectedNumber what)
            throws Exception {
        boolean sent = what == H323Behaviour.ConnectedNumber.CALLED;
        try (var rig = new Rig(QUIET.with(b -> b.connectedNumber = what), ANYBODY);
                var peer = rig.call()) {
            peer.send(MessageType.SETUP, tunnels(), called("4930222"));
            var leg = rig.arrival();
            leg.sees(LegEvent.Offered.class);
            leg.does(new LegCommand.Ring(false, Optional.empty()));
            var alerting = peer.hear(MessageType.ALERTING);
            leg.does(new LegCommand.Answer(PCMU, Optional.empty()));
            var connect = peer.hear(MessageType.CONNECT);
            var alias =
                    sent
                            ? List.of(new Alias(Alias.Kind.DIALLED_DIGITS, "4930222"))
                            : List.<Alias>of();
            assertThat(alerting.info().aliases()).isEqualTo(alias);
            assertThat(alerting.info().screening().isPresent()).isEqualTo(sent);
            assertThat(connect.info().aliases()).isEqualTo(alias);
            // Alerting has no such element: Q.931 table 3-2
            assertThat(connectedNumber(alerting)).isEmpty();
            assertThat(connectedNumber(connect).map(PartyNumber::digits))
                    .isEqualTo(sent ? Optional.of("4930222") : Optional.empty());
            assertThat(connectedNumber(connect).flatMap(PartyNumber::screen))
                    .isEqualTo(sent ? Optional.of(new Screen(0, 3)) : Optional.empty());
        }
    }

    @ParameterizedTest
    @CsvSource({"4930333, 4930333, ALLOWED", "'', '', RESTRICTED", "'', 4930222, ALLOWED"})
    void h19_whoIsNamedOrHidesStaysSo(String named, String sent, Party.Presentation presentation)
            throws Exception {
        try (var rig = new Rig(SENDS_BACK, ANYBODY);
                var peer = rig.call()) {
            peer.send(MessageType.SETUP, tunnels(), called("4930222"));
            var leg = rig.arrival();
            leg.sees(LegEvent.Offered.class);
            var who = Party.ofNumber(named).withDisplayName("Bert").withPresentation(presentation);
            leg.does(new LegCommand.Answer(PCMU, Optional.of(who)));
            var number = connectedNumber(peer.hear(MessageType.CONNECT)).orElseThrow();
            assertThat(number.digits()).isEqualTo(sent);
            int octet3a = presentation == Party.Presentation.RESTRICTED ? 1 : 0;
            assertThat(number.screen().orElseThrow().presentation()).isEqualTo(octet3a);
        }
    }

    /// Also where they are more than a number can have, or none: then there is none to send back.
    @ParameterizedTest
    @CsvSource({"56, 456", "!, ''", "0123456789012345678901234567890123456789, ''"})
    void h19_digitsDialledLaterBelongToTheNumber(String later, String sent) throws Exception {
        try (var rig = new Rig(SENDS_BACK, ANYBODY);
                var peer = rig.call()) {
            peer.send(MessageType.SETUP, tunnels().canOverlapSend(true), called("4"));
            var leg = rig.arrival();
            leg.sees(LegEvent.Offered.class);
            leg.does(new LegCommand.AskForDigits());
            peer.hear(MessageType.SETUP_ACKNOWLEDGE);
            peer.send(MessageType.INFORMATION, new KeypadFacility(later), new SendingComplete());
            leg.sees(LegEvent.DialledDigits.class);
            leg.does(new LegCommand.Answer(PCMU, Optional.empty()));
            var connect = peer.hear(MessageType.CONNECT);
            assertThat(connectedNumber(connect).map(PartyNumber::digits))
                    .isEqualTo(Optional.of(sent).filter(n -> !n.isEmpty()));
        }
    }

    @Test
    void h32_digitsMayComeOneByOne() throws Exception {
        try (var rig = new Rig(QUIET, ANYBODY);
                var peer = rig.call()) {
            peer.send(MessageType.SETUP, tunnels().canOverlapSend(true), called("4"));
            var leg = rig.arrival();
            var first = leg.sees(LegEvent.Offered.class).request();
            assertThat(first.numberComplete()).isFalse();
            assertThat(first.to().digits()).isEqualTo("4");
            leg.does(new LegCommand.AskForDigits());
            peer.hear(MessageType.SETUP_ACKNOWLEDGE);
            peer.send(MessageType.INFORMATION, called("9"));
            assertThat(leg.sees(LegEvent.DialledDigits.class).digits()).isEqualTo("9");
            peer.send(MessageType.INFORMATION, new KeypadFacility("3"));
            assertThat(leg.sees(LegEvent.DialledDigits.class).digits()).isEqualTo("3");
            peer.send(MessageType.INFORMATION, called("0"), new SendingComplete());
            var last = leg.sees(LegEvent.DialledDigits.class);
            assertThat(last.digits()).isEqualTo("0");
            assertThat(last.complete()).isTrue();
            leg.does(new LegCommand.Proceed());
            peer.hear(MessageType.CALL_PROCEEDING);
        }
    }

    @Test
    void h32_silenceCompletesTheNumber() throws Exception {
        try (var rig = new Rig(QUIET, ANYBODY);
                var peer = rig.call()) {
            peer.send(MessageType.SETUP, tunnels().canOverlapSend(true), called("4"));
            var leg = rig.arrival();
            leg.sees(LegEvent.Offered.class);
            leg.does(new LegCommand.AskForDigits());
            peer.hear(MessageType.SETUP_ACKNOWLEDGE);
            rig.time.advance(Duration.ofSeconds(15));
            assertThat(leg.sees(LegEvent.DialledDigits.class).complete()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"1234.5, ''", "10.0.0.1, ''", "+4930, 4930", "12#4, 12#4", "12a4, ''"})
    void h33_aDialStringIsANumberOrNoneNeverAnAddress(String dialled, String number)
            throws Exception {
        try (var rig = new Rig(QUIET, ANYBODY);
                var peer = rig.call()) {
            peer.send(
                    MessageType.SETUP,
                    tunnels().destination(List.of(new Alias(Alias.Kind.H323_ID, "bob"))),
                    called(dialled));
            var to = rig.arrival().sees(LegEvent.Offered.class).request().to();
            assertThat(to.digits()).isEqualTo(number);
            assertThat(to.aliases()).containsExactly("bob");
        }
    }
}

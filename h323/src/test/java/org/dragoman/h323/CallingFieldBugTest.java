package org.dragoman.h323;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.h323.Rig.QUIET;
import static org.dragoman.h323.Setups.tunnels;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.dragoman.asn1.per.ObjectId;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.core.media.Codec;
import org.dragoman.h323.asn1.h225.CallIdentifier;
import org.dragoman.h323.asn1.h225.H323UUPDU;
import org.dragoman.h323.asn1.h225.H323UserInformation;
import org.dragoman.h323.asn1.h225.ReleaseCompleteReason;
import org.dragoman.h323.asn1.h225.ReleaseCompleteUUIE;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.h245.AudioFormat;
import org.dragoman.h323.h245.CapabilitySet;
import org.dragoman.h323.h245.CapabilitySet.UserInputKind;
import org.dragoman.h323.h245.FastStart;
import org.dragoman.h323.h245.H245Message;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannel;
import org.dragoman.h323.q931.InformationElement;
import org.dragoman.h323.q931.InformationElement.CallState;
import org.dragoman.h323.q931.InformationElement.CauseElement;
import org.dragoman.h323.q931.InformationElement.Display;
import org.dragoman.h323.q931.InformationElement.PartyNumber;
import org.dragoman.h323.q931.InformationElement.PartyNumber.Role;
import org.dragoman.h323.q931.InformationElement.PartyNumber.Screen;
import org.dragoman.h323.q931.InformationElement.ProgressIndicator;
import org.dragoman.h323.q931.InformationElement.UserUser;
import org.dragoman.h323.q931.MessageType;
import org.dragoman.h323.q931.Q931Codec;
import org.dragoman.h323.q931.Q931Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What other stacks got wrong when they called, as far as it concerns H.323 alone (field-bugs
/// H1 to H34). Each test is named after its bug.
class CallingFieldBugTest {
    private static final ProgressIndicator IN_BAND = new ProgressIndicator(0, 8);

    private static List<Octets> fastStartAnswer(RawPeer.Heard setup) throws Exception {
        var proposals = new ArrayList<OpenLogicalChannel>();
        for (var element : setup.info().fastStart()) {
            proposals.add(RawPeer.H245.decodeChannel(element));
        }
        return FastStart.accept(
                        proposals,
                        Codec.PCMU,
                        new InetSocketAddress("127.0.0.1", 7_000),
                        new InetSocketAddress("127.0.0.1", 7_001))
                .orElseThrow()
                .channels()
                .stream()
                .map(RawPeer.H245::encodeChannel)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = MessageType.class,
            names = {"CALL_PROCEEDING", "PROGRESS", "ALERTING", "CONNECT"})
    void h3_fastStartMayBeAnsweredInAnyMessageUpToConnect(MessageType where) throws Exception {
        try (var rig = new Rig(QUIET)) {
            var leg = rig.dial();
            try (var peer = rig.door.open()) {
                var setup = peer.hear(MessageType.SETUP);
                assertThat(setup.info().fastStart()).hasSize(4);
                for (var type :
                        List.of(
                                MessageType.CALL_PROCEEDING,
                                MessageType.PROGRESS,
                                MessageType.ALERTING,
                                MessageType.CONNECT)) {
                    var info = tunnels();
                    if (type == where) {
                        info.fastStart(fastStartAnswer(setup));
                    }
                    peer.send(type, info);
                }
                leg.sees(LegEvent.Proceeding.class);
                leg.sees(LegEvent.Progress.class);
                leg.sees(LegEvent.Ringing.class);
                var answered = leg.sees(LegEvent.Answered.class);
                assertThat(answered.media().orElseThrow().codecs()).containsExactly(Codec.PCMU);
                assertThat(leg.harness().media().agreed().remoteRtp())
                        .contains(new InetSocketAddress("127.0.0.1", 7_000));
            }
        }
    }

    @Test
    void h4_soundBeforeTheAnswerIsToldWithTheIndicatorOnly() throws Exception {
        try (var rig = new Rig(QUIET)) {
            var leg = rig.dial();
            try (var peer = rig.door.open()) {
                var setup = peer.hear(MessageType.SETUP);
                peer.send(MessageType.CALL_PROCEEDING, tunnels().fastStart(fastStartAnswer(setup)));
                peer.send(MessageType.ALERTING, tunnels());
                peer.send(MessageType.PROGRESS, tunnels(), IN_BAND);
                leg.sees(LegEvent.Proceeding.class);
                var silent = leg.sees(LegEvent.Ringing.class);
                assertThat(silent.inBand()).isFalse();
                assertThat(silent.media()).isEmpty();
                var heard = leg.sees(LegEvent.Progress.class);
                assertThat(heard.inBand()).isTrue();
                assertThat(heard.media().orElseThrow().first()).isEqualTo(Codec.PCMU);
            }
        }
    }

    @Test
    void h5_messagesSaidTwiceAndConnectWithoutAlertingAreTaken() throws Exception {
        try (var rig = new Rig(QUIET)) {
            var leg = rig.dial();
            try (var peer = rig.door.open()) {
                var setup = peer.hear(MessageType.SETUP);
                peer.send(MessageType.CALL_PROCEEDING, tunnels());
                peer.send(MessageType.CALL_PROCEEDING, tunnels());
                peer.send(MessageType.PROGRESS, tunnels());
                peer.send(MessageType.PROGRESS, tunnels());
                peer.send(MessageType.CONNECT, tunnels().fastStart(fastStartAnswer(setup)));
                peer.send(MessageType.CONNECT, tunnels().fastStart(fastStartAnswer(setup)));
                peer.send(MessageType.ALERTING, tunnels());
                leg.sees(LegEvent.Proceeding.class);
                leg.sees(LegEvent.Progress.class);
                leg.sees(LegEvent.Progress.class);
                leg.sees(LegEvent.Answered.class);
                assertThat(peer.hearAllSoFar()).isEmpty();
                assertThat(leg.harness().takeAll()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void h6_theLastMessageSaysTunnellingOnlyWhereItIsOn(boolean tunnelling) throws Exception {
        try (var rig = new Rig(QUIET)) {
            var leg = rig.dial();
            try (var peer = rig.door.open()) {
                peer.hear(MessageType.SETUP);
                peer.send(
                        MessageType.CALL_PROCEEDING,
                        UserInformation.builder().h245Tunnelling(tunnelling));
                leg.sees(LegEvent.Proceeding.class);
                leg.does(new LegCommand.Release(Cause.NORMAL_CLEARING));
                var last = peer.hear(MessageType.RELEASE_COMPLETE);
                assertThat(last.info().h245Tunnelling())
                        .isEqualTo(tunnelling ? Optional.of(true) : Optional.empty());
                assertThat(last.message().cause()).contains(new CauseElement(1, 16));
                assertThat(last.info().reason()).isEmpty();
                assertThat(peer.hearToTheEnd()).isEmpty();
            }
            leg.sees(LegEvent.Released.class);
        }
    }

    @ParameterizedTest
    @EnumSource(UserInputKind.class)
    void h10_h12_digitsGoTheWayThePeerTakes(UserInputKind kind) throws Exception {
        try (var rig = new Rig(QUIET)) {
            var leg = rig.dial();
            try (var peer = rig.door.open()) {
                var setup = peer.hear(MessageType.SETUP);
                peer.send(MessageType.CONNECT, tunnels().fastStart(fastStartAnswer(setup)));
                leg.sees(LegEvent.Answered.class);
                peer.sendH245(
                        new H245Message.TerminalCapabilitySet(
                                1,
                                new CapabilitySet(
                                        List.of(new AudioFormat("g711Ulaw64k", Codec.PCMU, 20)),
                                        Set.of(kind),
                                        OptionalInt.empty())));
                assertThat(peer.hear(MessageType.FACILITY).h245())
                        .hasAtLeastOneElementOfType(H245Message.TerminalCapabilitySetAck.class);
                leg.does(new LegCommand.SendDigit('7', Duration.ofMillis(120)));
                assertThat(peer.hear(MessageType.FACILITY).h245())
                        .containsExactly(
                                kind == UserInputKind.DTMF
                                        ? new H245Message.UserInputSignal('7', 120)
                                        : new H245Message.UserInputAlphanumeric("7"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(H323Behaviour.Digits.class)
    void h11_aPeerForcedToOneWayOfDiallingIsToldOfNoOther(H323Behaviour.Digits way)
            throws Exception {
        try (var rig =
                new Rig(
                        QUIET.with(
                                b -> {
                                    b.digits = way;
                                    b.fastStart = false;
                                }))) {
            var leg = rig.dial();
            try (var peer = rig.door.open()) {
                peer.hear(MessageType.SETUP);
                peer.send(MessageType.CONNECT, tunnels());
                var first = RawPeer.firstH245(List.of(peer.hear(MessageType.FACILITY)));
                var told = ((H245Message.TerminalCapabilitySet) first.orElseThrow()).capabilities();
                switch (way) {
                    case AUTO -> {
                        assertThat(told.userInput()).hasSize(2);
                        assertThat(told.telephoneEvents()).isPresent();
                    }
                    case SIGNAL -> {
                        assertThat(told.userInput()).containsExactly(UserInputKind.DTMF);
                        assertThat(told.telephoneEvents()).isEmpty();
                    }
                    case ALPHANUMERIC -> {
                        assertThat(told.userInput()).containsExactly(UserInputKind.BASIC_STRING);
                        assertThat(told.telephoneEvents()).isEmpty();
                    }
                    case RTP_EVENT -> {
                        assertThat(told.userInput()).isEmpty();
                        assertThat(told.telephoneEvents()).isPresent();
                    }
                    case KEYPAD -> {
                        assertThat(told.userInput()).isEmpty();
                        assertThat(told.telephoneEvents()).isEmpty();
                    }
                }
                leg.does(new LegCommand.Release(Cause.NORMAL_CLEARING));
            }
        }
    }

    @Test
    void h15_h16_statusEnquiryIsAnsweredAndAKeepAlivePacketIsNot() throws Exception {
        try (var rig = new Rig(QUIET)) {
            var leg = rig.dial();
            try (var peer = rig.door.open()) {
                var setup = peer.hear(MessageType.SETUP);
                peer.send(MessageType.CONNECT, tunnels().fastStart(fastStartAnswer(setup)));
                leg.sees(LegEvent.Answered.class);
                peer.packet(new byte[0]);
                peer.send(MessageType.STATUS_ENQUIRY);
                var status = peer.hear(MessageType.STATUS).message();
                assertThat(status.first(CallState.class)).contains(new CallState(10));
                assertThat(status.cause().orElseThrow().value()).isEqualTo(30);
            }
        }
    }

    @Test
    void h16_aFloodOfQuestionsIsNotAnsweredForEver() throws Exception {
        try (var rig = new Rig(QUIET)) {
            var leg = rig.dial();
            try (var peer = rig.door.open()) {
                peer.hear(MessageType.SETUP);
                for (int i = 0; i < 100; i++) {
                    peer.send(MessageType.STATUS_ENQUIRY);
                }
                peer.send(MessageType.CALL_PROCEEDING, tunnels());
                leg.sees(LegEvent.Proceeding.class);
                leg.does(new LegCommand.Release(Cause.NORMAL_CLEARING));
                assertThat(peer.hearToTheEnd())
                        .filteredOn(h -> h.type() == MessageType.STATUS)
                        .hasSizeBetween(1, 32);
            }
        }
    }

    @Test
    void h17_aCallerWithoutNumberOrNameMakesNoEmptyElements() throws Exception {
        try (var rig = new Rig(QUIET)) {
            rig.dial(
                    CallRequest.of(
                            Party.UNKNOWN.withDisplayName("").withAliases(List.of("")),
                            Party.ofNumber("106"),
                            Optional.of(Rig.G711)));
            try (var peer = rig.door.open()) {
                var setup = peer.hear(MessageType.SETUP);
                assertThat(setup.message().number(Role.CALLING)).isEmpty();
                assertThat(setup.message().first(Display.class)).isEmpty();
                assertThat(setup.info().aliases()).isEmpty();
            }
        }
    }

    @Test
    void h18_whatIsRestrictedStaysRestrictedAndNameless() throws Exception {
        var secret =
                Party.of(TelephoneNumber.international("4930111"))
                        .withDisplayName("Anna")
                        .withPresentation(Party.Presentation.RESTRICTED)
                        .withScreening(Party.Screening.NETWORK_PROVIDED);
        try (var rig = new Rig(QUIET)) {
            rig.dial(CallRequest.of(secret, Party.ofNumber("106"), Optional.of(Rig.G711)));
            try (var peer = rig.door.open()) {
                var setup = peer.hear(MessageType.SETUP);
                assertThat(setup.message().number(Role.CALLING))
                        .contains(
                                new PartyNumber(
                                        Role.CALLING,
                                        1,
                                        1,
                                        Optional.of(new Screen(1, 3)),
                                        OptionalInt.empty(),
                                        "4930111"));
                assertThat(setup.message().first(Display.class)).isEmpty();
                assertThat(setup.info().aliases()).isEmpty();
                assertThat(setup.info().presentation()).isEqualTo(OptionalInt.of(1));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "17, inConf, 17", // the element wins
        "1, inConf, 1",
        "0, inConf, 17", // only the reason
        "0, unreachableDestination, 3",
        "0, '', 31"
    })
    void h30_theCauseElementWinsOverTheReason(int element, String reason, int expected)
            throws Exception {
        try (var rig = new Rig(QUIET)) {
            var leg = rig.dial();
            try (var peer = rig.door.open()) {
                peer.hear(MessageType.SETUP);
                byte[] wire = releaseComplete(peer, element, reason);
                peer.packet(wire);
                assertThat(leg.sees(LegEvent.Released.class).cause().q850()).isEqualTo(expected);
            }
        }
    }

    /// Written with the types of ASN.1 themselves: our own messages never have a reason.
    private static byte[] releaseComplete(RawPeer peer, int element, String reason) {
        var body =
                ReleaseCompleteUUIE.builder()
                        .protocolIdentifier(ObjectId.of(0, 0, 8, 2250, 0, 4))
                        .callIdentifier(new CallIdentifier(peer.callIdentifier));
        switch (reason) {
            case "inConf" -> body.reason(new ReleaseCompleteReason.InConf());
            case "unreachableDestination" ->
                    body.reason(new ReleaseCompleteReason.UnreachableDestination());
            default -> assertThat(reason).isEmpty();
        }
        var user =
                new H323UserInformation(
                        H323UUPDU
                                .builder()
                                .h323MessageBody(
                                        new H323UUPDU.H323MessageBody.ReleaseComplete(body.build()))
                                .build());
        var elements = new ArrayList<InformationElement>();
        if (element != 0) {
            elements.add(new CauseElement(0, element));
        }
        elements.add(new UserUser(user.toPerOctets()));
        return Q931Codec.encode(
                Q931Message.of(peer.reference, true, MessageType.RELEASE_COMPLETE, elements));
    }
}

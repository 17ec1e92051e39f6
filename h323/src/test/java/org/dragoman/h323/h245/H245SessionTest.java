package org.dragoman.h323.h245;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.dragoman.core.media.Codec;
import org.dragoman.h323.h245.H245Message.CloseLogicalChannel;
import org.dragoman.h323.h245.H245Message.EndSession;
import org.dragoman.h323.h245.H245Message.MasterSlaveDetermination;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannel;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannelReject;
import org.dragoman.h323.h245.H245Message.RequestMode;
import org.dragoman.h323.h245.H245Message.RequestModeAck;
import org.dragoman.h323.h245.H245Message.RequestModeReject;
import org.dragoman.h323.h245.H245Message.RoundTripDelayRequest;
import org.dragoman.h323.h245.H245Message.RoundTripDelayResponse;
import org.dragoman.h323.h245.H245Message.TerminalCapabilitySet;
import org.dragoman.h323.h245.H245Message.TerminalCapabilitySetAck;
import org.dragoman.h323.h245.H245Output.DigitDialled;
import org.dragoman.h323.h245.H245Output.ModeTaken;
import org.dragoman.h323.h245.H245Output.NotSettled;
import org.dragoman.h323.h245.H245Output.PeerEnded;
import org.dragoman.h323.h245.H245Output.PeerLost;
import org.dragoman.h323.h245.H245Output.PeerPaused;
import org.dragoman.h323.h245.H245Output.PeerResumed;
import org.dragoman.h323.h245.H245Output.Settled;
import org.dragoman.h323.h245.H245Output.Timer.Kind;
import org.dragoman.h323.h245.H245Settings.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class H245SessionTest {
    private static H245Settings settings(Order order) {
        return new H245Settings(
                order, Duration.ofSeconds(15), Duration.ofSeconds(20), Duration.ofSeconds(30), 3);
    }

    private static SessionPair pair(Order left, Order right, int seed) {
        return new SessionPair(settings(left), settings(right), seed);
    }

    private static SessionPair talking(int seed) {
        var pair = pair(Order.CAPABILITIES_FIRST, Order.PARALLEL, seed);
        pair.left.does(pair.left.session.offer(pair.left.media(Codec.PCMU, Codec.PCMA)));
        pair.right.does(pair.right.session.offer(pair.right.media(Codec.PCMU, Codec.PCMA)));
        pair.settle();
        assertThat(pair.left.has(Settled.class) && pair.right.has(Settled.class)).isTrue();
        pair.left.told.clear();
        pair.right.told.clear();
        pair.left.sent.clear();
        pair.right.sent.clear();
        return pair;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void h2_bothOrdersSettleWithEachOther(int seed) {
        for (var left : Order.values()) {
            for (var right : Order.values()) {
                var pair = pair(left, right, seed);
                pair.left.does(pair.left.session.offer(pair.left.media(Codec.PCMU)));
                if (seed % 2 == 0) {
                    pair.settle(); // the other side wakes up late
                }
                pair.right.does(pair.right.session.offer(pair.right.media(Codec.G729, Codec.PCMU)));
                pair.settle();
                for (var side : List.of(pair.left, pair.right)) {
                    assertThat(side.has(Settled.class)).as(side.name).isTrue();
                    var agreed = side.session.agreed();
                    assertThat(agreed.sending().orElseThrow().codec()).isEqualTo(Codec.PCMU);
                    assertThat(agreed.receiving().orElseThrow().codec()).isEqualTo(Codec.PCMU);
                    assertThat(agreed.telephoneEvents()).isEqualTo(OptionalInt.of(101));
                }
                assertThat(pair.left.session.agreed().media())
                        .contains(new InetSocketAddress("127.0.0.1", 5_000));
                assertThat(pair.left.session.agreed().control())
                        .contains(new InetSocketAddress("127.0.0.1", 5_001));
            }
        }
    }

    @Test
    void h2_capabilitiesFirstAsksForMasterOnlyAfterBothSetsAreAcknowledged() {
        var pair = pair(Order.CAPABILITIES_FIRST, Order.CAPABILITIES_FIRST, 1);
        pair.left.does(pair.left.session.offer(pair.left.media(Codec.PCMA)));
        assertThat(pair.left.sent(MasterSlaveDetermination.class)).isEmpty();
        pair.left.does(
                pair.left.session.received(
                        new TerminalCapabilitySet(1, pair.right.media(Codec.PCMA).receive())));
        assertThat(pair.left.sent(MasterSlaveDetermination.class)).isEmpty();
        pair.left.does(pair.left.session.received(new TerminalCapabilitySetAck(1)));
        assertThat(pair.left.sent(MasterSlaveDetermination.class)).hasSize(1);
    }

    @Test
    void asymmetricCodecsAreSettledPerDirection() {
        var pair = pair(Order.PARALLEL, Order.PARALLEL, 3);
        var left = pair.left;
        left.does(left.session.offer(left.media(Codec.PCMU, Codec.PCMA)));
        // This peer takes only A-law, and sends µ-law before we have opened anything.
        left.does(
                left.session.received(
                        new TerminalCapabilitySet(9, pair.right.media(Codec.PCMA).receive())));
        left.does(left.session.received(new TerminalCapabilitySetAck(1)));
        left.does(left.session.received(new H245Message.MasterSlaveDeterminationAck(true)));
        left.does(left.session.received(open(7, "g711Ulaw64k", Codec.PCMU)));
        left.does(
                left.session.received(
                        new H245Message.OpenLogicalChannelAck(
                                1,
                                Optional.of(new InetSocketAddress("127.0.0.1", 6_000)),
                                Optional.empty())));
        assertThat(left.has(Settled.class)).isTrue();
        assertThat(left.session.agreed().sending().orElseThrow().codec()).isEqualTo(Codec.PCMA);
        assertThat(left.session.agreed().receiving().orElseThrow().codec()).isEqualTo(Codec.PCMU);
    }

    private static OpenLogicalChannel open(int number, String capability, Codec codec) {
        return new OpenLogicalChannel(
                number,
                ChannelMedia.audio(
                        new AudioFormat(capability, codec, 20),
                        Optional.empty(),
                        Optional.of(new InetSocketAddress("127.0.0.1", 6_001))),
                Optional.empty());
    }

    @Test
    void aCodecNeitherTakesIsNotSettled() {
        var pair = pair(Order.PARALLEL, Order.PARALLEL, 1);
        pair.left.does(pair.left.session.offer(pair.left.media(Codec.PCMU)));
        pair.right.does(pair.right.session.offer(pair.right.media(Codec.G729)));
        pair.settle();
        assertThat(pair.left.has(NotSettled.class)).isTrue();
        assertThat(pair.right.has(NotSettled.class)).isTrue();
    }

    @Test
    void aRefusedChannelIsTriedWithTheNextCodec() {
        var pair = pair(Order.PARALLEL, Order.PARALLEL, 1);
        pair.lost = m -> m instanceof OpenLogicalChannel;
        pair.left.does(pair.left.session.offer(pair.left.media(Codec.G722, Codec.PCMA)));
        pair.right.does(pair.right.session.offer(pair.right.media(Codec.G722, Codec.PCMA)));
        pair.settle();
        var first = pair.left.sent(OpenLogicalChannel.class).getFirst();
        pair.left.does(
                pair.left.session.received(
                        new OpenLogicalChannelReject(
                                first.number(),
                                OpenLogicalChannelReject.Why.DATA_TYPE_NOT_SUPPORTED)));
        assertThat(pair.left.sent(OpenLogicalChannel.class).getLast().forward().format())
                .hasValueSatisfying(f -> assertThat(f.codec()).isEqualTo(Codec.PCMA));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"T101", "T106", "SETTLE"})
    void aPeerThatFallsSilentIsNotSettled(Kind timer) {
        var pair = pair(Order.PARALLEL, Order.PARALLEL, 1);
        pair.lost = _ -> true;
        pair.left.does(pair.left.session.offer(pair.left.media(Codec.PCMU)));
        pair.left.expire(timer);
        assertThat(pair.left.has(NotSettled.class)).isTrue();
        assertThat(pair.left.told.stream().filter(NotSettled.class::isInstance)).hasSize(1);
    }

    @Test
    void soundOneWayCountsWhenTimeIsUp() {
        var pair = pair(Order.PARALLEL, Order.PARALLEL, 1);
        pair.lost = m -> m instanceof OpenLogicalChannel o && o.forward().format().isPresent();
        pair.left.does(pair.left.session.offer(pair.left.media(Codec.PCMU)));
        pair.right.does(pair.right.session.offer(pair.right.media(Codec.PCMU)));
        pair.settle();
        pair.left.does(pair.left.session.received(open(3, "g711Ulaw64k", Codec.PCMU)));
        assertThat(pair.left.has(Settled.class)).isFalse();
        pair.left.expire(Kind.SETTLE);
        assertThat(pair.left.has(Settled.class)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void h9_emptyCapabilitySetHoldsAndAFullOneResumes(int seed) {
        var pair = talking(seed);
        pair.left.does(pair.left.session.pausePeer());
        pair.settle();
        assertThat(pair.right.has(PeerPaused.class)).isTrue();
        assertThat(pair.right.session.agreed().sending()).isEmpty();
        assertThat(pair.left.session.agreed().receiving()).isEmpty();
        assertThat(pair.left.session.agreed().sending()).isPresent();
        assertThat(pair.right.sent(CloseLogicalChannel.class)).hasSize(1);
        pair.left.does(pair.left.session.resumePeer());
        pair.settle();
        assertThat(pair.right.has(PeerResumed.class)).isTrue();
        assertThat(pair.right.session.agreed().bothWays()).isTrue();
        assertThat(pair.left.session.agreed().bothWays()).isTrue();
        var numbers =
                pair.left.sent(TerminalCapabilitySet.class).stream()
                        .map(TerminalCapabilitySet::sequence)
                        .toList();
        assertThat(numbers).doesNotHaveDuplicates();
    }

    @Test
    void h9_theAnswerToAReplacedSetIsIgnored() {
        var pair = talking(1);
        pair.lost = m -> m instanceof TerminalCapabilitySet;
        pair.left.does(pair.left.session.pausePeer());
        int paused = pair.left.sent(TerminalCapabilitySet.class).getLast().sequence();
        pair.left.does(pair.left.session.resumePeer());
        pair.left.does(pair.left.session.received(new TerminalCapabilitySetAck(paused)));
        assertThat(pair.left.timers.keySet()).anyMatch(t -> t.kind() == Kind.T101);
        pair.left.does(pair.left.session.received(new TerminalCapabilitySetAck(paused + 1)));
        assertThat(pair.left.timers.keySet()).noneMatch(t -> t.kind() == Kind.T101);
    }

    @Test
    void bothMayHoldAtOnce() {
        var pair = talking(5);
        pair.left.does(pair.left.session.pausePeer());
        pair.right.does(pair.right.session.pausePeer());
        pair.settle();
        assertThat(pair.left.session.agreed().bothWays()).isFalse();
        pair.left.does(pair.left.session.resumePeer());
        pair.settle();
        pair.right.does(pair.right.session.resumePeer());
        pair.settle();
        assertThat(pair.left.session.agreed().bothWays()).isTrue();
        assertThat(pair.right.session.agreed().bothWays()).isTrue();
    }

    @Test
    void anotherOfferInTheMiddleOfTheCallChangesTheCodec() {
        var pair = talking(2);
        pair.left.does(pair.left.session.offer(pair.left.media(Codec.PCMA)));
        pair.settle();
        assertThat(pair.left.has(Settled.class)).isTrue();
        assertThat(pair.left.session.agreed().sending().orElseThrow().codec())
                .isEqualTo(Codec.PCMA);
        assertThat(pair.left.session.agreed().receiving().orElseThrow().codec())
                .isEqualTo(Codec.PCMA);
        assertThat(pair.right.session.agreed().sending().orElseThrow().codec())
                .isEqualTo(Codec.PCMA);
    }

    @Test
    void aRequestedModeWeTakeIsTaken() {
        var pair = talking(2);
        var modes = List.of(new AudioFormat("g711Alaw64k", Codec.PCMA, 20));
        pair.left.does(pair.left.session.received(new RequestMode(4, modes)));
        pair.settle();
        assertThat(pair.left.sent).contains(new RequestModeAck(4, true));
        assertThat(pair.left.has(ModeTaken.class)).isTrue();
        assertThat(pair.left.session.agreed().sending().orElseThrow().codec())
                .isEqualTo(Codec.PCMA);
        var strange = List.of(new AudioFormat("g729", Codec.G729, 20));
        pair.left.does(pair.left.session.received(new RequestMode(5, strange)));
        assertThat(pair.left.sent).contains(new RequestModeReject(5));
    }

    @Test
    void h14_aPeerThatAnswersNoRoundTripIsLost() {
        var pair = talking(3);
        pair.left.does(pair.left.session.keepAlive());
        pair.left.expire(Kind.ROUND_TRIP);
        pair.settle();
        assertThat(pair.right.sent).contains(new RoundTripDelayResponse(1));
        pair.lost = m -> m instanceof RoundTripDelayRequest;
        for (int i = 0; i < 4; i++) {
            assertThat(pair.left.has(PeerLost.class)).isFalse();
            pair.left.expire(Kind.ROUND_TRIP);
        }
        assertThat(pair.left.has(PeerLost.class)).isTrue();
        assertThat(pair.left.sent(RoundTripDelayRequest.class)).hasSize(4);
    }

    @Test
    void digitsComeAsSignalAndAsCharacters() {
        var pair = talking(3);
        pair.right.does(pair.right.session.signal('5', 120));
        pair.right.does(pair.right.session.alphanumeric('#'));
        pair.settle();
        assertThat(pair.left.told)
                .contains(new DigitDialled('5', 120, true), new DigitDialled('#', 0, false));
    }

    @Test
    void theEndIsSaidOnceAndAnswered() {
        var pair = talking(3);
        pair.left.does(pair.left.session.end());
        pair.left.does(pair.left.session.end());
        pair.settle();
        assertThat(pair.left.sent(EndSession.class)).hasSize(1);
        assertThat(pair.right.has(PeerEnded.class)).isTrue();
        assertThat(pair.left.timers).isEmpty();
        assertThat(pair.right.timers).isEmpty();
        var silent = pair(Order.PARALLEL, Order.PARALLEL, 1);
        assertThat(silent.left.session.end()).isEmpty();
    }

    @Test
    void h1_aPeerMayBeginBeforeWeHaveAnythingToOffer() {
        var pair = pair(Order.PARALLEL, Order.PARALLEL, 4);
        pair.left.does(pair.left.session.offer(pair.left.media(Codec.PCMU)));
        pair.settle();
        assertThat(pair.right.sent(TerminalCapabilitySetAck.class)).hasSize(1);
        assertThat(pair.right.sent(TerminalCapabilitySet.class)).isEmpty();
        pair.right.does(pair.right.session.offer(pair.right.media(Codec.PCMU)));
        pair.settle();
        assertThat(pair.left.has(Settled.class) && pair.right.has(Settled.class)).isTrue();
    }

    @Test
    void capabilitiesOfTheFieldWithoutTelephoneEventsLeaveNone() {
        var pair = talking(3);
        pair.left.does(
                pair.left.session.received(
                        new TerminalCapabilitySet(
                                77,
                                new CapabilitySet(
                                        pair.right.media(Codec.PCMU).receive().audio(),
                                        Set.of(),
                                        OptionalInt.empty()))));
        assertThat(pair.left.session.agreed().telephoneEvents()).isEmpty();
    }
}

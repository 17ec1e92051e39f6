package org.dragoman.webrtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.fault.PeerFault.Malformed;
import org.dragoman.core.media.IceCredentials;
import org.dragoman.media.relay.PacketPath;
import org.dragoman.webrtc.ice.IceMachine.Output;
import org.dragoman.webrtc.stun.StunAttribute;
import org.dragoman.webrtc.stun.StunAttribute.ErrorCode;
import org.dragoman.webrtc.stun.StunAttribute.IceControlled;
import org.dragoman.webrtc.stun.StunAttribute.IceControlling;
import org.dragoman.webrtc.stun.StunAttribute.UseCandidate;
import org.dragoman.webrtc.stun.StunAttribute.Username;
import org.dragoman.webrtc.stun.StunClass;
import org.dragoman.webrtc.stun.StunMessage;
import org.dragoman.webrtc.stun.TransactionId;
import org.junit.jupiter.api.Test;

/// The clauses are those of RFC 8445 where not said otherwise.
class IceMachineTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final IceCredentials OURS =
            new IceCredentials("ours", "our+password+of+22+long");
    private static final IceCredentials RESTARTED =
            new IceCredentials("next", "another/password/of/22+");
    private static final PacketPath FIRST = pair(1);
    private static final PacketPath SECOND = pair(2);

    private final IceMachine ice = new IceMachine(OURS, START);
    private Instant now = START;
    private byte lastTransaction;

    private static PacketPath pair(int host) {
        return new PacketPath(0, new InetSocketAddress("192.0.2." + host, 40_000));
    }

    private List<Output> check(PacketPath by, IceCredentials shown, StunAttribute... more) {
        return received(by, request(shown, more).sealed(shown.password()));
    }

    private List<Output> received(PacketPath by, byte[] wire) {
        try {
            return ice.take(by, StunMessage.read(wire), now);
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }

    private StunMessage request(IceCredentials shown, StunAttribute... more) {
        var id = new byte[12];
        id[0] = ++lastTransaction;
        var all = new ArrayList<StunAttribute>();
        all.add(new Username(shown.ufrag() + ":them"));
        all.add(new StunAttribute.Priority(1));
        all.addAll(List.of(more));
        if (all.stream().noneMatch(IceControlled.class::isInstance)) {
            all.add(new IceControlling(1));
        }
        return new StunMessage(
                StunClass.REQUEST,
                StunMessage.BINDING,
                new TransactionId(id),
                all,
                Optional.empty());
    }

    private static StunMessage reply(List<Output> outputs) {
        var replies = outputs.stream().filter(Output.Reply.class::isInstance).toList();
        assertThat(replies).hasSize(1);
        try {
            return StunMessage.read(((Output.Reply) replies.getFirst()).packet());
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }

    private static int error(List<Output> outputs) {
        assertThat(outputs).hasSize(1);
        var reply = reply(outputs);
        assertThat(reply.kind()).isEqualTo(StunClass.ERROR);
        return reply.first(ErrorCode.class).orElseThrow().code();
    }

    /// §7.3.1.3, §7.3.1.4: what comes from an address that nobody named is a pair all the same.
    @Test
    void aCheckIsAnsweredWithTheAddressItCameFrom() {
        var outputs = check(FIRST, OURS);
        var reply = reply(outputs);
        assertThat(reply.kind()).isEqualTo(StunClass.SUCCESS);
        assertThat(reply.transaction().bytes()[0]).isEqualTo(lastTransaction);
        assertThat(reply.attributes())
                .containsExactly(new StunAttribute.XorMappedAddress(FIRST.remote()));
        assertThat(reply.isSealedBy(OURS.password())).isTrue();
        assertThat(outputs).contains(new Output.Found(FIRST), new Output.Chosen(FIRST));
    }

    /// §8.2: until then the first that is heard serves.
    @Test
    void thePairThatTheBrowserNamesIsChosenAndAnyLaterOne() {
        check(FIRST, OURS);
        assertThat(check(SECOND, OURS)).contains(new Output.Found(SECOND)).hasSize(2);
        assertThat(check(SECOND, OURS, new UseCandidate())).contains(new Output.Chosen(SECOND));
        assertThat(check(FIRST, OURS)).hasSize(1);
        assertThat(ice.chosen()).hasValue(SECOND);
        assertThat(check(FIRST, OURS, new UseCandidate())).contains(new Output.Chosen(FIRST));
    }

    @Test
    void whoeverDoesNotShowThePasswordChangesNothing() {
        var forged = request(OURS, new UseCandidate()).sealed(RESTARTED.password());
        assertThat(error(received(FIRST, forged))).isEqualTo(401);
        assertThat(error(received(FIRST, request(OURS).plain()))).isEqualTo(400);
        assertThat(error(check(FIRST, RESTARTED))).isEqualTo(401);
        assertThat(ice.chosen()).isEmpty();
        now = START.plus(IceMachine.CONSENT).plusMillis(1);
        check(FIRST, RESTARTED);
        assertThat(ice.isGone(now)).isTrue();
    }

    /// §7.3.1.1: a lite agent never controls a full one.
    @Test
    void w2_aBrowserThatTakesItselfToBeControlledIsToldOtherwise() {
        assertThat(error(check(FIRST, OURS, new IceControlled(Long.MAX_VALUE)))).isEqualTo(487);
        assertThat(error(check(FIRST, OURS, new IceControlled(0)))).isEqualTo(487);
        assertThat(ice.chosen()).isEmpty();
        assertThat(check(FIRST, OURS)).contains(new Output.Chosen(FIRST));
    }

    /// RFC 8489 §6.3.1.
    @Test
    void whatMustBeUnderstoodAndIsNotIsNamed() {
        var outputs = check(FIRST, OURS, new StunAttribute.Other(0x7777, new byte[4]));
        assertThat(error(outputs)).isEqualTo(420);
        assertThat(reply(outputs).first(StunAttribute.UnknownAttributes.class))
                .hasValue(new StunAttribute.UnknownAttributes(List.of(0x7777)));
        var optional = check(FIRST, OURS, new StunAttribute.Other(0xC057, new byte[4]));
        assertThat(reply(optional).kind()).isEqualTo(StunClass.SUCCESS);
    }

    /// §9: what flows goes on until the browser names a pair with the credentials of after.
    @Test
    void w2_aRestartLetsWhatFlowsGoOnUntilANewPairIsNamed() {
        check(FIRST, OURS, new UseCandidate());
        ice.restart(RESTARTED);
        assertThat(reply(check(FIRST, OURS, new UseCandidate())).isSealedBy(OURS.password()))
                .isTrue();
        assertThat(check(SECOND, RESTARTED)).contains(new Output.Found(SECOND)).hasSize(2);
        assertThat(ice.chosen()).hasValue(FIRST);
        var named = check(SECOND, RESTARTED, new UseCandidate());
        assertThat(named).contains(new Output.Chosen(SECOND));
        assertThat(reply(named).isSealedBy(RESTARTED.password())).isTrue();
        assertThat(error(check(FIRST, OURS, new UseCandidate()))).isEqualTo(401);
        assertThat(ice.chosen()).hasValue(SECOND);
    }

    @Test
    void aRestartIsToldApartFromARepetition() {
        check(FIRST, OURS, new UseCandidate());
        ice.restart(OURS);
        assertThat(reply(check(FIRST, OURS)).kind()).isEqualTo(StunClass.SUCCESS);
    }

    /// RFC 7675 §5.1.
    @Test
    void aBrowserThatIsSilentForHalfAMinuteIsGone() {
        check(FIRST, OURS);
        now = now.plus(Duration.ofSeconds(29));
        assertThat(ice.isGone(now)).isFalse();
        check(FIRST, OURS);
        now = now.plus(Duration.ofSeconds(30));
        assertThat(ice.isGone(now)).isFalse();
        assertThat(ice.isGone(now.plusMillis(1))).isTrue();
        ice.expect(now.plusMillis(1));
        assertThat(ice.isGone(now.plusMillis(1))).isFalse();
    }

    @Test
    void theOldestOfManyAddressesIsLeftButNotTheOneInUse() {
        check(FIRST, OURS, new UseCandidate());
        for (int host = 2; host <= 16; host++) {
            assertThat(check(pair(host), OURS)).hasSize(2);
        }
        assertThat(check(pair(17), OURS)).contains(new Output.Left(SECOND));
        assertThat(check(pair(18), OURS)).contains(new Output.Left(pair(3)));
        assertThat(ice.chosen()).hasValue(FIRST);
    }

    @Test
    void nothingButRequestsIsAnswered() {
        for (var kind : List.of(StunClass.INDICATION, StunClass.SUCCESS, StunClass.ERROR)) {
            var message = StunMessage.of(kind, request(OURS).transaction());
            assertThat(received(FIRST, message.sealed(OURS.password()))).isEmpty();
        }
    }

    @Test
    void aRequestNamesUsFirst() {
        assertThat(IceMachine.addressee(request(OURS))).hasValue("ours");
        var nobody =
                StunMessage.of(StunClass.REQUEST, request(OURS).transaction(), new Username("x"));
        assertThat(IceMachine.addressee(nobody)).isEmpty();
    }
}

package org.dragoman.h323.h245;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.h323.h245.H245Message.CloseLogicalChannel;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannel;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannelAck;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannelConfirm;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannelReject;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannelReject.Why;
import org.dragoman.h323.h245.H245Message.RequestChannelClose;
import org.dragoman.h323.h245.H245Output.Timer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Channels that a peer opens in both directions at once (H.245 §5.3, §B.3), beside those we have.
class BothWaysTest {
    private static final int NUMBER = 900;
    private static final AudioFormat ALAW = new AudioFormat("g711Alaw64k", Codec.PCMA, 20);
    private static final InetSocketAddress THERE = new InetSocketAddress("127.0.0.9", 6_000);
    private static final InetSocketAddress CONTROL = new InetSocketAddress("127.0.0.9", 6_001);

    private final SessionPair pair =
            new SessionPair(H245Settings.DEFAULT, H245Settings.DEFAULT, 11);
    private SessionPair.Side master;
    private SessionPair.Side slave;

    @BeforeEach
    void bothTalk() {
        for (var side : List.of(pair.left, pair.right)) {
            side.does(side.session.offer(side.media(Codec.PCMU, Codec.PCMA)));
        }
        pair.settle();
        assertThat(pair.left.session.agreed().bothWays()).isTrue();
        boolean leftStands = propose(pair.left).equals(Optional.of(Why.MASTER_SLAVE_CONFLICT));
        master = leftStands ? pair.left : pair.right;
        slave = leftStands ? pair.right : pair.left;
        if (leftStands) {
            propose(slave);
        }
    }

    /// A peer's channel, which conflicts with the one we have. What we refuse it for, or nothing.
    private static Optional<Why> propose(SessionPair.Side side) {
        side.sent.clear();
        side.does(side.session.received(both(ALAW)));
        return side.sent(OpenLogicalChannelReject.class).stream()
                .map(OpenLogicalChannelReject::why)
                .findFirst();
    }

    private static OpenLogicalChannel both(AudioFormat format) {
        return new OpenLogicalChannel(
                NUMBER,
                ChannelMedia.audio(format, Optional.empty(), Optional.of(CONTROL)),
                Optional.of(ChannelMedia.audio(format, Optional.of(THERE), Optional.of(CONTROL))));
    }

    @Test
    void theMastersChannelStands() {
        assertThat(propose(master)).contains(Why.MASTER_SLAVE_CONFLICT);
        assertThat(master.session.agreed().sending().orElseThrow().codec()).isEqualTo(Codec.PCMU);
    }

    @Test
    void theSlaveGivesWayAndSendsOnThePeersChannel() throws Exception {
        assertThat(slave.sent(CloseLogicalChannel.class)).as("ours").hasSize(1);
        var ack = slave.sent(OpenLogicalChannelAck.class).getFirst();
        assertThat(ack.number()).isEqualTo(NUMBER);
        assertThat(ack.reverse()).isPresent();
        var codec = new H245Codec(SessionPair.CODECS);
        var read = (OpenLogicalChannelAck) codec.decode(codec.encode(ack));
        assertThat(read.reverse()).as("on the wire").isEqualTo(ack.reverse());
        assertThat(slave.session.agreed().sending()).as("not confirmed yet").isEmpty();
        slave.does(slave.session.received(new OpenLogicalChannelConfirm(NUMBER)));
        var agreed = slave.session.agreed();
        assertThat(agreed.sending().orElseThrow().codec()).isEqualTo(Codec.PCMA);
        assertThat(agreed.receiving().orElseThrow().codec()).isEqualTo(Codec.PCMA);
        assertThat(agreed.media()).contains(THERE);
        assertThat(agreed.control()).contains(CONTROL);
    }

    @Test
    void aChannelThatIsNeverConfirmedIsNoneAndWeOpenOurs() {
        slave.sent.clear();
        for (var timer : List.copyOf(slave.timers.keySet())) {
            if (timer.kind() == Timer.Kind.T103) {
                slave.does(slave.session.expired(timer));
            }
        }
        assertThat(slave.sent(RequestChannelClose.class))
                .containsExactly(new RequestChannelClose(NUMBER));
        assertThat(slave.sent(OpenLogicalChannel.class)).isNotEmpty();
    }

    @Test
    void whenThePeerClosesItBothDirectionsGo() {
        slave.does(slave.session.received(new OpenLogicalChannelConfirm(NUMBER)));
        slave.does(slave.session.received(new CloseLogicalChannel(NUMBER)));
        assertThat(slave.session.agreed().receiving()).isEmpty();
        assertThat(slave.session.agreed().sending()).isEmpty();
    }

    /// What the peer opened we cannot close: it is asked to.
    @Test
    void weAskThePeerToCloseItsChannel() {
        slave.does(slave.session.received(new OpenLogicalChannelConfirm(NUMBER)));
        slave.sent.clear();
        slave.does(slave.session.received(new RequestChannelClose(1)));
        assertThat(slave.sent(RequestChannelClose.class))
                .containsExactly(new RequestChannelClose(NUMBER));
    }

    @Test
    void whatIsNotKnownBothWaysIsRefused() {
        slave.sent.clear();
        var unknown =
                new OpenLogicalChannel(
                        NUMBER + 1, both(ALAW).forward(), Optional.of(ChannelMedia.NOTHING));
        slave.does(slave.session.received(unknown));
        assertThat(slave.sent(OpenLogicalChannelReject.class))
                .containsExactly(
                        new OpenLogicalChannelReject(NUMBER + 1, Why.DATA_TYPE_NOT_SUPPORTED));
    }
}

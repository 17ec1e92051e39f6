package org.dragoman.h323.h245;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.h323.h245.H245Message.CloseLogicalChannel;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannel;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannelAck;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannelReject;
import org.dragoman.h323.h245.H245Output.MediaChanged;
import org.dragoman.h323.h245.H245Settings.Order;
import org.junit.jupiter.api.Test;

/// Peers that are held and do not keep to H.323 §8.4.6.
class H245HoldTest {
    private static final H245Settings SETTINGS =
            new H245Settings(
                    Order.PARALLEL,
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(30),
                    3);

    /// Asterisk 22.10.1 chan_ooh323 opens a channel as soon as its own is closed, held or not, and
    /// ends the call where that is refused. So it is taken, and silent until the peer is resumed.
    @Test
    void aChannelThatAHeldPeerOpensIsTakenAndSilent() {
        var pair = new SessionPair(SETTINGS, SETTINGS, 1);
        pair.left.does(pair.left.session.offer(pair.left.media(Codec.PCMU)));
        pair.right.does(pair.right.session.offer(pair.right.media(Codec.PCMU)));
        pair.settle();
        var left = pair.left;
        left.does(left.session.pausePeer());
        pair.settle();
        int old = pair.right.sent(CloseLogicalChannel.class).getFirst().number();
        left.does(left.session.received(open(old + 1)));
        assertThat(left.sent(OpenLogicalChannelReject.class)).isEmpty();
        assertThat(left.sent(OpenLogicalChannelAck.class).getLast().number()).isEqualTo(old + 1);
        assertThat(left.session.agreed().receiving()).isEmpty();

        left.told.clear();
        left.does(left.session.resumePeer());
        assertThat(left.has(MediaChanged.class)).isTrue();
        assertThat(left.session.agreed().receiving().orElseThrow().codec()).isEqualTo(Codec.PCMU);
    }

    private static OpenLogicalChannel open(int number) {
        var control = new InetSocketAddress("127.0.0.1", 6_001);
        return new OpenLogicalChannel(
                number,
                ChannelMedia.audio(
                        new AudioFormat("g711Ulaw64k", Codec.PCMU, 20),
                        Optional.empty(),
                        Optional.of(control)),
                Optional.empty());
    }
}

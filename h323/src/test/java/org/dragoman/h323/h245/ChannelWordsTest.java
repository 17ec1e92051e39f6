package org.dragoman.h323.h245;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What our channels say of the packets that go through them.
class ChannelWordsTest {
    private static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", 4_000);
    private static final AudioFormat ULAW = new AudioFormat("g711Ulaw64k", Codec.PCMU, 20);
    private static final H245Codec CODEC = new H245Codec(SessionPair.CODECS);

    /// H.245 §B.3.1: silenceSuppression is said of every channel of sound, and of no other.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void silenceMayBeLeftOutOrNot(boolean mayPause) throws Exception {
        var said = FastStart.propose(List.of(ULAW), HERE, HERE, mayPause);
        assertThat(said).hasSize(2);
        for (var proposal : said) {
            var read = (OpenLogicalChannel) CODEC.decode(CODEC.encode(proposal));
            var sound = read.reverse().orElse(read.forward());
            assertThat(sound.mayPause()).contains(mayPause);
        }
        var fax = new OpenLogicalChannel(1, ChannelMedia.fax(FaxRelay.PLAIN), Optional.empty());
        var read = (OpenLogicalChannel) CODEC.decode(CODEC.encode(fax));
        assertThat(read.forward().mayPause()).isEmpty();
    }

    @Test
    void theChannelWeOpenSaysSoToo() {
        var pair = new SessionPair(H245Settings.DEFAULT, H245Settings.DEFAULT, 1);
        var media = pair.left.media(Codec.PCMU);
        var data =
                new OurMedia(media.receive(), media.media(), media.control(), media.fax(), false);
        pair.left.does(pair.left.session.offer(data));
        pair.right.does(pair.right.session.offer(pair.right.media(Codec.PCMU)));
        pair.settle();
        assertThat(pair.left.sent(OpenLogicalChannel.class).getFirst().forward().mayPause())
                .contains(false);
        assertThat(pair.right.sent(OpenLogicalChannel.class).getFirst().forward().mayPause())
                .contains(true);
    }

    /// {@code packet-time} of a peer: what it is told that we take, and what we propose to send.
    @ParameterizedTest
    @CsvSource({"PCMU, 40, 40", "G729, 60, 60", "G723, 20, 30", "G723, 60, 60", "GSM, 30, 20"})
    void packetsAreAsLongAsTheOperatorWants(String name, int wanted, int said) {
        var codecs = SessionPair.CODECS.asking(Duration.ofMillis(wanted));
        var codec = Codec.of(name, 8_000);
        assertThat(codecs.receivable(codec)).allMatch(f -> f.packetMillis() == said);
        assertThat(codecs.sendable(codec)).allMatch(f -> f.packetMillis() == said);
        var shorter = new AudioFormat("any", codec, Math.max(10, said / 2));
        assertThat(codecs.packetMillis(shorter))
                .as("no longer than the peer takes")
                .isLessThanOrEqualTo(shorter.packetMillis());
        assertThat(Set.of(20, 30))
                .as("without a wish")
                .contains(SessionPair.CODECS.sendable(codec).getFirst().packetMillis());
    }
}

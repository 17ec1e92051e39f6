package org.dragoman.h323.h245;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannel;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannelAck;
import org.dragoman.h323.h245.H245Output.Send;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The channel of a peer, which is answered with a session whatever the peer says of it: a slave
/// may open one as session 0, and the answer's may not be 0 (H.245 Annex A,
/// H2250LogicalChannelAckParameters). Seen with Asterisk 22.10.1 chan_ooh323 on a busy machine.
class IncomingMediaTest {
    private static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", 4_000);

    @ParameterizedTest
    @CsvSource({"0, false, 1", "0, true, 3", "1, false, 1", "2, false, 2", "255, true, 255"})
    void theAnswerNamesASession(int opened, boolean fax, int answered) throws Exception {
        var effects = new Effects(Duration.ofSeconds(15));
        var audio = new AudioFormat("g711Ulaw64k", Codec.PCMU, 20);
        var media =
                new ChannelMedia(
                        fax ? Optional.empty() : Optional.of(audio),
                        "some",
                        opened,
                        Optional.empty(),
                        Optional.of(HERE),
                        fax ? Optional.of(FaxRelay.PLAIN) : Optional.empty(),
                        Optional.empty());
        var takes = new CapabilitySet(List.of(audio), Set.of(), OptionalInt.empty());
        new IncomingMedia(effects)
                .open(
                        new OpenLogicalChannel(7, media, Optional.empty()),
                        new OurMedia(takes, HERE, HERE));
        var ack = ((Send) effects.take().getFirst()).message();
        var codec = new H245Codec(SessionPair.CODECS);
        var read = (OpenLogicalChannelAck) codec.decode(codec.encode(ack));
        assertThat(read.session()).isEqualTo(answered);
    }
}

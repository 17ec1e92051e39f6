package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.media.relay.RelayFixture.PCMA;
import static org.dragoman.media.relay.RelayFixture.PCMU;
import static org.dragoman.media.relay.RelayFixture.flow;
import static org.dragoman.media.relay.RelayFixture.settle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.relay.RawPeer.Packet;
import org.dragoman.media.relay.RelayFixture.Ears;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calls whose sides use one codec and packets of different lengths, over sockets; and listeners
/// that ask for a mode of theirs.
class RelayLengthTest {
    private static final PayloadFormat G729 = new PayloadFormat(Codec.G729, 18, 20);
    private static final Codec AMR = Codec.of("AMR", 8_000).with("octet-align", "1");

    private Relay relay;
    private RawPeer a;
    private RawPeer b;
    private MediaPlane.Opened one;
    private MediaPlane.Opened other;

    @BeforeEach
    void open() throws Exception {
        var wanted = new PacketTimes(Map.of("slow", Duration.ofMillis(60)), Set.of("plain"));
        relay = new Relay(RelayFixture.config().withPacketTimes(wanted));
        a = new RawPeer();
        b = new RawPeer();
        one = relay.open("left", new Ears());
        other = relay.open("right", new Ears());
        one.join(other);
    }

    @AfterEach
    void close() throws Exception {
        relay.close();
        a.close();
        b.close();
    }

    @Test
    void g729_of_20_becomes_40_and_back_without_a_codec() throws Exception {
        agree(G729, G729.asked(40));
        for (int i = 0; i < 6; i++) {
            a.send(one.port().localRtp(), a.rtp(18, 20, 160));
        }
        var heard = receive(b, 3);
        assertThat(heard).allMatch(p -> p.payload().length == 40 && p.type() == 18);
        steps(heard, 320);
        b.send(other.port().localRtp(), b.rtp(18, 40, 320));
        b.send(other.port().localRtp(), b.rtp(18, 40, 320));
        var back = receive(a, 2);
        assertThat(back).as("its peer does not mind").allMatch(p -> p.payload().length == 40);
        assertThat(relay.conversionsInUse()).isZero();
    }

    @Test
    void the_other_law_in_packets_of_30() throws Exception {
        agree(PCMA.asked(20), PCMU.asked(30));
        for (int i = 0; i < 6; i++) {
            a.send(one.port().localRtp(), a.rtp(8, 160, 160));
        }
        var heard = receive(b, 4);
        assertThat(heard).allMatch(p -> p.payload().length == 240 && p.type() == 0);
        assertThat(heard.getFirst().payload()).as("0x55 by G.711 Table 3").containsOnly(0x7E);
        steps(heard, 240);
        for (int i = 0; i < 2; i++) {
            b.send(other.port().localRtp(), b.rtp(0, 240, 240));
        }
        var back = receive(a, 3);
        assertThat(back).allMatch(p -> p.payload().length == 160);
        steps(back, 160);
    }

    @Test
    void what_is_as_long_as_it_should_be_passes_untouched() throws Exception {
        agree(PCMA, PCMA.asked(20));
        for (int i = 0; i < 5; i++) {
            a.send(one.port().localRtp(), a.rtp(8, 160, 160));
        }
        a.sequence += 3; // lost before us
        a.timestamp += 3 * 160;
        a.send(one.port().localRtp(), a.rtp(8, 160, 160));
        var heard = receive(b, 6);
        assertThat(heard.get(5).sequence() - heard.get(4).sequence() & 0xFFFF).isEqualTo(4);
    }

    @Test
    void no_longer_than_a_peer_can_take_is_not_longer() throws Exception {
        agree(PCMA, PCMA.atMost(30));
        a.send(one.port().localRtp(), a.rtp(8, 240, 240));
        assertThat(receive(b, 1).getFirst().payload()).as("as it came").hasSize(240);
        a.send(one.port().localRtp(), a.rtp(8, 480, 480));
        assertThat(receive(b, 3)).allMatch(p -> p.payload().length == 160);
    }

    @Test
    void the_end_of_what_was_said_is_heard_though_it_fills_no_packet() throws Exception {
        agree(PCMA, PCMA.asked(60));
        a.send(one.port().localRtp(), a.rtp(8, 160, 160));
        assertThat(receive(b, 1).getFirst().payload()).hasSize(160);
    }

    @Test
    void the_operator_decides_where_the_peer_does_not_say() throws Exception {
        var slow = relay.open("slow", new Ears());
        one.part();
        one.join(slow);
        one.port().agree(flow(a.address(), PCMA));
        slow.port().agree(flow(b.address(), PCMA));
        settle(one, slow);
        for (int i = 0; i < 3; i++) {
            a.send(one.port().localRtp(), a.rtp(8, 160, 160));
        }
        assertThat(receive(b, 1).getFirst().payload()).hasSize(480);
        slow.port().agree(flow(b.address(), PCMA.asked(20)));
        settle(one, slow);
        a.send(one.port().localRtp(), a.rtp(8, 160, 160));
        assertThat(receive(b, 1).getFirst().payload()).as("it says it wants 20").hasSize(160);
    }

    @Test
    void packets_go_as_they_come_where_the_operator_says_so() throws Exception {
        var plain = relay.open("plain", new Ears());
        one.part();
        one.join(plain);
        one.port().agree(flow(a.address(), PCMA));
        plain.port().agree(flow(b.address(), PCMA.asked(40)));
        settle(one, plain);
        a.send(one.port().localRtp(), a.rtp(8, 160, 160));
        a.send(one.port().localRtp(), a.rtp(8, 720, 720));
        assertThat(receive(b, 2)).extracting(p -> p.payload().length).containsExactly(160, 720);
    }

    /// RFC 4867 §4.3.1: the request comes in what the peer says, and is for what it hears.
    @Test
    void an_amr_peer_is_sent_the_mode_it_asks_for() throws Exception {
        agree(new PayloadFormat(AMR, 96, 20), PCMA);
        assertThat(modes(15)).as("nothing asked").contains(7);
        assertThat(modes(2)).contains(2).doesNotContain(7);
        assertThat(modes(15)).as("taken back").contains(7);
    }

    /// Frame types that the AMR peer is sent while it asks for a mode; the last of them.
    private List<Integer> modes(int asked) throws Exception {
        var types = new ArrayList<Integer>();
        for (int i = 0; i < 60; i++) {
            var request = a.rtp(96, 2, 160);
            request.put(12, (byte) (asked << 4)).put(13, (byte) 0x7C); // no data
            a.send(one.port().localRtp(), request);
            b.send(other.port().localRtp(), b.rtp(8, 160, 160));
            var heard = a.receive(20);
            if (heard.isPresent() && heard.get().type() == 96) {
                types.add(heard.get().payload()[1] >> 3 & 0xF);
            }
        }
        assertThat(types).as("what was heard").hasSizeGreaterThan(10);
        return types.subList(types.size() - 5, types.size());
    }

    private void agree(PayloadFormat left, PayloadFormat right) throws Exception {
        one.port().agree(flow(a.address(), left));
        other.port().agree(flow(b.address(), right));
        settle(one, other);
    }

    private static List<Packet> receive(RawPeer peer, int count) throws Exception {
        var packets = new ArrayList<Packet>();
        for (int i = 0; i < count; i++) {
            packets.add(peer.receive().orElseThrow(() -> new AssertionError("only " + packets)));
        }
        return packets;
    }

    private static void steps(List<Packet> packets, int units) {
        for (int i = 1; i < packets.size(); i++) {
            var before = packets.get(i - 1);
            var now = packets.get(i);
            assertThat(now.sequence()).isEqualTo(before.sequence() + 1 & 0xFFFF);
            assertThat(now.timestamp() - before.timestamp()).isEqualTo(units);
            assertThat(now.ssrc()).isEqualTo(before.ssrc());
        }
    }
}

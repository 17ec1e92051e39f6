package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.media.relay.RelayFixture.PCMA;
import static org.dragoman.media.relay.RelayFixture.flow;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.dragoman.media.relay.linux.PacketBatch;
import org.dragoman.media.relay.linux.PeerAddress;
import org.dragoman.media.rtp.IncomingStream;
import org.dragoman.media.rtp.OutgoingStream;
import org.dragoman.media.rtp.Protection;
import org.dragoman.media.rtp.Rtp;
import org.dragoman.media.rtp.RtpView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The first step of a packet, bytes in and a judgement out.
class EntryTest {
    private static final InetSocketAddress PEER =
            new InetSocketAddress(RelayFixture.LOOPBACK, 4_000);
    private static final InetSocketAddress STRANGER =
            new InetSocketAddress(RelayFixture.LOOPBACK, 4_002);
    private static final int PEER_SSRC = 77;

    private final Arena arena = Arena.ofConfined();
    private final PacketBatch batch = new PacketBatch(arena);
    private final PortCounters counters = new PortCounters();
    private final IncomingStream in = new IncomingStream();
    private final OutgoingStream out = new OutgoingStream(5);
    private final RtpView packet = new RtpView();
    private final FlowPlan plan = new FlowPlan(flow(PEER, PCMA), RelayFixture.LOOPBACK);
    private final Route route = new Route(plan, Optional.empty(), Converter.NONE);
    private final Entry entry = entry(LastStream.NONE);

    @AfterEach
    void free() {
        arena.close();
    }

    @Test
    void a_packet_of_the_peer_is_let_in_and_read() {
        write(8, 1, 160);
        assertThat(judge(PEER, 172)).isEqualTo(Entry.SOUND);
        assertThat(packet.ssrc()).isEqualTo(1);
        assertThat(packet.payloadLength()).isEqualTo(160);
        assertThat(dropped()).isZero();
    }

    @Test
    void what_is_no_rtp_is_malformed() {
        write(8, 1, 160);
        assertThat(judge(PEER, 7)).isEqualTo(Entry.DROPPED);
        batch.packets().set(ValueLayout.JAVA_BYTE, 0, (byte) 0x40);
        assertThat(judge(PEER, 172)).isEqualTo(Entry.DROPPED);
        assertThat(counters.malformed.get()).isEqualTo(2);
    }

    @Test
    void a_format_not_agreed_is_refused() {
        write(0, 1, 160);
        assertThat(judge(PEER, 172)).isEqualTo(Entry.DROPPED);
        assertThat(counters.refused.get()).isEqualTo(1);
    }

    @Test
    void our_own_packets_that_come_back_are_dropped() {
        write(8, out.ssrc(), 160);
        assertThat(judge(PEER, 172)).isEqualTo(Entry.DROPPED);
        write(8, PEER_SSRC, 160);
        assertThat(judge(PEER, 172)).isEqualTo(Entry.DROPPED);
        assertThat(counters.late.get()).isEqualTo(2);
    }

    @Test
    void the_last_call_on_this_port_is_not_this_call() {
        var after = entry(new LastStream(true, 1, 99, 0));
        write(8, 1, 160);
        batch.pretend(172, PeerAddress.of(PEER));
        assertThat(after.judge(batch, 0, route, PEER_SSRC, 1)).isEqualTo(Entry.DROPPED);
        assertThat(counters.late.get()).isEqualTo(1);
    }

    @Test
    void once_the_peer_is_heard_others_are_strangers() {
        write(8, 1, 160);
        assertThat(judge(PEER, 172)).isEqualTo(Entry.SOUND);
        assertThat(judge(STRANGER, 172)).isEqualTo(Entry.DROPPED);
        assertThat(counters.strangers.get()).isEqualTo(1);
    }

    @Test
    void what_is_not_authentic_claims_no_place() {
        entry.protect(new Refusing());
        write(8, 1, 160);
        assertThat(judge(STRANGER, 172)).isEqualTo(Entry.DROPPED);
        assertThat(counters.unauthentic.get()).isEqualTo(1);
        entry.protect(Protection.NONE);
        assertThat(judge(PEER, 172)).as("the source is still free").isEqualTo(Entry.SOUND);
    }

    @Test
    void rtcp_among_rtp_is_judged_as_rtcp() {
        Rtp.write(batch.packets(), 0, true, 72, 1, 0, 1); // 200, a sender report
        assertThat(judge(PEER, 28)).isEqualTo(Entry.REPORT);
        assertThat(entry.judgeReport(batch, 0, entry.rtpSource)).isEqualTo(28);
        batch.pretend(28, PeerAddress.of(STRANGER));
        assertThat(entry.judgeReport(batch, 0, entry.rtpSource)).isZero();
        assertThat(counters.strangers.get()).isEqualTo(1);
    }

    private Entry entry(LastStream last) {
        var made = new Entry(SourcePolicy.ANY, counters, in, out, last, packet);
        made.agree(plan);
        return made;
    }

    private void write(int type, int ssrc, int payload) {
        Rtp.write(batch.packets(), 0, false, type, 100, 8_000, ssrc);
        batch.packets().asSlice(Rtp.HEADER, payload).fill((byte) 0x55);
    }

    private byte judge(InetSocketAddress from, int length) {
        batch.pretend(length, PeerAddress.of(from));
        return entry.judge(batch, 0, route, PEER_SSRC, 1);
    }

    private long dropped() {
        return counters.statistics(in, new PeerView(), plan).packetsDropped();
    }

    /// Takes nothing for authentic.
    private static final class Refusing implements Protection {
        @Override
        public int openRtp(MemorySegment memory, long at, int length) {
            return REFUSED;
        }

        @Override
        public int openRtcp(MemorySegment memory, long at, int length) {
            return REFUSED;
        }

        @Override
        public int sealRtp(MemorySegment memory, long at, int length, int room) {
            return REFUSED;
        }

        @Override
        public int sealRtcp(MemorySegment memory, long at, int length, int room) {
            return REFUSED;
        }
    }
}

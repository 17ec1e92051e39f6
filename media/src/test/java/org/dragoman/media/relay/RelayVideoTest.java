package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.media.relay.RelayFixture.SOON;
import static org.dragoman.media.relay.RelayFixture.relay;
import static org.dragoman.media.relay.RelayFixture.settle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.core.media.RtcpFeedback;
import org.dragoman.media.relay.RelayFixture.Ears;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Video through the relay, from socket to socket. Bytes of feedback are written out as RFC 4585
/// §6.1 and RFC 5104 §4 have them.
class RelayVideoTest {
    private static final int A_TYPE = 99;
    private static final int B_TYPE = 103;
    private static final int REPORT = 0x80C9_0001; // a receiver's, about nobody
    private static final int NAME_BYTES = 28;
    private static final Set<RtcpFeedback> ALL = Set.of(RtcpFeedback.values());

    private Relay relay;
    private RawPeer a;
    private RawPeer aControl;
    private RawPeer b;
    private RawPeer bControl;
    private MediaPlane.Opened one;
    private MediaPlane.Opened other;
    private final Wishes wishes = new Wishes();

    /// Counts what the call would be told.
    private static final class Wishes implements MediaPlane.Ear {
        final AtomicInteger keyFrames = new AtomicInteger();

        @Override
        public void keyFrameWanted() {
            keyFrames.incrementAndGet();
        }

        @Override
        public void digit(char digit, Duration held) {}

        @Override
        public void conversionFailed(String why) {}

        @Override
        public void firstPacket() {}
    }

    @BeforeEach
    void open() throws Exception {
        relay = relay();
        a = new RawPeer();
        aControl = new RawPeer();
        b = new RawPeer();
        bControl = new RawPeer();
        one = relay.openVideo(relay.open("left", new Ears()), "left", new Ears());
        other = relay.openVideo(relay.open("right", new Ears()), "right", wishes);
        one.join(other);
    }

    @AfterEach
    void close() throws IOException {
        relay.close();
        a.close();
        aControl.close();
        b.close();
        bControl.close();
    }

    private void agree(Set<RtcpFeedback> ofA) throws IOException {
        one.port().agree(flow(a, aControl, A_TYPE, ofA));
        other.port().agree(flow(b, bControl, B_TYPE, ALL));
        settle(one, other);
    }

    private static MediaFlow flow(RawPeer rtp, RawPeer rtcp, int type, Set<RtcpFeedback> feedback)
            throws IOException {
        var format = new PayloadFormat(Codec.H264, type, 20);
        return new MediaFlow(
                        Optional.of(rtp.address()),
                        Optional.of(rtcp.address()),
                        Optional.of(format),
                        List.of(format),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Direction.SEND_RECEIVE)
                .withFeedback(feedback);
    }

    private RawPeer.Packet passed(int bytes) throws IOException {
        a.send(one.port().localRtp(), a.rtp(A_TYPE, bytes));
        return b.receive().orElseThrow();
    }

    /// A feedback packet of B's peer behind an empty report.
    private void tellB(int... words) throws IOException {
        var bytes = ByteBuffer.allocate(8 + 4 * words.length).putInt(REPORT).putInt(b.ssrc);
        for (int word : words) {
            bytes.putInt(word);
        }
        bControl.send(other.port().localRtcp(), bytes.flip());
    }

    /// The feedback that A's peer is sent next, reports passed over.
    private ByteBuffer heardByA() throws IOException {
        var deadline = System.nanoTime() + SOON.toNanos();
        while (System.nanoTime() < deadline) {
            var packet = aControl.receive();
            if (packet.isPresent() && packet.get().bytes().length > 8 + NAME_BYTES) {
                var words = ByteBuffer.wrap(packet.get().bytes());
                int type = words.get(8 + NAME_BYTES + 1) & 0xFF;
                if (words.getInt(0) == REPORT && (type == 205 || type == 206)) {
                    return words.position(8 + NAME_BYTES).slice();
                }
            }
        }
        throw new AssertionError("no feedback came");
    }

    @Test
    void whole_frames_pass_with_the_other_sides_payload_type_and_their_own_marker()
            throws Exception {
        agree(ALL);
        var first = passed(1_488);
        assertThat(first.type()).isEqualTo(B_TYPE);
        assertThat(first.marker()).as("it says where a picture ends").isFalse();
        assertThat(first.payload()).hasSize(1_488).containsOnly(0x55);
        a.send(one.port().localRtp(), marked(a.rtp(A_TYPE, 200)));
        assertThat(b.receive().orElseThrow().marker()).isTrue();
    }

    private static ByteBuffer marked(ByteBuffer packet) {
        return packet.put(1, (byte) (0x80 | packet.get(1)));
    }

    @Test
    void who_joins_a_stream_gets_a_key_frame_asked_for() throws Exception {
        agree(ALL);
        int to = passed(100).ssrc();
        var pli = heardByA();
        assertThat(pli.getInt(0)).isEqualTo(0x81CE_0002);
        assertThat(pli.getInt(8)).isEqualTo(a.ssrc);
        assertThat(pli.getInt(4)).as("we ask, not B").isNotEqualTo(b.ssrc).isNotEqualTo(to);
    }

    @Test
    void a_picture_that_is_lost_is_told_by_what_its_sender_agreed_to() throws Exception {
        agree(Set.of(RtcpFeedback.FIR));
        int ssrc = passed(100).ssrc();
        var first = heardByA(); // for the beginning
        assertThat(first.getInt(0)).isEqualTo(0x84CE_0004);
        assertThat(first.getInt(12)).isEqualTo(a.ssrc);
        tellB(0x81CE_0002, b.ssrc, ssrc); // PLI
        tellB(0x81CE_0002, b.ssrc, ssrc);
        var second = heardByA();
        assertThat(second.getInt(12)).isEqualTo(a.ssrc);
        assertThat(second.get(16)).as("another one").isEqualTo((byte) (first.get(16) + 1));
        tellB(0x84CE_0004, b.ssrc, 0, ssrc, 0x0700_0000); // FIR
        assertThat(heardByA().get(16)).isEqualTo((byte) (first.get(16) + 2));
    }

    @Test
    void what_rtcp_cannot_say_the_call_is_told_and_not_too_often() throws Exception {
        agree(Set.of());
        int ssrc = passed(100).ssrc();
        Eventually.isTrue(SOON, () -> wishes.keyFrames.get() == 1);
        long deadline = System.nanoTime() + SOON.toNanos();
        int asked = 0;
        while (wishes.keyFrames.get() < 2 && System.nanoTime() < deadline) {
            tellB(0x81CE_0002, b.ssrc, ssrc);
            asked++;
            b.receive(50);
        }
        assertThat(wishes.keyFrames).hasValue(2);
        assertThat(asked).as("asked at 20 a second, told at 2").isGreaterThan(2);
    }

    @Test
    void missing_packets_are_named_by_the_numbers_of_who_sent_them() throws Exception {
        agree(Set.of(RtcpFeedback.NACK));
        var first = passed(100);
        int sent = a.sequence;
        a.sequence += 3; // lost on their way to us
        var next = passed(100);
        assertThat(next.sequence() - first.sequence()).isEqualTo(4);
        int missing = first.sequence() + 1 & 0xFFFF;
        tellB(0x81CD_0003, b.ssrc, first.ssrc(), missing << 16 | 0x0003);
        var nack = heardByA();
        assertThat(nack.getInt(0)).isEqualTo(0x81CD_0003);
        assertThat(nack.getInt(8)).isEqualTo(a.ssrc);
        assertThat(nack.getInt(12)).isEqualTo(sent << 16 | 0x0003);
        a.sequence = sent;
        assertThat(passed(100).sequence()).as("sent again, it has its place").isEqualTo(missing);
    }

    @Test
    void the_rate_that_a_receiver_can_take_reaches_the_sender() throws Exception {
        agree(Set.of(RtcpFeedback.REMB, RtcpFeedback.TMMBR));
        int ssrc = passed(100).ssrc();
        tellB(0x8FCE_0005, b.ssrc, 0, 0x5245_4D42, 0x0112_3456, ssrc);
        var remb = heardByA();
        assertThat(remb.getInt(0)).isEqualTo(0x8FCE_0005);
        assertThat(remb.getInt(16)).isEqualTo(0x0112_3456);
        assertThat(remb.getInt(20)).isEqualTo(a.ssrc);
        tellB(0x83CD_0004, b.ssrc, 0, ssrc, 0x1234_5678);
        var tmmbr = heardByA();
        assertThat(tmmbr.getInt(0)).isEqualTo(0x83CD_0004);
        assertThat(tmmbr.getInt(12)).isEqualTo(a.ssrc);
        assertThat(tmmbr.getInt(16)).isEqualTo(0x1234_5678);
    }

    @Test
    void feedback_that_was_not_agreed_is_not_passed() throws Exception {
        agree(Set.of(RtcpFeedback.PLI));
        var first = passed(100);
        heardByA();
        tellB(0x81CD_0003, b.ssrc, first.ssrc(), 0x0001_0000);
        tellB(0x81CE_0002, b.ssrc, first.ssrc());
        assertThat(heardByA().getInt(0)).as("the PLI behind the NACK").isEqualTo(0x81CE_0002);
    }

    @Test
    void a_port_asks_for_a_key_frame_when_ordered() throws Exception {
        agree(Set.of(RtcpFeedback.PLI));
        passed(100);
        heardByA();
        one.port().askForKeyFrame();
        assertThat(heardByA().getInt(8)).isEqualTo(a.ssrc);
    }
}

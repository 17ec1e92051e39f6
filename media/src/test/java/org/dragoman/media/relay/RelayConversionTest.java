package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.media.relay.RelayFixture.PCMA;
import static org.dragoman.media.relay.RelayFixture.flow;
import static org.dragoman.media.relay.RelayFixture.settle;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.codec.TestCodecs;
import org.dragoman.media.relay.RawPeer.Packet;
import org.dragoman.media.relay.RelayFixture.Ears;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calls whose sides do not use the same codec, over sockets.
class RelayConversionTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Codec SHIFTED = Codec.of("X-SHIFTED", 8_000);
    private static final Codec FAILING = Codec.of("X-FAILING", 8_000);
    private static final PayloadFormat SHIFTED_30 = new PayloadFormat(SHIFTED, 96, 30);

    private Relay relay;
    private RawPeer a;
    private RawPeer b;
    private MediaPlane.Opened one;
    private MediaPlane.Opened other;
    private final Ears ears = new Ears();

    @BeforeEach
    void open() throws Exception {
        relay = new Relay(RelayFixture.config(), TestCodecs.with(SHIFTED, FAILING));
        a = new RawPeer();
        b = new RawPeer();
        one = relay.open("left", ears);
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
    void what_needs_a_conversion_is_converted_and_regrouped_both_ways() throws Exception {
        agree(PCMA, SHIFTED_30);
        var atB = talk(a, one, b, 50, 8, 160);
        assertThat(atB).hasSizeGreaterThan(10).allMatch(p -> p.type() == 96);
        assertThat(atB).allMatch(p -> p.payload().length == 240);
        steps(atB, 240);
        assertThat(atB.getFirst().marker()).isTrue();
        var atA = talk(b, other, a, 40, 96, 240);
        assertThat(atA).hasSizeGreaterThan(20).allMatch(p -> p.type() == 8);
        assertThat(atA).allMatch(p -> p.payload().length == 160);
        steps(atA, 160);
        assertThat(relay.conversionsInUse()).isEqualTo(2);
    }

    @Test
    void from_relaying_to_converting_and_back_is_one_stream() throws Exception {
        agree(PCMA, PCMA);
        var converted = flow(b.address(), new PayloadFormat(SHIFTED, 96, 20));
        var relayed = flow(b.address(), PCMA);
        var heard =
                talk(
                        a,
                        one,
                        b,
                        175,
                        8,
                        160,
                        i -> {
                            if (i % 25 == 0 && i > 0) {
                                other.port().agree(i / 25 % 2 == 1 ? converted : relayed);
                            }
                        });
        var seams = new TreeMap<Integer, Integer>(); // by type: the shortest gap on the way to it
        for (int i = 1; i < heard.size(); i++) {
            var before = heard.get(i - 1);
            var now = heard.get(i);
            assertThat(now.ssrc()).isEqualTo(before.ssrc());
            assertThat(now.sequence()).isEqualTo(before.sequence() + 1 & 0xFFFF);
            int step = now.timestamp() - before.timestamp();
            assertThat(step).as("at packet %d of %d", i, heard.size()).isPositive();
            if (now.type() != before.type()) {
                seams.merge(now.type(), step, Math::min); // a busy machine may stand still at one
            }
        }
        assertThat(seams.keySet()).containsExactly(8, 96);
        assertThat(seams.values())
                .as("gaps of two frames at most, in timestamp units")
                .allMatch(step -> step <= 3 * 160);
        assertThat(heard.stream().filter(p -> p.type() == 8).toList().getLast().payload())
                .as("untouched again")
                .containsOnly(0x55);
        Eventually.isTrue(SOON, () -> relay.conversionsInUse() <= 1);
    }

    /// H.323 agrees on each direction by itself.
    @Test
    void h29_each_direction_is_decided_by_itself() throws Exception {
        one.port()
                .agree(
                        new MediaFlow(
                                Optional.of(a.address()),
                                Optional.empty(),
                                Optional.of(SHIFTED_30),
                                List.of(PCMA),
                                OptionalInt.empty(),
                                OptionalInt.empty(),
                                Direction.SEND_RECEIVE));
        other.port().agree(flow(b.address(), PCMA));
        settle(one, other);
        var atB = talk(a, one, b, 20, 8, 160);
        assertThat(atB).hasSizeGreaterThan(10).allMatch(p -> p.type() == 8);
        assertThat(atB.getLast().payload()).as("passed").containsOnly(0x55);
        var atA = talk(b, other, a, 20, 8, 160);
        assertThat(atA).isNotEmpty().allMatch(p -> p.type() == 96);
        assertThat(relay.conversionsInUse()).isEqualTo(1);
    }

    @Test
    void a_codec_that_fails_tells_the_call_and_harms_no_other() throws Exception {
        agree(PCMA, new PayloadFormat(FAILING, 97, 20));
        a.send(one.port().localRtp(), a.rtp(8, 160));
        Eventually.isTrue(SOON, () -> !ears.failures.isEmpty());
        assertThat(ears.failures).containsExactly("X-FAILING cannot go on");
        Eventually.isTrue(SOON, () -> relay.conversionsInUse() == 0);
        agree(PCMA, SHIFTED_30);
        assertThat(talk(a, one, b, 20, 8, 160)).isNotEmpty();
    }

    @Test
    void comfort_noise_and_digits_reach_the_conversion() throws Exception {
        var noise = new PayloadFormat(Codec.of("CN", 8_000), 13, 20);
        one.port().agree(with(a.address(), PCMA, noise));
        other.port().agree(flow(b.address(), new PayloadFormat(SHIFTED, 96, 20)));
        settle(one, other);
        talk(a, one, b, 10, 8, 160);
        var silence = a.rtp(13, 1);
        silence.put(12, (byte) 40);
        a.send(one.port().localRtp(), silence);
        var during = new ArrayList<Packet>();
        for (int i = 0; i < 20; i++) {
            b.receive(1_000).ifPresent(during::add);
        }
        assertThat(during).as("noise is made while nothing comes").hasSize(20);
        assertThat(during.getLast().payload()).as("and is noise").doesNotContain(0x7F, 0x7F, 0x7F);
    }

    @Test
    void a_call_that_ends_frees_its_codecs() throws Exception {
        for (int i = 0; i < 20; i++) {
            agree(PCMA, SHIFTED_30);
            a.send(one.port().localRtp(), a.rtp(8, 160));
            assertThat(b.receive()).isPresent();
            one.close();
            other.close();
            Eventually.isTrue(SOON, () -> relay.conversionsInUse() == 0);
            one = relay.open("left", ears);
            other = relay.open("right", new Ears());
            one.join(other);
        }
        assertThat(TestCodecs.open()).as("decoders and encoders not closed").isZero();
    }

    private void agree(PayloadFormat left, PayloadFormat right) throws Exception {
        one.port().agree(flow(a.address(), left));
        other.port().agree(flow(b.address(), right));
        settle(one, other);
    }

    private static MediaFlow with(
            InetSocketAddress remote, PayloadFormat sending, PayloadFormat also) {
        return new MediaFlow(
                Optional.of(remote),
                Optional.empty(),
                Optional.of(sending),
                List.of(sending, also),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Direction.SEND_RECEIVE);
    }

    /// Sends packets at their pace, and collects what arrives meanwhile.
    private static List<Packet> talk(
            RawPeer from, MediaPlane.Opened port, RawPeer to, int count, int type, int samples)
            throws Exception {
        return talk(from, port, to, count, type, samples, _ -> {});
    }

    private static List<Packet> talk(
            RawPeer from,
            MediaPlane.Opened port,
            RawPeer to,
            int count,
            int type,
            int samples,
            IntConsumer before)
            throws Exception {
        var arrived = new ArrayList<Packet>();
        long packetNanos = samples * 125_000L;
        long due = System.nanoTime();
        for (int i = 0; i < count; i++) {
            before.accept(i);
            ByteBuffer packet = from.rtp(type, samples);
            from.send(port.port().localRtp(), packet);
            due += packetNanos;
            while (System.nanoTime() < due) {
                to.receive(0).ifPresent(arrived::add);
                LockSupport.parkNanos(500_000);
            }
        }
        for (var late = to.receive(0); late.isPresent(); late = to.receive(0)) {
            arrived.add(late.get());
        }
        return arrived;
    }

    /// Sequence numbers without a seam, and timestamps that go on by packets: a machine that stands
    /// still may make a few longer steps, which follow the time.
    private static void steps(List<Packet> packets, int units) {
        int longer = 0;
        for (int i = 1; i < packets.size(); i++) {
            var before = packets.get(i - 1);
            var now = packets.get(i);
            assertThat(now.sequence()).isEqualTo(before.sequence() + 1 & 0xFFFF);
            int step = now.timestamp() - before.timestamp();
            assertThat(step).isGreaterThanOrEqualTo(units);
            longer += step == units ? 0 : 1;
        }
        assertThat(longer).isLessThan(packets.size() / 4);
    }
}

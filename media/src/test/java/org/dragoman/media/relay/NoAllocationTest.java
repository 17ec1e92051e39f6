package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.media.relay.RelayFixture.PCMA;
import static org.dragoman.media.relay.RelayFixture.PCMU;
import static org.dragoman.media.relay.RelayFixture.flow;
import static org.dragoman.media.relay.RelayFixture.settle;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.core.media.SrtpSuite;
import org.dragoman.media.relay.RelayFixture.Ears;
import org.junit.jupiter.api.Test;

/// The packet path makes no objects: the budget of DESIGN §6.
class NoAllocationTest {
    private static final int MEASURED = 200_000; // packets

    private static final int ENCRYPTED = 50_000; // packets

    /// Rounds until the compiler has done its work; on a busy machine that takes a while.
    private static final int MOST_ROUNDS = 8;

    /// What the loop may allocate beside packets while they pass: nothing is asked of it, but the
    /// virtual machine counts a thread's allocation in steps.
    private static final long ALLOWED = 4_096; // bytes

    private static final PayloadFormat VIDEO = new PayloadFormat(Codec.VP8, 96, 20);
    private static final int WHOLE = 1_200; // bytes of a picture's packet

    @Test
    void packets_pass_without_allocation() throws Exception {
        var config = RelayFixture.config().withLoops(1, false).withGather(Duration.ZERO);
        try (var relay = new Relay(config);
                var a = new RawPeer();
                var b = new RawPeer()) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            one.port().agree(flow(a.address(), PCMA));
            other.port().agree(flow(b.address(), PCMU));
            one.join(other);
            settle(one, other);
            long allocated = Long.MAX_VALUE;
            int rounds = 0;
            while (allocated > ALLOWED && rounds++ < MOST_ROUNDS) {
                long before = allocatedByLoop();
                exchange(a, b, one.port().localRtp(), other.port().localRtp(), MEASURED);
                allocated = allocatedByLoop() - before;
            }
            assertThat(allocated).as("bytes for %d packets", MEASURED).isLessThanOrEqualTo(ALLOWED);
            assertThat(one.port().statistics().packetsReceived())
                    .isEqualTo((long) rounds * MEASURED / 2);
        }
    }

    @Test
    void pictures_pass_without_allocation() throws Exception {
        var config = RelayFixture.config().withLoops(1, false).withGather(Duration.ZERO);
        try (var relay = new Relay(config);
                var a = new RawPeer();
                var b = new RawPeer()) {
            var one = relay.openVideo(relay.open("left", new Ears()), "left", new Ears());
            var other = relay.openVideo(relay.open("right", new Ears()), "right", new Ears());
            one.port().agree(flow(a.address(), VIDEO));
            other.port().agree(flow(b.address(), VIDEO));
            one.join(other);
            settle(one, other);
            long allocated = Long.MAX_VALUE;
            int rounds = 0;
            while (allocated > ALLOWED && rounds++ < MOST_ROUNDS) {
                long before = allocatedByLoop();
                for (int i = 0; i < MEASURED / 4; i++) {
                    a.send(one.port().localRtp(), a.rtp(VIDEO.payloadType(), WHOLE));
                    b.receive();
                }
                allocated = allocatedByLoop() - before;
            }
            assertThat(allocated).as("bytes for pictures").isLessThanOrEqualTo(ALLOWED);
            assertThat(one.port().statistics().packetsReceived())
                    .isEqualTo((long) rounds * MEASURED / 4);
        }
    }

    /// From a leg by OpenSSL's AES-GCM to one by AES-CM and HMAC, and back.
    @Test
    void encrypted_packets_pass_without_allocation() throws Exception {
        var config = RelayFixture.config().withLoops(1, false).withGather(Duration.ZERO);
        try (var relay = new Relay(config);
                var a = new EncryptedPeer(SrtpSuite.AEAD_AES_256_GCM);
                var b = new EncryptedPeer(SrtpSuite.AES_CM_128_HMAC_SHA1_80)) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            one.port().agree(a.flow(PCMA));
            other.port().agree(b.flow(PCMA));
            one.join(other);
            settle(one, other);
            long allocated = Long.MAX_VALUE;
            for (int round = 0; allocated > ALLOWED && round < MOST_ROUNDS; round++) {
                long before = allocatedByLoop();
                for (int i = 0; i < ENCRYPTED / 2; i++) {
                    a.send(one.port().localRtp());
                    b.hear();
                    b.send(other.port().localRtp());
                    a.hear();
                }
                allocated = allocatedByLoop() - before;
            }
            assertThat(allocated)
                    .as("bytes for %d packets", ENCRYPTED)
                    .isLessThanOrEqualTo(ALLOWED);
            assertThat(one.port().statistics().packetsDropped()).isZero();
        }
    }

    private static void exchange(
            RawPeer a, RawPeer b, InetSocketAddress toA, InetSocketAddress toB, int packets)
            throws Exception {
        for (int i = 0; i < packets / 2; i++) {
            a.send(toA, a.rtp(8, 160));
            b.send(toB, b.rtp(0, 160));
            b.receive();
            a.receive();
        }
    }

    private static long allocatedByLoop() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().equals("media-0")) {
                return threads.getThreadAllocatedBytes(id);
            }
        }
        throw new AssertionError("the loop runs");
    }
}

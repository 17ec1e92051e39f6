package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.media.relay.RelayFixture.PCMA;
import static org.dragoman.media.relay.RelayFixture.PCMU;
import static org.dragoman.media.relay.RelayFixture.flow;
import static org.dragoman.media.relay.RelayFixture.settle;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.codec.G711;
import org.dragoman.media.relay.RawPeer.Packet;
import org.dragoman.media.relay.RelayFixture.Ears;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two joined ports and a third one share a room: a, b and c hear one another over sockets. Each
/// says a level that never changes, so that a sum can be told from its parts.
class RelayRoomTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int A = 2_000;
    private static final int B = 5_000;
    private static final int C = 11_000;

    private Relay relay;
    private Voice a;
    private Voice b;
    private Voice c;
    private MediaPlane.Room room;

    /// A peer that says one level, and the level it heard last.
    private static final class Voice implements AutoCloseable {
        final RawPeer peer;
        final MediaPlane.Opened port;
        private final PayloadFormat format;
        private final byte octet;
        int heard;
        int packets;

        Voice(Relay relay, PayloadFormat format, int level) throws Exception {
            this.format = format;
            octet = format == PCMA ? G711.compressA(level) : G711.compressMu(level);
            peer = new RawPeer();
            port = relay.open("trunk", new Ears());
            agree(Direction.SEND_RECEIVE);
        }

        void agree(Direction direction) throws IOException {
            port.port().agree(flow(peer.address(), format, direction));
        }

        void speak() throws Exception {
            var packet = peer.rtp(format.payloadType(), 160);
            Arrays.fill(packet.array(), packet.arrayOffset() + 12, packet.limit(), octet);
            peer.send(port.port().localRtp(), packet);
        }

        void listen() throws Exception {
            for (var got = peer.receive(0); got.isPresent(); got = peer.receive(0)) {
                take(got.get());
            }
        }

        private void take(Packet packet) {
            byte[] payload = packet.payload();
            byte last = payload[payload.length - 1];
            heard = format == PCMA ? G711.expandA(last) : G711.expandMu(last);
            packets++;
        }

        boolean hears(int level) {
            return Math.abs(heard - level) <= level / 16 + 100;
        }

        @Override
        public void close() throws IOException {
            port.close();
            peer.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        relay = new Relay(RelayFixture.config());
        a = new Voice(relay, PCMU, A);
        b = new Voice(relay, PCMU, B);
        c = new Voice(relay, PCMA, C);
        a.port.join(b.port);
        settle(a.port, b.port);
        room = relay.openRoom().orElseThrow();
    }

    @AfterEach
    void close() throws Exception {
        a.close();
        b.close();
        c.close();
        Eventually.isTrue(SOON, () -> relay.conversionsInUse() == 0);
        relay.close();
    }

    private void meet() {
        for (var voice : List.of(a, b, c)) {
            assertThat(voice.port.enter(room)).isTrue();
        }
    }

    /// Those who speak do so at their pace, until it is so.
    private void until(String what, BooleanSupplier so, Voice... speaking) throws Exception {
        long due = System.nanoTime();
        long deadline = due + SOON.toNanos();
        while (!so.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("%s; heard %d, %d, %d", what, a.heard, b.heard, c.heard)
                    .isLessThan(deadline);
            for (var voice : speaking) {
                voice.speak();
            }
            due += 20_000_000;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            a.listen();
            b.listen();
            c.listen();
        }
    }

    @Test
    void each_hears_the_two_others() throws Exception {
        meet();
        until("three", () -> a.hears(B + C) && b.hears(A + C) && c.hears(A + B), a, b, c);
    }

    @Test
    void who_leaves_leaves_the_others_as_they_were() throws Exception {
        meet();
        until("three", () -> a.hears(B + C), a, b, c);
        c.port.leave();
        until("two in the room", () -> a.hears(B) && b.hears(A), a, b, c);
        a.port.leave();
        b.port.leave();
        Eventually.isTrue(SOON, () -> relay.conversionsInUse() == 0);
        until("two joined", () -> a.hears(B) && b.hears(A), a, b, c);
        assertThat(a.port.enter(room)).as("a room that is over").isFalse();
    }

    @Test
    void who_only_listens_hears_the_others_and_who_is_on_hold_hears_nothing() throws Exception {
        meet();
        until("no word of c", () -> c.hears(A + B) && a.hears(B), a, b);
        c.agree(Direction.INACTIVE);
        settle(c.port);
        c.listen();
        int before = c.packets;
        int sinceThen = b.packets + 50;
        until("c on hold", () -> b.packets > sinceThen && a.hears(B), a, b, c);
        assertThat(c.packets).isEqualTo(before);
        c.agree(Direction.SEND_RECEIVE);
        until("c is back", () -> a.hears(B + C) && c.hears(A + B), a, b, c);
    }

    @Test
    void a_port_that_closes_leaves_and_enters_no_more() throws Exception {
        meet();
        until("three", () -> b.hears(A + C), a, b, c);
        c.port.close();
        until("two", () -> b.hears(A), a, b);
        assertThat(c.port.enter(room)).isFalse();
        c.peer.close();
        c = new Voice(relay, PCMA, C);
        assertThat(c.port.enter(room)).isTrue();
        until("three again", () -> b.hears(A + C), a, b, c);
    }
}

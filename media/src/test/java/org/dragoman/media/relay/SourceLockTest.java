package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import org.dragoman.media.relay.linux.PeerAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// H35: who is the peer, and who is a stranger.
class SourceLockTest {
    private static final PeerAddress SIGNALLED = address("192.0.2.10", 5_000);
    private static final PeerAddress NAT = address("198.51.100.7", 61_000);
    private static final PeerAddress STRANGER = address("203.0.113.66", 40_000);
    private static final PeerAddress OTHER_PORT = address("192.0.2.10", 5_002);
    private static final PeerAddress NEIGHBOUR = address("192.0.2.77", 5_000);

    private final MemorySegment memory = Arena.ofAuto().allocate(PeerAddress.LARGEST, 8);

    @Test
    void the_signalled_address_is_the_peer_and_nobody_else_is_any_more() {
        var lock = lock(SourcePolicy.ANY);
        assertThat(lock.destination()).isEqualTo(SIGNALLED);
        assertThat(hears(lock, SIGNALLED)).isTrue();
        assertThat(hears(lock, STRANGER)).isFalse();
        assertThat(hears(lock, OTHER_PORT)).isFalse();
        assertThat(hears(lock, SIGNALLED)).isTrue();
        assertThat(lock.destination()).isEqualTo(SIGNALLED);
    }

    @Test
    void a_peer_behind_address_translation_is_learned_once() {
        var lock = lock(SourcePolicy.ANY);
        assertThat(hears(lock, NAT)).isTrue();
        assertThat(lock.destination()).isEqualTo(NAT);
        assertThat(hears(lock, STRANGER)).isFalse();
        assertThat(hears(lock, NAT)).isTrue();
    }

    @Test
    void the_signalled_address_wins_whenever_it_is_heard() {
        var lock = lock(SourcePolicy.ANY);
        assertThat(hears(lock, STRANGER)).isTrue();
        assertThat(hears(lock, SIGNALLED)).isTrue();
        assertThat(hears(lock, STRANGER)).isFalse();
        assertThat(lock.destination()).isEqualTo(SIGNALLED);
    }

    @Test
    void nothing_signalled_means_the_first_heard() {
        var lock = new SourceLock(SourcePolicy.ANY);
        assertThat(lock.destination().isNone()).isTrue();
        assertThat(hears(lock, NAT)).isTrue();
        assertThat(hears(lock, STRANGER)).isFalse();
        assertThat(lock.destination()).isEqualTo(NAT);
    }

    @Test
    void another_address_agreed_starts_anew() {
        var lock = lock(SourcePolicy.ANY);
        hears(lock, SIGNALLED);
        lock.agree(NEIGHBOUR);
        assertThat(lock.destination()).isEqualTo(NEIGHBOUR);
        assertThat(hears(lock, NAT)).isTrue();
        assertThat(hears(lock, SIGNALLED)).isFalse();
    }

    @Test
    void the_same_address_agreed_again_keeps_the_lock_but_lets_a_latch_move() {
        var locked = lock(SourcePolicy.ANY);
        hears(locked, SIGNALLED);
        locked.agree(SIGNALLED);
        assertThat(hears(locked, STRANGER)).isFalse();
        var latched = lock(SourcePolicy.ANY);
        hears(latched, NAT);
        latched.agree(SIGNALLED);
        assertThat(latched.destination()).isEqualTo(NAT);
        var moved = address("198.51.100.7", 62_000);
        assertThat(hears(latched, moved)).isTrue();
        assertThat(latched.destination()).isEqualTo(moved);
    }

    @Test
    void only_the_network_of_the_peer_where_so_configured() {
        var lock = lock(SourcePolicy.SAME_NETWORK);
        assertThat(hears(lock, STRANGER)).isFalse();
        assertThat(hears(lock, NEIGHBOUR)).isTrue();
        assertThat(lock.destination()).isEqualTo(NEIGHBOUR);
    }

    @Test
    void only_the_host_of_the_peer_where_so_configured() {
        var lock = lock(SourcePolicy.SIGNALLED);
        assertThat(hears(lock, NEIGHBOUR)).isFalse();
        assertThat(hears(lock, OTHER_PORT)).isTrue();
        assertThat(hears(lock, SIGNALLED)).isTrue();
        assertThat(hears(lock, OTHER_PORT)).isTrue();
        assertThat(lock.destination()).isEqualTo(SIGNALLED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "255.255.255.255", "2001:db8::7", "fe80::1%1", "::1"})
    void addresses_are_what_the_kernel_writes(String host) {
        var socketAddress = new InetSocketAddress(host, 54_321);
        var address = PeerAddress.of(socketAddress);
        address.write(memory, 0);
        assertThat(address.isAt(memory, 0)).isTrue();
        assertThat(PeerAddress.read(memory, 0)).isEqualTo(address);
        assertThat(address.toSocketAddress()).isEqualTo(socketAddress);
        assertThat(address.port()).isEqualTo(54_321);
        assertThat(memory.get(java.lang.foreign.ValueLayout.JAVA_BYTE, 2))
                .isEqualTo((byte) (54_321 >> 8)); // network order
    }

    private static SourceLock lock(SourcePolicy policy) {
        var lock = new SourceLock(policy);
        lock.agree(SIGNALLED);
        return lock;
    }

    private boolean hears(SourceLock lock, PeerAddress from) {
        from.write(memory, 0);
        return lock.accepts(memory, 0);
    }

    private static PeerAddress address(String host, int port) {
        return PeerAddress.of(new InetSocketAddress(host, port));
    }
}

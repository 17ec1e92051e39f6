package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Optional;
import java.util.Random;
import org.dragoman.media.relay.linux.PeerAddress;
import org.junit.jupiter.api.Test;

class SourceTableTest {
    private static final int STEPS = 200_000;

    private record Key(int socket, PeerAddress source) {}

    private final SourceTable<Integer> table = new SourceTable<>();
    private final Random random = new Random(7983);
    private final MemorySegment kernel = Arena.ofAuto().allocate(64);

    /// Against a map of Java's own, with few addresses, so that places are taken and freed often.
    @Test
    void itIsAMap() throws UnknownHostException {
        var map = new HashMap<Key, Integer>();
        for (int step = 0; step < STEPS; step++) {
            var key = new Key(random.nextInt(3), address());
            int port = random.nextInt(5);
            if (random.nextInt(3) > 0) {
                table.put(key.socket(), key.source(), port);
                map.put(key, port);
            } else {
                table.remove(key.socket(), key.source(), port);
                map.remove(key, port);
            }
            assertThat(find(key)).isEqualTo(Optional.ofNullable(map.get(key)));
            if (step % 1_000 == 0) {
                map.forEach((k, p) -> assertThat(find(k)).hasValue(p));
                assertThat(table.size()).isEqualTo(map.size());
            }
        }
        assertThat(map).hasSizeGreaterThan(100);
    }

    private Optional<Integer> find(Key key) {
        key.source().write(kernel, 32);
        return table.find(key.socket(), kernel, 32);
    }

    private PeerAddress address() throws UnknownHostException {
        var ip = new byte[random.nextBoolean() ? 4 : 16];
        ip[0] = 32;
        ip[ip.length - 1] = (byte) random.nextInt(16);
        int port = 1 + random.nextInt(16);
        return PeerAddress.of(new InetSocketAddress(InetAddress.getByAddress(ip), port));
    }
}

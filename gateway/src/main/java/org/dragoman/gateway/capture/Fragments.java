package org.dragoman.gateway.capture;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Puts the fragments of IP packets together. Bounded: the packet that waits longest is given up.
final class Fragments {
    private static final int WAITING = 64; // packets
    private static final int PARTS = 64; // of one packet
    private static final int LARGEST = 65_535; // octets of a packet, RFC 791 §3.1

    private final Map<Key, Parts> waiting = new LinkedHashMap<>();

    record Key(InetAddress from, InetAddress to, int protocol, int identification) {}

    private static final class Parts {
        private final TreeMap<Integer, byte[]> byOffset = new TreeMap<>();
        private int end = -1;

        Optional<ByteBuffer> whole() {
            int at = 0;
            for (var part : byOffset.entrySet()) {
                if (part.getKey() > at) {
                    return Optional.empty();
                }
                at = Math.max(at, part.getKey() + part.getValue().length);
            }
            if (end < 0 || at < end) {
                return Optional.empty();
            }
            var whole = ByteBuffer.allocate(at);
            byOffset.forEach((offset, octets) -> whole.put(offset, octets));
            return Optional.of(whole.limit(end));
        }
    }

    /// Takes a fragment; the whole packet where it was the last one missing.
    Optional<ByteBuffer> take(Key key, int offset, boolean more, ByteBuffer content) {
        if (offset + content.remaining() > LARGEST) {
            return Optional.empty();
        }
        if (waiting.size() >= WAITING && !waiting.containsKey(key)) {
            waiting.remove(waiting.keySet().iterator().next());
        }
        var parts = waiting.computeIfAbsent(key, _ -> new Parts());
        byte[] octets = new byte[content.remaining()];
        content.get(octets);
        if (parts.byOffset.size() < PARTS) {
            parts.byOffset.put(offset, octets);
        }
        if (!more) {
            parts.end = offset + octets.length;
        }
        var whole = parts.whole();
        whole.ifPresent(_ -> waiting.remove(key));
        return whole;
    }
}

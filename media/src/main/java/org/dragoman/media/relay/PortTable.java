package org.dragoman.media.relay;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The ports of one loop by slot: a small number that the kernel gives back with an event.
final class PortTable {
    private final BitSet taken = new BitSet();
    private @Nullable RelayPort[] ports = new RelayPort[64];

    int add(RelayPort port) {
        int slot = taken.nextClearBit(0);
        taken.set(slot);
        if (slot == ports.length) {
            ports = Arrays.copyOf(ports, 2 * slot);
        }
        ports[slot] = port;
        return slot;
    }

    void remove(int slot) {
        taken.clear(slot);
        ports[slot] = null;
    }

    /// The port, or nothing when it was closed a moment ago.
    Optional<RelayPort> at(int slot) {
        return Optional.ofNullable(ports[slot]);
    }

    /// Slots there are, taken or not.
    int slots() {
        return ports.length;
    }

    List<RelayPort> all() {
        return Arrays.stream(ports).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
    }
}

package org.dragoman.media.relay;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// The ports of one loop by slot: a small number that the kernel gives back with an event.
final class PortTable {
    private final BitSet taken = new BitSet();
    private final List<Optional<RelayPort>> ports = new ArrayList<>(); // made once for each port

    int add(RelayPort port) {
        int slot = taken.nextClearBit(0);
        taken.set(slot);
        if (slot == ports.size()) {
            ports.add(Optional.of(port));
        } else {
            ports.set(slot, Optional.of(port));
        }
        return slot;
    }

    void remove(int slot) {
        taken.clear(slot);
        ports.set(slot, Optional.empty());
    }

    /// The port, or nothing when it was closed a moment ago.
    Optional<RelayPort> at(int slot) {
        return ports.get(slot);
    }

    /// Slots there are, taken or not.
    int slots() {
        return ports.size();
    }

    List<RelayPort> all() {
        return ports.stream().flatMap(Optional::stream).toList();
    }
}

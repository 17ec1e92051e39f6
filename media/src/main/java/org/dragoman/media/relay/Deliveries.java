package org.dragoman.media.relay;

import java.util.ArrayList;

/// The ports of a loop whose sound is being converted: looked at when the workers say that there is
/// something to send.
final class Deliveries {
    private final ArrayList<RelayPort> ports = new ArrayList<>();
    private final Sender sender;

    /// Sends what was made of a port's sound. Must not change the list.
    interface Sender {
        void deliver(RelayPort port, long nanos);
    }

    Deliveries(Sender sender) {
        this.sender = sender;
    }

    /// Puts a port on the list, once, if its sound is converted.
    void look(RelayPort port) {
        var live = port.live();
        if (live.isConverting() && !live.delivered) {
            live.delivered = true;
            ports.add(port);
        }
    }

    void remove(RelayPort port) {
        if (port.live().delivered) {
            port.live().delivered = false;
            ports.remove(port);
        }
    }

    void deliver(long nanos) {
        for (int i = ports.size() - 1; i >= 0; i--) {
            var port = ports.get(i);
            sender.deliver(port, nanos);
            if (!port.live().isConverting()) {
                port.live().delivered = false;
                ports.set(i, ports.getLast());
                ports.removeLast();
            }
        }
    }
}

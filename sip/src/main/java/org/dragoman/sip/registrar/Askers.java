package org.dragoman.sip.registrar;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/// Clients that were asked who they are. One that was, and asks again instead of answering, has not
/// understood the question: baresip 1.0.0 (libre 1.x) gives up when it meets a digest that it does
/// not know, even beside one it does. It is asked in the oldest way from then on, which it could
/// have chosen anyway. Safe from any thread; the clients heard of last are remembered.
final class Askers {
    private static final int REMEMBERED = 10_000;

    private final Map<Client, Boolean> waiting = new Latest(); // for an answer
    private final Map<Client, Boolean> simple = new Latest();

    /// - {@code from}: who it says it is.
    record Client(InetAddress address, String from) {}

    private static final class Latest extends LinkedHashMap<Client, Boolean> {
        private static final long serialVersionUID = 1;

        Latest() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Client, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }

    /// Notes that a client is asked.
    ///
    /// - Returns: whether it is to be asked in the oldest way.
    synchronized boolean asked(Client client) {
        if (waiting.put(client, true) != null) {
            simple.put(client, true);
        }
        return simple.containsKey(client);
    }

    /// A client answered, rightly or not.
    synchronized void answered(Client client) {
        waiting.remove(client);
    }

    synchronized boolean isSimple(Client client) {
        return simple.containsKey(client);
    }
}

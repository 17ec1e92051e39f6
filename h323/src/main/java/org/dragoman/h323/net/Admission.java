package org.dragoman.h323.net;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/// Counts who is inside, so that nobody can fill the house: neither all together nor one
/// source.
final class Admission {
    private final int most;
    private final int mostPerSource;
    private final Map<InetAddress, Integer> inside = new HashMap<>();
    private int total;

    Admission(int most, int mostPerSource) {
        this.most = most;
        this.mostPerSource = mostPerSource;
    }

    synchronized boolean enter(InetAddress source) {
        int now = inside.getOrDefault(source, 0);
        if (total >= most || now >= mostPerSource) {
            return false;
        }
        inside.put(source, now + 1);
        total++;
        return true;
    }

    synchronized void leave(InetAddress source) {
        inside.computeIfPresent(source, (_, now) -> now == 1 ? null : now - 1);
        total--;
    }

    synchronized int inside() {
        return total;
    }
}

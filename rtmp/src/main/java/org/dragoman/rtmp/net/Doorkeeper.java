package org.dragoman.rtmp.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts who is in, of all and of each address, and lets nobody in beyond what is allowed.
final class Doorkeeper {
    private static final Logger LOGGER = LoggerFactory.getLogger(Doorkeeper.class);

    private final RtmpListener.Limits limits;
    private final AtomicInteger all = new AtomicInteger();
    private final Map<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();

    Doorkeeper(RtmpListener.Limits limits) {
        this.limits = limits;
    }

    /// Whether this one may come in. Who may not is counted all the same until {@link #leaves}.
    boolean admits(InetSocketAddress who) {
        int ofAddress = perAddress.merge(who.getAddress(), 1, Integer::sum);
        boolean may =
                all.incrementAndGet() <= limits.connections() && ofAddress <= limits.perAddress();
        if (!may) {
            LOGGER.atInfo()
                    .addKeyValue("event", "rtmp.refused")
                    .addKeyValue("address", who)
                    .log("too many connections");
        }
        return may;
    }

    /// Called once for each call of {@link #admits}.
    void leaves(InetSocketAddress who) {
        all.decrementAndGet();
        perAddress.computeIfPresent(who.getAddress(), (_, count) -> count <= 1 ? null : count - 1);
    }

    int inside() {
        return all.get();
    }
}

package org.dragoman.gateway.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dragoman.core.link.MessageBudget;

/// How much one address may ask, and hold open. Safe from any thread. Bounded: the addresses heard
/// of last are remembered.
final class Rates {
    private static final int REMEMBERED = 20_000; // addresses
    private static final int BURST = 10; // times what is allowed in a second
    private static final int PREFIX = 8; // bytes: a /64 is one subscriber (RFC 6177)

    private final WebConfig.Limits limits;
    private final InstantSource time;
    private final Map<InetAddress, Integer> open = new HashMap<>();
    private final Map<InetAddress, MessageBudget> budgets =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<InetAddress, MessageBudget> eldest) {
                    return size() > REMEMBERED;
                }
            };

    Rates(WebConfig.Limits limits, InstantSource time) {
        this.limits = limits;
        this.time = time;
    }

    /// Takes one request off what the address may ask; false where it asked too much.
    synchronized boolean take(InetAddress address) {
        int perSecond = limits.requestsPerSecond();
        return budgets.computeIfAbsent(
                        subscriber(address), _ -> new MessageBudget(BURST * perSecond, perSecond))
                .take(time.instant());
    }

    /// Enters a WebSocket of the address; false where it has so many that no other is taken.
    synchronized boolean enter(InetAddress address) {
        var subscriber = subscriber(address);
        int before = open.getOrDefault(subscriber, 0);
        if (before >= limits.socketsPerAddress()) {
            return false;
        }
        open.put(subscriber, before + 1);
        return true;
    }

    /// Takes away a WebSocket that was entered.
    synchronized void leave(InetAddress address) {
        open.computeIfPresent(subscriber(address), (_, count) -> count == 1 ? null : count - 1);
    }

    private static InetAddress subscriber(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        var prefix = address.getAddress();
        Arrays.fill(prefix, PREFIX, prefix.length, (byte) 0);
        try {
            return InetAddress.getByAddress(prefix);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has the length of an address", e);
        }
    }
}

package org.dragoman.core.link;

import java.time.Duration;
import java.time.Instant;

/// How many messages a link may bring: so many at once, and then so many a second. For one thread
/// at a time.
public final class MessageBudget {
    private final int burst;
    private final double perSecond;
    private double left;
    private Instant last = Instant.MIN;

    /// - {@code burst}: messages that may come at once.
    /// - {@code perSecond}: messages that may come for ever.
    public MessageBudget(int burst, double perSecond) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.left = burst;
    }

    /// Takes one message off. False: this is a flood, and the link is to be closed with
    /// {@link WebSocketLink#POLICY}.
    public boolean take(Instant now) {
        if (last.isBefore(now)) {
            double elapsed =
                    last.equals(Instant.MIN) ? 0 : Duration.between(last, now).toNanos() / 1e9;
            left = Math.min(burst, left + elapsed * perSecond);
            last = now;
        }
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}

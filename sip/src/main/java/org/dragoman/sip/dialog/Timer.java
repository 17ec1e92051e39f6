package org.dragoman.sip.dialog;

import java.time.Duration;

/// The timers of a leg. Each runs at most once at a time.
public enum Timer {
    /// An INVITE of ours got no reply at all.
    REPLY,
    /// An INVITE of ours got no final response.
    RING,
    /// The 200 to an INVITE must be repeated (RFC 3261 §13.3.1.4).
    RESEND_OK,
    /// A reliable provisional response must be repeated (RFC 3262 §3).
    RESEND_RELIABLE,
    /// An unreliable one must be repeated, so that proxies keep waiting (RFC 3261 §13.3.1.1).
    REPEAT_PROVISIONAL,
    /// The core owes an answer to an offer of the peer.
    ANSWER_OWED,
    /// After a 491, before the next try (RFC 3261 §14.1).
    GLARE,
    /// The session must be refreshed by us (RFC 4028 §7.2).
    REFRESH,
    /// The session was not refreshed (RFC 4028 §10).
    EXPIRY,
    /// A peer without session timers must be asked whether it still knows the call.
    KEEP_ALIVE,
    /// More digits are waited for.
    DIGITS,
    /// The peer does not confirm the end.
    END;

    static final Duration T1 = Duration.ofMillis(500); // RFC 3261 §17.1.1.1
    static final Duration T2 = Duration.ofSeconds(4);
    static final Duration GIVE_UP = T1.multipliedBy(64);
    static final Duration REPEAT = Duration.ofMinutes(1); // RFC 3261 §13.3.1.1
    static final Duration CORE_ANSWERS = Duration.ofSeconds(8); // well below the peer's 32 s
    static final Duration UPDATE_ANSWERS = Duration.ofSeconds(3); // non-INVITE: answer soon
    static final Duration NEXT_DIGIT = Duration.ofSeconds(30); // the core's own timer is shorter
    static final Duration CONFIRM_END = Duration.ofSeconds(2); // the transaction outlives the leg

    /// The next interval of what is repeated: doubled up to the longest, and never past the moment
    /// to give up.
    static Duration next(Duration interval, Duration waited, Duration longest) {
        var doubled = interval.multipliedBy(2);
        var next = doubled.compareTo(longest) > 0 ? longest : doubled;
        var left = GIVE_UP.minus(waited);
        return next.compareTo(left) > 0 ? left : next;
    }
}

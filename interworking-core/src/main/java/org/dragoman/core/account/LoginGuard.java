package org.dragoman.core.account;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Slows down who guesses passwords, whatever the protocol. Wrong ones are counted for each pair of
/// address and account, for each address and for each account; who has too many is not listened to
/// for a while. A pair that logged in rightly not long ago counts by itself alone: so nobody locks
/// others out by guessing at their accounts, or from behind the same address.
///
/// Safe from any thread. Bounded: the pairs heard of last are remembered.
public final class LoginGuard {
    /// - {@code ofPair}, {@code ofAddress}, {@code ofAccount}: wrong passwords within the
    ///   {@code window} that are borne.
    /// - {@code penalty}: how long one is not listened to then.
    public record Limits(
            int ofPair, int ofAddress, int ofAccount, Duration window, Duration penalty) {
        public static final Limits DEFAULT =
                new Limits(10, 50, 100, Duration.ofMinutes(10), Duration.ofMinutes(10));
    }

    private static final int REMEMBERED = 10_000; // of each kind
    private static final Duration GOOD = Duration.ofHours(24);

    private final Limits limits;
    private final InstantSource time;
    private final Map<Pair, Wrong> pairs = new Latest<>();
    private final Map<InetAddress, Wrong> addresses = new Latest<>();
    private final Map<String, Wrong> accounts = new Latest<>();
    private final Map<Pair, Instant> good = new Latest<>();

    private record Pair(InetAddress address, String account) {}

    private record Wrong(int count, Instant since, Instant last) {}

    private static final class Latest<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        Latest() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > REMEMBERED;
        }
    }

    public LoginGuard(Limits limits, InstantSource time) {
        this.limits = limits;
        this.time = time;
    }

    /// Whether a login may be tried at all; nothing is to be looked up for one that may not.
    public synchronized boolean listensTo(InetAddress address, String account) {
        var now = time.instant();
        var pair = new Pair(address, account);
        if (isTooMuch(pairs.get(pair), limits.ofPair(), now)) {
            return false;
        }
        var since = good.get(pair);
        return since != null && since.plus(GOOD).isAfter(now)
                || !isTooMuch(addresses.get(address), limits.ofAddress(), now)
                        && !isTooMuch(accounts.get(account), limits.ofAccount(), now);
    }

    private boolean isTooMuch(@Nullable Wrong wrong, int most, Instant now) {
        return wrong != null
                && wrong.count() >= most
                && wrong.last().plus(limits.penalty()).isAfter(now);
    }

    /// Someone had the wrong password, or named an account that is none.
    ///
    /// - Returns: whether this was the one too many: worth a line in the log.
    public synchronized boolean wrong(InetAddress address, String account) {
        var now = time.instant();
        boolean before = listensTo(address, account);
        pairs.merge(new Pair(address, account), new Wrong(1, now, now), this::more);
        addresses.merge(address, new Wrong(1, now, now), this::more);
        accounts.merge(account, new Wrong(1, now, now), this::more);
        return before && !listensTo(address, account);
    }

    private Wrong more(Wrong old, Wrong fresh) {
        return old.since().plus(limits.window()).isAfter(fresh.last())
                ? new Wrong(old.count() + 1, old.since(), fresh.last())
                : fresh;
    }

    /// Someone proved who it is.
    public synchronized void right(InetAddress address, String account) {
        var pair = new Pair(address, account);
        pairs.remove(pair);
        good.put(pair, time.instant());
    }
}

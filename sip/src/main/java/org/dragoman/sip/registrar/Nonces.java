package org.dragoman.sip.registrar;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The nonces of challenges. One that nobody has used is kept nowhere: it carries when it was made,
/// and a seal that only we can make. What is kept is how often each was used, so that nothing that
/// was sent once is good for a second time.
///
/// - Bounded: where too many are in use, the oldest count as stale.
/// - Source: RFC 7616 §3.3 (nonce, stale), §3.4 (nc), §5.4 (replays).
final class Nonces {
    static final Duration GOOD = Duration.ofMinutes(5);
    private static final int USED = 50_000;
    private static final int SEAL = 16; // octets
    private static final int LENGTH = 2 * Long.BYTES + SEAL;
    private static final int WINDOW = 64; // uses that may overtake one another

    private final InstantSource time;
    private final RandomGenerator random;
    private final SecretKeySpec key;
    private final Map<String, Uses> used = new LinkedHashMap<>();
    private Instant oldest = Instant.MIN; // what was made before is stale

    /// Which counts of a nonce were seen: the highest, and of those below it one bit each.
    private static final class Uses {
        final Instant made;
        long highest;
        long seen;

        Uses(Instant made) {
            this.made = made;
        }

        boolean add(long count) {
            if (count > highest) {
                long up = count - highest;
                seen = up >= WINDOW ? 1 : seen << up | 1;
                highest = count;
                return true;
            }
            long back = highest - count;
            if (back >= WINDOW || (seen >>> back & 1) != 0) {
                return false;
            }
            seen |= 1L << back;
            return true;
        }
    }

    /// - {@code random}: cannot be guessed.
    Nonces(InstantSource time, RandomGenerator random) {
        this.time = time;
        this.random = random;
        var bytes = new byte[32];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    String make() {
        var body = ByteBuffer.allocate(LENGTH);
        body.putLong(time.millis()).putLong(random.nextLong());
        body.put(seal(body.array()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(body.array());
    }

    private byte[] seal(byte[] nonce) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(nonce, 0, 2 * Long.BYTES);
            return Arrays.copyOf(mac.doFinal(), SEAL);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC with SHA-256", e);
        }
    }

    /// Uses a nonce. False: it is not ours, too old, or was used so before.
    ///
    /// - {@code count}: nc.
    synchronized boolean use(String nonce, long count) {
        var made = made(nonce);
        var now = time.instant();
        if (made.plus(GOOD).isBefore(now) || made.isBefore(oldest) || made.isAfter(now)) {
            return false;
        }
        forget(now);
        return used.computeIfAbsent(nonce, _ -> new Uses(made)).add(count);
    }

    // long ago for what is not ours
    private Instant made(String nonce) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException notOurs) {
            return Instant.EPOCH;
        }
        boolean ours =
                bytes.length == LENGTH
                        && MessageDigest.isEqual(
                                seal(bytes), Arrays.copyOfRange(bytes, LENGTH - SEAL, LENGTH));
        return ours ? Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong()) : Instant.EPOCH;
    }

    private void forget(Instant now) {
        var each = used.values().iterator();
        while (each.hasNext()) { // in the order of their first use
            var next = each.next();
            boolean tooMany = used.size() >= USED;
            if (!tooMany && !next.made.plus(GOOD).isBefore(now)) {
                return;
            }
            if (tooMany && next.made.isAfter(oldest)) {
                oldest = next.made;
            }
            each.remove();
        }
    }
}

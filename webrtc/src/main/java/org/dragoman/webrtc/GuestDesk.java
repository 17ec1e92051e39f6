package org.dragoman.webrtc;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.link.MessageBudget;
import org.dragoman.webrtc.signal.ClientMessage;
import org.dragoman.webrtc.signal.GuestToken;
import org.dragoman.webrtc.signal.Refusal;
import org.dragoman.webrtc.signal.Refusal.Code;

/// Lets guests in and counts their calls. Safe from any thread. Bounded: the addresses heard of
/// last are remembered.
final class GuestDesk {
    private static final int REMEMBERED = 10_000; // addresses
    private static final double HOUR = Duration.ofHours(1).toSeconds();

    private final GuestPolicy policy;
    private final InstantSource time;
    private final Map<String, Integer> calls = new HashMap<>(); // by number
    private final Map<InetAddress, MessageBudget> budgets =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<InetAddress, MessageBudget> eldest) {
                    return size() > REMEMBERED;
                }
            };

    GuestDesk(GuestPolicy policy, InstantSource time) {
        this.policy = policy;
        this.time = time;
    }

    /// - Returns: what the guest is called by those he calls, if anything.
    Optional<String> admit(ClientMessage.Guest guest) throws Refusal {
        if (!policy.allows(guest.to())) {
            throw refused(guest.ref(), "to", "Guests may not call this number.");
        }
        if (policy.secret().isEmpty()) {
            return guest.name();
        }
        var token =
                guest.token()
                        .flatMap(t -> GuestToken.read(t, policy.secret().get()))
                        .filter(t -> t.isGood(time.instant()))
                        .filter(t -> t.to().equals(guest.to()))
                        .orElseThrow(
                                () ->
                                        refused(
                                                guest.ref(),
                                                "token",
                                                "The token is missing, wrong, expired, or for"
                                                        + " another number."));
        return token.name();
    }

    /// A guest calls.
    synchronized void begin(String ref, String number, InetAddress address) throws Refusal {
        var budget =
                budgets.computeIfAbsent(
                        address,
                        _ ->
                                new MessageBudget(
                                        policy.callsPerAddress(), policy.callsPerAddress() / HOUR));
        if (!budget.take(time.instant())) {
            throw new Refusal(ref, Code.TOO_MANY, "", "Too many calls from this address.");
        }
        int now = calls.getOrDefault(number, 0);
        if (now >= policy.callsPerNumber()) {
            throw new Refusal(ref, Code.TOO_MANY, "to", "Too many guests call this number now.");
        }
        calls.put(number, now + 1);
    }

    /// The call that began is over.
    synchronized void end(String number) {
        calls.computeIfPresent(number, (_, count) -> count == 1 ? null : count - 1);
    }

    String from() {
        return policy.from();
    }

    private static Refusal refused(String ref, String field, String text) {
        return new Refusal(ref, Code.NOT_ALLOWED, field, text);
    }
}

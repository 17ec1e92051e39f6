package org.dragoman.core.account;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.Party.Screening;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.core.route.NumberPattern;

/// Someone who may log in and call.
///
/// - {@code number}: what it is called by, and the name it logs in with: 1 to 32 digits.
/// - {@code name}: what the called are shown.
/// - {@code protocols}: by which it may log in.
/// - {@code mayCall}: the numbers it may call beside those of other accounts, which it always may.
public record Account(
        String number,
        Optional<String> name,
        Secret secret,
        Set<Protocol> protocols,
        List<NumberPattern> mayCall) {
    /// The trunk that calls of all accounts come in by, and that calls to them leave by.
    public static final String TRUNK = "accounts";

    private static final int DIGITS = 32;

    /// How a device speaks with the gateway.
    public enum Protocol {
        /// SIP by UDP, TCP or TLS.
        SIP,
        /// A browser: SIP over WebSocket, or the call API in JSON.
        WEBRTC,
        H323,
        RTMP;

        /// The word for it in configurations.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Account {
        if (!isNumber(number)) {
            throw new IllegalArgumentException("an account's number is 1 to 32 digits");
        }
        protocols = Set.copyOf(protocols);
        mayCall = List.copyOf(mayCall);
    }

    /// Whether this can be the number of an account.
    public static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= DIGITS && TelephoneNumber.areDigits(text);
    }

    public boolean mayUse(Protocol protocol) {
        return protocols.contains(protocol);
    }

    /// Whether it may call this number, which is not an account's.
    public boolean mayCall(String dialled) {
        return mayCall.stream().anyMatch(p -> p.match(dialled) == NumberPattern.Match.YES);
    }

    /// Whether a number that begins so, with more digits, may be one that it may call.
    boolean mayComeToCall(String begun) {
        return mayCall.stream().anyMatch(p -> p.match(begun) != NumberPattern.Match.NO);
    }

    /// The account as a party of a call: what it proved is who it is.
    public Party party() {
        var party = Party.ofNumber(number).withScreening(Screening.NETWORK_PROVIDED);
        return name.map(party::withDisplayName).orElse(party);
    }
}

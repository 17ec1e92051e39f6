package org.dragoman.h323;

import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Cause.Location;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.q931.InformationElement.CauseElement;
import org.dragoman.h323.q931.Q931Message;
import org.dragoman.rules.CauseMapping;
import org.dragoman.rules.Mapped;

/// Causes as H.225.0 says them: the Cause element wins over the reason (H.225.0 §7.3, Release
/// Complete).
final class Causes {
    private Causes() {}

    /// Why a message clears the call.
    static Mapped<Cause> of(Q931Message message, UserInformation info, CauseMapping table) {
        Optional<CauseElement> element = message.cause();
        return table.causeOfRelease(
                element.map(e -> OptionalInt.of(e.value())).orElse(OptionalInt.empty()),
                element.map(e -> location(e.location())).orElse(Location.USER),
                info.reason().orElse(""));
    }

    /// Why a call makes no ordinary progress, where a message says so without clearing.
    static Optional<Cause> along(Q931Message message) {
        return message.cause()
                .filter(e -> e.value() > 0)
                .map(e -> Cause.signalled(e.value(), location(e.location()), ""));
    }

    static CauseElement element(Cause cause) {
        return new CauseElement(code(cause.location()), cause.q850());
    }

    /// Q.850 §2.2.3.
    static Location location(int code) {
        return switch (code) {
            case 0 -> Location.USER;
            case 1 -> Location.PRIVATE_NETWORK_LOCAL;
            case 2 -> Location.PUBLIC_NETWORK_LOCAL;
            case 3 -> Location.TRANSIT_NETWORK;
            case 4 -> Location.PUBLIC_NETWORK_REMOTE;
            case 5 -> Location.PRIVATE_NETWORK_REMOTE;
            case 7 -> Location.INTERNATIONAL_NETWORK;
            default -> Location.BEYOND_INTERWORKING; // 10, and what is reserved
        };
    }

    private static int code(Location location) {
        return switch (location) {
            case USER -> 0;
            case PRIVATE_NETWORK_LOCAL -> 1;
            case PUBLIC_NETWORK_LOCAL -> 2;
            case TRANSIT_NETWORK -> 3;
            case PUBLIC_NETWORK_REMOTE -> 4;
            case PRIVATE_NETWORK_REMOTE -> 5;
            case INTERNATIONAL_NETWORK -> 7;
            case BEYOND_INTERWORKING -> 10;
        };
    }
}

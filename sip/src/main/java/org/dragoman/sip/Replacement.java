package org.dragoman.sip;

import java.util.Optional;
import org.dragoman.core.call.LegId;
import org.dragoman.sip.message.Replaces;
import org.dragoman.sip.message.SipRequest;

/// Whether an INVITE may take the place of a dialog, where it says that it wants to.
///
/// Only a dialog of the same trunk can be replaced: a peer is believed what it says of its own
/// calls, and devices of accounts have proven who they are (RFC 3891 §8). To others there is none.
///
/// - Source: RFC 3891 §3.
sealed interface Replacement {
    /// - {@code leg}: whose place is taken; nobody's, where it is a call like any other.
    record Taken(Optional<LegId> leg) implements Replacement {}

    record Refused(int status) implements Replacement {}

    static Replacement of(SipRequest invite, String trunk, Legs legs) {
        var values = invite.headers().list("Replaces");
        if (values.isEmpty()) {
            return new Taken(Optional.empty());
        }
        boolean contradicts = values.size() > 1 || invite.headers().has("Join");
        return contradicts
                ? new Refused(400)
                : Replaces.parse(values.getFirst())
                        .map(dialog -> of(dialog, trunk, legs))
                        .orElse(new Refused(400));
    }

    private static Replacement of(Replaces dialog, String trunk, Legs legs) {
        var found =
                legs.of(dialog)
                        .filter(l -> l.trunk().equals(trunk))
                        .filter(l -> l.seen().remoteTag().equals(dialog.fromTag()));
        if (found.isEmpty()) {
            return new Refused(legs.hadOne(dialog) ? 603 : 481);
        }
        var standing = found.get().seen().standing();
        return switch (standing) {
            case EARLY -> new Taken(found.map(SipLeg::id));
            case EARLY_OF_PEER -> new Refused(481);
            case CONFIRMED ->
                    dialog.earlyOnly() ? new Refused(486) : new Taken(found.map(SipLeg::id));
            case OVER -> new Refused(603);
        };
    }
}

package org.dragoman.gateway.explain;

import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Party;
import org.dragoman.core.log.CallSnapshot;

/// Calls and their parties in words.
final class Parties {
    private Parties() {}

    static String name(Party party) {
        return party.number()
                .map(_ -> party.digits())
                .filter(d -> !d.isEmpty())
                .or(() -> party.aliases().stream().findFirst())
                .or(party::uri)
                .orElse("");
    }

    static String outcome(CallSnapshot call) {
        return call.cause()
                .map(cause -> "ended by the " + call.endedBy() + ", " + words(cause))
                .orElse("it goes on at the end of the capture");
    }

    private static String words(Cause cause) {
        return "cause " + cause.q850();
    }
}

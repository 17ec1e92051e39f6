package org.dragoman.core.route;

import org.dragoman.core.call.Party;

/// What a dial plan looks at in a party.
public final class Dialled {
    private Dialled() {}

    /// The digits of the number, else the first alias, else the user part of the URI, else empty.
    public static String of(Party party) {
        if (party.number().isPresent() && !party.digits().isEmpty()) {
            return party.digits();
        }
        if (!party.aliases().isEmpty()) {
            return party.aliases().getFirst();
        }
        return party.uri().map(Dialled::user).orElse("");
    }

    private static String user(String uri) {
        var rest = uri.substring(uri.indexOf(':') + 1);
        int at = rest.indexOf('@');
        return at < 0 ? "" : rest.substring(0, at);
    }
}

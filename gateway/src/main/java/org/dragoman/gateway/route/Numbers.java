package org.dragoman.gateway.route;

import java.util.List;
import java.util.Locale;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.Party.Presentation;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.core.route.Dialled;

/// Parties as operators and programs name them.
public final class Numbers {
    private Numbers() {}

    /// {@code NETWORK_SPECIFIC} is {@code network-specific}.
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What {@link #party} would read: digits, international ones after a plus sign; else a name.
    public static String text(Party party) {
        boolean international =
                party.number()
                        .filter(n -> n.type() == TelephoneNumber.Type.INTERNATIONAL)
                        .isPresent();
        var dialled = Dialled.of(party);
        return international && TelephoneNumber.areDigits(dialled) ? "+" + dialled : dialled;
    }

    /// A number, international after a plus sign; else a name.
    public static Party party(String text) {
        boolean international = text.startsWith("+");
        var digits = international ? text.substring(1) : text;
        if (!digits.isEmpty() && TelephoneNumber.areDigits(digits)) {
            return Party.of(
                    international
                            ? TelephoneNumber.international(digits)
                            : TelephoneNumber.of(digits));
        }
        return Party.UNKNOWN.withAliases(List.of(text)).withPresentation(Presentation.ALLOWED);
    }
}

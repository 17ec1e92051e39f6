package org.dragoman.sip.message;

import java.util.Optional;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.TelephoneNumber;

/// Telephone numbers in addresses, and back.
///
/// - Source: RFC 3261 §19.1.6, RFC 3966 §5.
public final class Numbers {
    private Numbers() {}

    /// The number in the user part; nothing where it is a name. {@code +} makes it international.
    /// Dots and dashes are decoration in a telephone number only: {@code sip:1234.5@host} is a
    /// name, {@code tel:1234.5} a number.
    static Optional<TelephoneNumber> of(SipUri uri) {
        var text = uri.isPhone() ? uri.user().replaceAll("[-.() ]", "") : uri.user();
        boolean international = text.startsWith("+");
        var digits = international ? text.substring(1) : text;
        if (digits.isEmpty()
                || !TelephoneNumber.areDigits(digits)
                || "ABCD".indexOf(digits.charAt(0)) >= 0) {
            return Optional.empty();
        }
        return Optional.of(
                international ? TelephoneNumber.international(digits) : TelephoneNumber.of(digits));
    }

    /// The party at an address.
    public static Party party(NameAddress address) {
        var uri = SipUri.parse(address.uri());
        var party = Party.UNKNOWN;
        if (uri.isPresent()) {
            var number = of(uri.get());
            party = number.map(Party::of).orElseGet(() -> named(uri.get().user(), address.uri()));
        }
        return address.display().isEmpty() ? party : party.withDisplayName(address.display());
    }

    private static Party named(String user, String uri) {
        var party = Party.UNKNOWN.withUri(uri).withPresentation(Party.Presentation.ALLOWED);
        return user.isEmpty() ? party : party.withAliases(java.util.List.of(user));
    }

    /// The user part for a party; nothing where it has neither number nor name.
    ///
    /// - {@code plus}: whether international numbers are marked with {@code +}.
    static Optional<String> user(Party party, boolean plus) {
        var number = party.number().filter(n -> !n.digits().isEmpty());
        if (number.isPresent()) {
            boolean marked = plus && number.get().type() == TelephoneNumber.Type.INTERNATIONAL;
            return Optional.of((marked ? "+" : "") + escapedDigits(number.get().digits()));
        }
        return party.uri()
                .flatMap(SipUri::parse)
                .map(SipUri::user)
                .filter(u -> !u.isEmpty())
                .or(() -> party.aliases().stream().findFirst())
                .map(SipUri::escaped);
    }

    private static String escapedDigits(String digits) {
        return digits.replace("#", "%23"); // not among the characters of RFC 3261 §25.1
    }
}

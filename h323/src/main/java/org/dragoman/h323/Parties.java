package org.dragoman.h323;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.call.CallRequest.Redirection;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.Party.Presentation;
import org.dragoman.core.call.Party.Screening;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.h323.h225.Alias;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.q931.InformationElement;
import org.dragoman.h323.q931.InformationElement.Display;
import org.dragoman.h323.q931.InformationElement.PartyNumber;
import org.dragoman.h323.q931.InformationElement.PartyNumber.Role;
import org.dragoman.h323.q931.InformationElement.PartyNumber.Screen;
import org.dragoman.h323.q931.Q931Message;
import org.dragoman.rules.NumberTables;

/// Parties of a call as number elements, displays and aliases, and back. What is restricted
/// goes out marked so and without a name; a number nobody gave goes out as no element at all
/// (H17).
final class Parties {
    private static final int UNKNOWN_REASON = 0; // Q.952, redirecting number octet 3b

    private final NumberTables tables;

    Parties(NumberTables tables) {
        this.tables = tables;
    }

    // --- from the wire

    Party caller(Q931Message setup, UserInformation info) {
        return party(setup, info, setup.number(Role.CALLING), info.aliases());
    }

    Party connected(Q931Message connect, UserInformation info) {
        return party(connect, info, connect.number(Role.CONNECTED), info.aliases());
    }

    Party called(Q931Message setup, UserInformation info) {
        var number =
                setup.number(Role.CALLED).flatMap(this::number).filter(n -> !n.digits().isEmpty());
        return named(number.or(() -> aliasNumber(info.destination())), info.destination())
                .withPresentation(Presentation.ALLOWED);
    }

    Party alternative(UserInformation info) {
        var party = named(aliasNumber(info.alternativeAliases()), info.alternativeAliases());
        return party.withPresentation(Presentation.ALLOWED);
    }

    /// The number with digits that came after it; nothing once that is no number any more.
    static Optional<TelephoneNumber> longer(Optional<TelephoneNumber> before, String digits) {
        return before.filter(n -> TelephoneNumber.areDigits(n.digits() + digits))
                .map(n -> n.withDigits(n.digits() + digits));
    }

    /// The party with this number, where it has none and does not hide. We vouch for the number:
    /// it is the one that we called.
    static Optional<Party> numbered(Optional<Party> party, Optional<TelephoneNumber> number) {
        boolean said = party.filter(p -> p.isRestricted() || !p.digits().isEmpty()).isPresent();
        var known = number.filter(n -> !said && !n.digits().isEmpty());
        return known.map(
                        n ->
                                party.orElse(Party.UNKNOWN)
                                        .withNumber(n)
                                        .withPresentation(Presentation.ALLOWED)
                                        .withScreening(Screening.NETWORK_PROVIDED))
                .or(() -> party);
    }

    /// Most recent first.
    List<Redirection> redirections(Q931Message setup) {
        var found = new ArrayList<Redirection>();
        for (var role : List.of(Role.REDIRECTING, Role.ORIGINAL_CALLED)) {
            setup.number(role)
                    .ifPresent(
                            n ->
                                    found.add(
                                            new Redirection(
                                                    screened(
                                                            named(number(n), List.of()),
                                                            n.screen()),
                                                    n.reason().orElse(UNKNOWN_REASON))));
        }
        return found;
    }

    private Party party(
            Q931Message message,
            UserInformation info,
            Optional<PartyNumber> element,
            List<Alias> aliases) {
        var number = element.flatMap(this::number).filter(n -> !n.digits().isEmpty());
        var party = named(number.or(() -> aliasNumber(aliases)), aliases);
        var name = message.display().or(() -> party.aliases().stream().findFirst());
        var titled =
                name.filter(n -> !n.equals(party.digits()))
                        .map(party::withDisplayName)
                        .orElse(party);
        var screen = element.flatMap(PartyNumber::screen).or(() -> screenOf(info));
        if (screen.isPresent()) {
            return screened(titled, screen);
        }
        boolean anybody = titled.number().isPresent() || titled.displayName().isPresent();
        return titled.withPresentation(anybody ? Presentation.ALLOWED : Presentation.NOT_AVAILABLE);
    }

    private Optional<Screen> screenOf(UserInformation info) {
        return info.presentation().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Screen(info.presentation().getAsInt(), info.screening().orElse(0)));
    }

    private Party screened(Party party, Optional<Screen> screen) {
        return screen.map(
                        s ->
                                party.withPresentation(tables.presentation(s.presentation()))
                                        .withScreening(tables.screening(s.screening())))
                .orElse(party.withPresentation(Presentation.ALLOWED));
    }

    private Party named(Optional<TelephoneNumber> number, List<Alias> aliases) {
        var party =
                Party.UNKNOWN.withAliases(
                        aliases.stream()
                                .filter(a -> a.kind() == Alias.Kind.H323_ID)
                                .map(Alias::text)
                                .toList());
        var numbered = number.map(party::withNumber).orElse(party);
        return aliases.stream()
                .filter(a -> a.kind() == Alias.Kind.URL_ID)
                .map(Alias::text)
                .findFirst()
                .map(numbered::withUri)
                .orElse(numbered);
    }

    private Optional<TelephoneNumber> number(PartyNumber element) {
        var text = element.digits();
        // Written with + although the type of number is there for that; seen from SIP-minded peers.
        boolean plus = text.startsWith("+");
        var digits = plus ? text.substring(1) : text;
        if (!TelephoneNumber.areDigits(digits)) {
            return Optional.empty(); // H33: no number, whatever it is
        }
        var type = plus ? TelephoneNumber.Type.INTERNATIONAL : tables.type(element.type());
        return Optional.of(new TelephoneNumber(digits, type, tables.plan(element.plan())));
    }

    private static Optional<TelephoneNumber> aliasNumber(List<Alias> aliases) {
        return aliases.stream()
                .filter(Alias::isNumber)
                .map(Alias::text)
                .map(t -> t.replace(",", ""))
                .filter(t -> !t.isEmpty() && TelephoneNumber.areDigits(t))
                .findFirst()
                .map(TelephoneNumber::of);
    }

    // --- to the wire

    /// Elements for who calls or who answered; without those that would say nothing.
    List<InformationElement> elements(Party party, Role role) {
        var elements = new ArrayList<InformationElement>();
        if (party.isRestricted() || !party.digits().isEmpty()) {
            elements.add(element(party, role, OptionalInt.empty()));
        }
        if (!party.isRestricted()) {
            party.displayName()
                    .map(Parties::display)
                    .filter(t -> !t.isBlank())
                    .ifPresent(t -> elements.add(new Display(t)));
        }
        return elements;
    }

    Optional<InformationElement> called(TelephoneNumber number) {
        return number.digits().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new PartyNumber(
                                Role.CALLED,
                                tables.q931(number.type()),
                                tables.q931(number.plan()),
                                Optional.empty(),
                                OptionalInt.empty(),
                                number.digits()));
    }

    List<InformationElement> redirections(List<Redirection> redirections) {
        var elements = new ArrayList<InformationElement>();
        if (!redirections.isEmpty()) {
            var latest = redirections.getFirst();
            elements.add(
                    element(latest.party(), Role.REDIRECTING, OptionalInt.of(latest.reason())));
        }
        if (redirections.size() > 1) {
            var original = redirections.getLast();
            elements.add(
                    element(
                            original.party(),
                            Role.ORIGINAL_CALLED,
                            OptionalInt.of(original.reason())));
        }
        return elements;
    }

    /// Names for the User-user element; none where the party does not want to be known.
    static List<Alias> aliases(Party party) {
        var aliases = new ArrayList<Alias>();
        if (party.isRestricted()) {
            return aliases;
        }
        var digits = party.digits();
        if (!digits.isEmpty() && digits.matches("[0-9#*,]+")) {
            aliases.add(new Alias(Alias.Kind.DIALLED_DIGITS, digits));
        }
        var names = new ArrayList<>(party.aliases());
        if (names.isEmpty()) {
            party.displayName().filter(n -> !n.isBlank()).ifPresent(names::add);
        }
        names.stream()
                .filter(n -> !n.isEmpty() && !n.equals(digits))
                .distinct()
                .limit(4)
                .forEach(n -> aliases.add(new Alias(Alias.Kind.H323_ID, shortened(n, 256))));
        return aliases;
    }

    private PartyNumber element(Party party, Role role, OptionalInt reason) {
        var number = party.number().orElse(TelephoneNumber.of(""));
        return new PartyNumber(
                role,
                tables.q931(number.type()),
                tables.q931(number.plan()),
                Optional.of(
                        new Screen(
                                tables.q931(party.presentation()), tables.q931(party.screening()))),
                reason,
                number.digits());
    }

    int presentation(Party party) {
        return tables.q931(party.presentation());
    }

    int screening(Party party) {
        return tables.q931(party.screening());
    }

    private static String display(String name) {
        return shortened(name.replaceAll("\\p{Cntrl}", ""), Display.LONGEST);
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}

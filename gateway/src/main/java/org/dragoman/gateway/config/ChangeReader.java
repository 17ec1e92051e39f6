package org.dragoman.gateway.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dragoman.core.call.Elements;
import org.dragoman.core.call.Extras;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.core.expression.Expression;
import org.dragoman.core.route.Change;
import org.dragoman.core.route.Rewrite;
import org.dragoman.rules.ElementTable;
import org.dragoman.rules.ElementTable.Entry;
import org.dragoman.rules.PhoneNumbers;

/// Reads the keys of a rule that say what it changes.
final class ChangeReader {
    private static final int STRIPPED = 32; // digits; no number is longer
    private static final int NAME = 80; // characters; a display shows fewer

    private final ElementTable elements;

    ChangeReader(ElementTable elements) {
        this.elements = elements;
    }

    Change read(Section s) {
        var called =
                rewrite(
                        s.section(
                                "rewrite",
                                "How the dialled number is changed: replace, then strip, then"
                                        + " prefix, then country."));
        var calling =
                rewrite(
                        s.section(
                                "rewrite-caller", "How the caller's number is changed, likewise."));
        var redirecting =
                rewrite(
                        s.section(
                                "rewrite-redirected-by",
                                "How the numbers of those who sent the call on are changed."));
        return new Change(
                called,
                calling,
                redirecting,
                s.optional(
                        "caller-name",
                        "as it came",
                        "at most " + NAME + " characters; \"\" for none",
                        "What the called are shown as the caller's name.",
                        text ->
                                Optional.of(text)
                                        .filter(t -> t.length() <= NAME)
                                        .filter(t -> t.chars().noneMatch(Character::isISOControl))),
                s.optional(
                        "presentation",
                        "as it came",
                        "one of allowed, restricted",
                        "Whether the called may be shown who calls.",
                        text ->
                                Values.constant(
                                        text,
                                        List.of(
                                                Party.Presentation.ALLOWED,
                                                Party.Presentation.RESTRICTED))),
                s.flag(
                        "anonymous",
                        false,
                        "The number, name and address of the caller, and of those who sent the call"
                                + " on, are taken out altogether."),
                extras(s),
                elements(s));
    }

    private List<Elements.Edit> elements(Section s) {
        return s.list(
                "elements",
                List.<Elements.Edit>of(),
                "what the gateway says by itself",
                "keep NAME, drop NAME or set NAME VALUE; names are "
                        + String.join(", ", elements.names()),
                "What H.323 peers are sent of the information elements that an H.323 caller's Setup"
                        + " had, and what else. The value is a text for display and keypad-facility,"
                        + " else the contents in hexadecimal. What is kept or set takes the place"
                        + " of what the gateway would say by itself; what is dropped is not said"
                        + " at all. user-user is SIP's User-to-User.",
                this::elementEdit);
    }

    private Optional<Elements.Edit> elementEdit(String text) {
        var words = text.strip().split(" +", 3);
        var entry = words.length < 2 ? Optional.<Entry>empty() : elements.of(words[1]);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        var name = entry.get().name();
        return switch (words[0]) {
            case "keep" ->
                    Optional.<Elements.Edit>of(new Elements.Edit.Keep(name))
                            .filter(_ -> words.length == 2);
            case "drop" ->
                    Optional.<Elements.Edit>of(new Elements.Edit.Drop(name))
                            .filter(_ -> words.length == 2 && !entry.get().mandatory());
            case "set" ->
                    Optional.of(words)
                            .filter(w -> w.length == 3 && entry.get().takes(w[2]))
                            .map(w -> new Elements.Edit.Put(new Elements.Element(name, w[2])));
            default -> Optional.empty(); // the caller tells what is allowed
        };
    }

    private static List<Extras.Edit> extras(Section s) {
        return s.list(
                "headers",
                List.<Extras.Edit>of(),
                "none is sent on",
                "keep NAME, drop NAME or set NAME VALUE; names are X-..., with a * for all that"
                        + " begin so, or User-to-User, Subject, Priority, Organization, Alert-Info,"
                        + " Call-Info, Accept-Language, Resource-Priority, Geolocation,"
                        + " P-Charging-Vector",
                "What SIP peers are sent of the header fields that a SIP caller sent, and what else."
                        + " None is sent on unless a rule keeps it.",
                ChangeReader::edit);
    }

    private static Optional<Extras.Edit> edit(String text) {
        var words = text.strip().split(" +", 3);
        if (words.length < 2 || !Extras.mayBeNamed(words[1])) {
            return Optional.empty();
        }
        var name = words[1];
        return switch (words[0]) {
            case "keep" ->
                    Optional.<Extras.Edit>of(new Extras.Edit.Keep(name))
                            .filter(_ -> words.length == 2);
            case "drop" ->
                    Optional.<Extras.Edit>of(new Extras.Edit.Drop(name))
                            .filter(_ -> words.length == 2);
            case "set" ->
                    Optional.of(words)
                            .filter(w -> w.length == 3 && !name.endsWith("*"))
                            .filter(w -> Extras.isLine(w[2]))
                            .<Extras.Edit>map(
                                    w -> new Extras.Edit.Put(new Extras.Field(name, w[2])));
            default -> Optional.empty(); // the caller tells what is allowed
        };
    }

    private static Rewrite rewrite(Section s) {
        try (s) {
            return new Rewrite(
                    s.optional(
                            "replace",
                            "nothing is replaced",
                            "/EXPRESSION/REPLACEMENT/, groups as $1",
                            "Replaces the first match in the number.",
                            ChangeReader::substitution),
                    s.integer("strip", 0, 0, STRIPPED, "Digits taken off the front."),
                    s.value(
                            "prefix",
                            "",
                            p -> p.isEmpty() ? "none" : p,
                            "digits",
                            "Digits put in front.",
                            t -> Optional.of(t).filter(TelephoneNumber::areDigits)),
                    s.optional(
                            "country",
                            "as it came",
                            "two letters of ISO 3166, such as RU",
                            "The number is as people dial it there, and becomes international"
                                    + " (E.164). What the national plan does not know stays as it"
                                    + " is.",
                            text -> Optional.of(text).filter(PhoneNumbers::isRegion)),
                    s.optional(
                            "type",
                            "as it came",
                            Section.oneOf(written(TelephoneNumber.Type.values())),
                            "The type of number from here on.",
                            text -> Values.constant(text, List.of(TelephoneNumber.Type.values()))),
                    s.optional(
                            "plan",
                            "as it came",
                            Section.oneOf(written(TelephoneNumber.Plan.values())),
                            "The numbering plan from here on.",
                            text -> Values.constant(text, List.of(TelephoneNumber.Plan.values()))));
        }
    }

    private static List<String> written(Enum<?>[] values) {
        return Stream.of(values).map(Values::written).toList();
    }

    private static Optional<Rewrite.Substitution> substitution(String text) {
        var parts = text.split("/", -1);
        if (parts.length != 4 || !parts[0].isEmpty() || !parts[3].isEmpty()) {
            return Optional.empty();
        }
        // a replacement that names a group the expression does not have would fail in a call
        return Expression.parse(parts[1])
                .filter(e -> e.mayReplaceBy(parts[2]))
                .map(e -> new Rewrite.Substitution(e, parts[2]));
    }
}

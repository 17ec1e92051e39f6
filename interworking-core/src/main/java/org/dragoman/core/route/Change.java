package org.dragoman.core.route;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Elements;
import org.dragoman.core.call.Extras;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.TelephoneNumber;

/// What a rule changes in a call.
///
/// - {@code name}: what the called are shown of the caller; empty text takes the name away.
/// - {@code presentation}: whether they may be shown who calls.
/// - {@code extras}: what becomes of header fields that came in beside all that, in order;
///   {@code elements}: of information elements.
/// - {@code anonymous}: the caller's number, name and addresses are taken out altogether.
public record Change(
        Rewrite called,
        Rewrite calling,
        Rewrite redirecting,
        Optional<String> name,
        Optional<Party.Presentation> presentation,
        boolean anonymous,
        List<Extras.Edit> extras,
        List<Elements.Edit> elements) {
    public static final Change NONE =
            new Change(
                    Rewrite.NONE,
                    Rewrite.NONE,
                    Rewrite.NONE,
                    Optional.empty(),
                    Optional.empty(),
                    false);

    public Change {
        extras = List.copyOf(extras);
        elements = List.copyOf(elements);
    }

    /// One that leaves header fields and elements as they are.
    public Change(
            Rewrite called,
            Rewrite calling,
            Rewrite redirecting,
            Optional<String> name,
            Optional<Party.Presentation> presentation,
            boolean anonymous) {
        this(called, calling, redirecting, name, presentation, anonymous, List.of(), List.of());
    }

    /// What became of one thing, for people.
    public record Made(String what, String before, String after) {}

    public Change withCalled(Rewrite other) {
        return new Change(
                other, calling, redirecting, name, presentation, anonymous, extras, elements);
    }

    public Change withCalling(Rewrite other) {
        return new Change(
                called, other, redirecting, name, presentation, anonymous, extras, elements);
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /// Whether rules further down see the same numbers as those further up.
    boolean keepsNumbers() {
        return called.isNone() && calling.isNone() && redirecting.isNone() && !anonymous;
    }

    /// The request as it goes on; nothing where a number becomes none.
    Optional<CallRequest> apply(CallRequest request, NationalPlans plans) {
        var to = called.apply(request.to(), plans);
        var from = calling.apply(request.from(), plans).map(this::shown);
        if (to.isEmpty() || from.isEmpty()) {
            return Optional.empty();
        }
        var redirections = new ArrayList<CallRequest.Redirection>();
        for (var redirection : request.redirections()) {
            var party = redirecting.apply(redirection.party(), plans);
            if (party.isEmpty()) {
                return Optional.empty();
            }
            redirections.add(
                    new CallRequest.Redirection(hidden(party.get()), redirection.reason()));
        }
        return Optional.of(
                request.withFrom(from.get())
                        .withTo(to.get())
                        .withRedirections(redirections)
                        .withExtras(edited(request.extras())));
    }

    private Extras edited(Extras before) {
        return before.edited(extras).withElements(before.elements().edited(elements));
    }

    private Party shown(Party party) {
        if (anonymous) {
            return Party.UNKNOWN
                    .withPresentation(Party.Presentation.RESTRICTED)
                    .withScreening(party.screening());
        }
        var named =
                name.map(n -> n.isEmpty() ? party.withoutDisplayName() : party.withDisplayName(n))
                        .orElse(party);
        return presentation.map(named::withPresentation).orElse(named);
    }

    // who sent the call on tells nearly as much as who calls
    private Party hidden(Party party) {
        return anonymous ? shown(party) : party;
    }

    /// What became of what, for people.
    static List<Made> made(CallRequest before, CallRequest after) {
        var made = new ArrayList<Made>();
        for (var role : NumberRole.values()) {
            note(made, role.word(), number(role, before), number(role, after));
        }
        note(made, "name", name(before), name(after));
        note(
                made,
                "presentation",
                Words.of(before.from().presentation()),
                Words.of(after.from().presentation()));
        var fields = new LinkedHashSet<String>();
        before.extras().sent().forEach(f -> fields.add(f.name()));
        after.extras().sent().forEach(f -> fields.add(f.name()));
        for (var field : fields) {
            note(made, "header " + field, header(field, before), header(field, after));
        }
        for (var name : spoken(before.extras().elements(), after.extras().elements())) {
            note(made, "element " + name, element(name, before), element(name, after));
        }
        return made;
    }

    private static void note(List<Made> made, String what, String before, String after) {
        if (!before.equals(after)) {
            made.add(new Made(what, before, after));
        }
    }

    private static Set<String> spoken(Elements before, Elements after) {
        var names = new LinkedHashSet<String>();
        for (var elements : List.of(before, after)) {
            elements.sent().forEach(e -> names.add(e.name()));
            names.addAll(elements.dropped());
        }
        return names;
    }

    private static String element(String name, CallRequest request) {
        return request.extras().elements().value(name).orElse("as the gateway says it");
    }

    private static String header(String name, CallRequest request) {
        return request.extras().value(name).orElse("none");
    }

    private static String name(CallRequest request) {
        return request.from().displayName().orElse("none");
    }

    /// A number with its type and plan, where they say something.
    static String number(NumberRole role, CallRequest request) {
        return role.in(request).map(Change::number).orElse("none");
    }

    private static String number(Party party) {
        var dialled = Dialled.of(party);
        if (dialled.isEmpty()) {
            return "none";
        }
        var type = party.number().map(TelephoneNumber::type).orElse(TelephoneNumber.Type.UNKNOWN);
        var plan = party.number().map(TelephoneNumber::plan).orElse(TelephoneNumber.Plan.E164);
        return dialled
                + (type == TelephoneNumber.Type.UNKNOWN ? "" : " " + Words.of(type))
                + (plan == TelephoneNumber.Plan.E164 ? "" : " plan " + Words.of(plan));
    }
}

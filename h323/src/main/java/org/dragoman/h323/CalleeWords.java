package org.dragoman.h323;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.h323.H323Behaviour.ConnectedNumber;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.q931.InformationElement;
import org.dragoman.h323.q931.InformationElement.PartyNumber.Role;
import org.dragoman.h323.q931.InformationElement.ProgressIndicator;
import org.dragoman.rules.ProgressTables;
import org.dragoman.rules.ProgressTables.Event;

/// What a called leg has to say in its next messages: who was reached, whether there is sound,
/// what became of fast start. Source: H.225.0 §7.3, Q.931 §3.1, H.323 §8.1.7.
final class CalleeWords {
    private final Parties parties;
    private final ProgressTables tables;
    private final ConnectedNumber whom;
    private Optional<TelephoneNumber> dialled = Optional.empty();
    private Optional<Party> connected = Optional.empty();
    private Optional<Cause> why = Optional.empty();
    private List<Octets> fastStartAnswer = List.of();
    private boolean fastStartRefused;
    private boolean inBand;

    CalleeWords(Parties parties, ProgressTables tables, ConnectedNumber whom) {
        this.parties = parties;
        this.tables = tables;
        this.whom = whom;
    }

    // --- what is known

    void dialled(Optional<TelephoneNumber> number) {
        dialled = number.or(() -> Optional.of(TelephoneNumber.of("")));
    }

    void dialledMore(String digits) {
        dialled = Parties.longer(dialled, digits);
    }

    void answeredBy(Optional<Party> party) {
        connected = party;
        why = Optional.empty();
    }

    void because(Optional<Cause> cause) {
        why = cause;
    }

    /// - {@code now}: there is sound. True: that is new.
    boolean heard(boolean now) {
        boolean news = now && !inBand;
        inBand |= now;
        return news;
    }

    void fastStartRefused(boolean refused) {
        fastStartRefused = refused;
    }

    /// - {@code answer}: nothing refuses it.
    void fastStart(Optional<List<Octets>> answer) {
        fastStartAnswer = answer.orElse(List.of());
        fastStartRefused = answer.isEmpty();
    }

    // --- what is said

    List<InformationElement> progress(UserInformation.Builder info) {
        var elements = indicator(tables, Event.PROGRESS, inBand);
        why.map(Causes::element).ifPresent(elements::add);
        settle(info);
        return elements;
    }

    List<InformationElement> alerting(UserInformation.Builder info) {
        reached().ifPresent(p -> name(p, info));
        settle(info);
        return indicator(tables, Event.RINGING, inBand); // H4
    }

    List<InformationElement> connect(UserInformation.Builder info) {
        var party = reached();
        party.ifPresent(p -> name(p, info));
        settle(info);
        var elements = indicator(tables, Event.ANSWERED, inBand);
        party.ifPresent(p -> elements.addAll(parties.elements(p, Role.CONNECTED)));
        return elements;
    }

    List<InformationElement> other(UserInformation.Builder info) {
        info.fastConnectRefused(fastStartRefused);
        return List.of();
    }

    /// The indicator that goes with an event, where the tables want one.
    static List<InformationElement> indicator(ProgressTables tables, Event event, boolean inBand) {
        var elements = new ArrayList<InformationElement>();
        tables.indicator(event, inBand)
                .value()
                .ifPresent(i -> elements.add(new ProgressIndicator(0, i)));
        return elements;
    }

    /// Whom the caller is told that it reached (H19).
    private Optional<Party> reached() {
        return switch (whom) {
            case NAMED -> connected;
            case CALLED -> Parties.numbered(connected, dialled);
        };
    }

    private void name(Party party, UserInformation.Builder info) {
        info.aliases(Parties.aliases(party));
        info.presentation(parties.presentation(party));
        info.screening(parties.screening(party));
    }

    /// Puts in what is said of fast start; its answer once (H3).
    private void settle(UserInformation.Builder info) {
        info.fastStart(fastStartAnswer);
        fastStartAnswer = List.of();
        info.fastConnectRefused(fastStartRefused);
    }
}

package org.dragoman.h323;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.core.call.CallRequest;
import org.dragoman.h323.h225.Alias;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.q931.InformationElement;
import org.dragoman.h323.q931.InformationElement.BearerCapability;
import org.dragoman.h323.q931.InformationElement.PartyNumber.Role;
import org.dragoman.h323.q931.InformationElement.SendingComplete;
import org.dragoman.rules.ProgressTables;
import org.dragoman.rules.ProgressTables.Event;

/// How a calling leg says whom it calls and for whom, in Setup and in Information.
/// Source: H.225.0 §7.3.10, Q.931 §3.1.14.
record CallerWords(Parties parties, ProgressTables progress, CallRequest request) {
    private static final int MOST_HOPS = 31; // H.225.0 §7.3.10, hopCount

    List<InformationElement> setupElements() {
        var elements = new ArrayList<InformationElement>();
        elements.add(BearerCapability.SPEECH_A_LAW);
        elements.addAll(parties.elements(request.from(), Role.CALLING));
        request.to().number().flatMap(parties::called).ifPresent(elements::add);
        elements.addAll(parties.redirections(request.redirections()));
        if (request.numberComplete()) {
            elements.add(new SendingComplete());
        }
        elements.addAll(CalleeWords.indicator(progress, Event.OFFERED, false));
        return elements;
    }

    /// - {@code here}, {@code there}: the two ends of the signalling connection.
    UserInformation.Builder setupInformation(InetSocketAddress here, InetSocketAddress there) {
        var info = UserInformation.builder();
        if (here.getAddress() instanceof Inet4Address) {
            // Optional (H.225.0 §7.3.10), and Asterisk 22.10.1 chan_ooh323 aborts where it finds an
            // IPv6 address there: it prints it into too small a buffer.
            info.sourceCallSignalAddress(here);
        }
        return info.destCallSignalAddress(there)
                .aliases(Parties.aliases(request.from()))
                .destination(destination())
                .hopCount(Math.clamp(request.maxForwards(), 1, MOST_HOPS))
                .canOverlapSend(!request.numberComplete())
                .presentation(parties.presentation(request.from()))
                .screening(parties.screening(request.from()));
    }

    private List<Alias> destination() {
        var aliases = new ArrayList<>(Parties.aliases(request.to()));
        request.to()
                .uri()
                .filter(u -> aliases.isEmpty() && u.startsWith("h323:"))
                .ifPresent(u -> aliases.add(new Alias(Alias.Kind.URL_ID, u)));
        return aliases;
    }

    /// More digits of the number.
    List<InformationElement> digits(String digits, boolean complete) {
        var elements = new ArrayList<InformationElement>();
        request.to()
                .number()
                .map(n -> n.withDigits(digits))
                .flatMap(parties::called)
                .ifPresent(elements::add);
        if (complete) {
            elements.add(new SendingComplete());
        }
        return elements;
    }
}

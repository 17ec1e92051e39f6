package org.dragoman.sip.dialog;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.LegId;
import org.dragoman.sip.message.Body;
import org.dragoman.sip.message.Headers;
import org.dragoman.sip.message.Numbers;
import org.dragoman.sip.message.ReferTo;
import org.dragoman.sip.message.SipResponse;

/// The peer transfers the other side of the call: its REFER, and the notifications by which it
/// hears how that goes. One at a time. The call is made by the gateway, not by this leg.
///
/// - Source: RFC 3515 §2.4; RFC 5589 §6, §7; RFC 4488 for a REFER that wants no notifications.
final class Referral {
    private static final String EXPIRES = "300"; // seconds: longer than anybody lets ring
    private static final Optional<ReferTo> NO_TARGET = Optional.empty();
    private static final String FRAGMENT = "message/sipfrag;version=2.0";

    /// What a peer wants to hear of.
    ///
    /// - {@code id}: names the subscription where a REFER is not the dialog's first; else empty.
    private record Subscription(String id, boolean silent) {}

    private final Talk talk;
    private final Set<Integer> tickets = new HashSet<>(); // notifications that wait for an answer
    private Optional<Subscription> subscription = Optional.empty();
    private int received;

    Referral(Talk talk) {
        this.talk = talk;
    }

    void received(Incoming refer) {
        var request = refer.request();
        if (!talk.established) {
            talk.respond(refer, 403); // nobody is there yet to be transferred
            return;
        }
        if (subscription.isPresent()) {
            talk.respond(refer, 491);
            return;
        }
        var values = request.headers().list("Refer-To");
        var target = values.size() == 1 ? ReferTo.parse(values.getFirst()) : NO_TARGET;
        if (target.isEmpty()) {
            talk.respond(refer, 400); // RFC 3515 §2.4.1: exactly one
            return;
        }
        accept(refer, target.get());
    }

    private void accept(Incoming refer, ReferTo target) {
        var request = refer.request();
        boolean silent =
                request.headers().first("Refer-Sub").filter("false"::equalsIgnoreCase).isPresent();
        var id = received++ == 0 ? "" : Long.toString(request.sequence());
        subscription = Optional.of(new Subscription(id, silent));
        var accepted = talk.response(202).with("Contact", "<" + talk.around.contact() + ">");
        talk.respond(refer, silent ? accepted.with("Refer-Sub", "false") : accepted);
        var replaced = target.replaces().map(talk.around.dialogs());
        if (replaced.isPresent() && replaced.get().isEmpty()) {
            talk.decide("the call to be replaced is none of this peer's");
            end(481);
            return;
        }
        Optional<LegId> replaces = replaced.flatMap(found -> found);
        var to = Numbers.party(target.address());
        talk.emit(leg -> new LegEvent.TransferRequested(leg, to, replaces));
    }

    /// How far the transfer is.
    void tell(LegCommand.TellTransfer news) {
        switch (news.status()) {
            case TRYING -> notify(100, false);
            case RINGING -> notify(180, false);
            case DONE -> end(200);
            case FAILED -> end(status(news.cause().orElse(Cause.TEMPORARY_FAILURE)));
        }
    }

    private int status(Cause cause) {
        var mapped = talk.causes().sipStatusOf(cause);
        talk.decideCause("the transferor is told " + mapped.value() + ": " + mapped.why());
        return mapped.value();
    }

    private void end(int status) {
        notify(status, true);
        subscription = Optional.empty();
    }

    private void notify(int status, boolean last) {
        if (subscription.isEmpty() || subscription.get().silent()) {
            return;
        }
        var id = subscription.get().id();
        var headers =
                Headers.NONE
                        .with("Contact", "<" + talk.around.contact() + ">")
                        .with("Event", id.isEmpty() ? "refer" : "refer;id=" + id)
                        .with(
                                "Subscription-State",
                                last
                                        ? "terminated;reason=noresource"
                                        : "active;expires=" + EXPIRES);
        var line = "SIP/2.0 " + SipResponse.of(status, "") + "\r\n"; // RFC 3420
        var fragment = Optional.of(new Body(FRAGMENT, line));
        tickets.add(talk.sendInDialog("NOTIFY", headers, fragment));
    }

    boolean owns(int ticket) {
        return tickets.contains(ticket);
    }

    /// A notification was answered, or never will be: whoever does not want more is sent none
    /// (RFC 6665 §4.2.2).
    void answered(int ticket, boolean well) {
        tickets.remove(ticket);
        if (!well) {
            subscription = subscription.map(s -> new Subscription(s.id(), true));
        }
    }
}

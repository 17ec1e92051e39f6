package org.dragoman.sip.dialog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.sip.message.Headers;
import org.dragoman.sip.message.NameAddress;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;
import org.dragoman.sip.message.SipUri;

/// What two user agents keep in mind about their conversation, as a value.
///
/// - {@code local}, {@code remote}: the parties as From and To name them, tags included.
/// - {@code target}: where requests go: the peer's Contact.
/// - {@code routes}: proxies on the way, nearest first.
/// - {@code localSequence}, {@code remoteSequence}: CSeq last used; -1 where none was.
/// - Source: RFC 3261 §12.
public record Dialog(
        String callId,
        NameAddress local,
        NameAddress remote,
        String target,
        List<String> routes,
        long localSequence,
        long remoteSequence) {
    private static final int ROUTES = 32;

    public Dialog {
        routes = List.copyOf(routes);
    }

    /// The dialog-to-be of an INVITE we send.
    static Dialog calling(String callId, NameAddress from, NameAddress to, String uri) {
        return new Dialog(callId, from, to, uri, List.of(), 0, -1);
    }

    /// The dialog of an INVITE we received (RFC 3261 §12.1.1).
    static Dialog called(SipRequest invite, String localTag) {
        return new Dialog(
                invite.callId(),
                invite.to().withTag(localTag),
                invite.from(),
                invite.contact().orElse(invite.from().uri()),
                limited(invite.headers().list("Record-Route")),
                0,
                invite.sequence());
    }

    /// The dialog a response to our INVITE makes (RFC 3261 §12.1.2).
    Dialog established(SipResponse response) {
        var recorded = new ArrayList<>(limited(response.headers().list("Record-Route")));
        java.util.Collections.reverse(recorded);
        return new Dialog(
                callId,
                local,
                response.to(),
                response.contact().orElse(target),
                recorded,
                localSequence,
                remoteSequence);
    }

    /// A dialog with the orphaned response of one: for its ACK and BYE alone.
    public static Dialog ofOrphan(SipResponse response) {
        return calling(response.callId(), response.from(), response.to(), response.to().uri())
                .withSequenceOf(response.sequence())
                .established(response);
    }

    private static List<String> limited(List<String> routes) {
        return routes.subList(0, Math.min(routes.size(), ROUTES));
    }

    public String localTag() {
        return local.tag().orElse("");
    }

    public String remoteTag() {
        return remote.tag().orElse("");
    }

    /// The next request's dialog, its sequence number counted on.
    Dialog counted() {
        return withSequenceOf(localSequence + 1);
    }

    Dialog withSequenceOf(long sequence) {
        return new Dialog(callId, local, remote, target, routes, sequence, remoteSequence);
    }

    /// After a request of the peer: its number, and where it now is (RFC 3261 §12.2.2).
    Dialog heard(SipRequest request) {
        boolean refreshesTarget =
                request.is("INVITE") || request.is("UPDATE"); // RFC 3261 §6, RFC 3311 §5.1
        return new Dialog(
                callId,
                local,
                remote,
                refreshesTarget ? request.contact().orElse(target) : target,
                routes,
                localSequence,
                request.sequence());
    }

    /// After a 2xx to a target refresh request of ours (RFC 3261 §12.2.1.2).
    Dialog refreshed(SipResponse response) {
        return new Dialog(
                callId,
                local,
                remote,
                response.contact().orElse(target),
                routes,
                localSequence,
                remoteSequence);
    }

    /// A request with the dialog's present sequence number.
    public SipRequest request(String method) {
        return request(method, localSequence);
    }

    /// A request of this dialog (RFC 3261 §12.2.1.1); a first proxy that does not route loosely
    /// gets the request in its own name.
    public SipRequest request(String method, long sequence) {
        var uri = target;
        var hops = new ArrayList<>(routes);
        if (!hops.isEmpty() && !isLoose(hops.getFirst())) {
            uri = NameAddress.parse(hops.removeFirst()).uri();
            hops.add("<" + target + ">");
        }
        var headers =
                Headers.NONE
                        .with("From", local.toString())
                        .with("To", remote.toString())
                        .with("Call-ID", callId)
                        .with("CSeq", sequence + " " + method);
        for (var hop : hops) {
            headers = headers.with("Route", hop);
        }
        return new SipRequest(method, uri, headers, Optional.empty());
    }

    private static boolean isLoose(String route) {
        return SipUri.parse(NameAddress.parse(route).uri())
                .map(u -> u.parameters().has("lr"))
                .orElse(true);
    }
}

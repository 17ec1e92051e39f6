package org.dragoman.sip.dialog;

import org.dragoman.core.call.Cause;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.sip.message.Reason;
import org.dragoman.sip.message.SipRequest;

/// What the peer asks for within its dialog, and where each request goes.
///
/// - Source: RFC 3261 §12.2.2, §15; those of the methods.
final class PeerRequests {
    private final LegParts parts;
    private final Talk talk;

    PeerRequests(LegParts parts) {
        this.parts = parts;
        this.talk = parts.talk;
    }

    void received(Incoming incoming) {
        var request = incoming.request();
        if (talk.over) {
            talk.respond(incoming, 481);
            return;
        }
        if (parts.caller.isPresent() && request.isOutOfDialog()) {
            if (!parts.caller.get().dialledOn(incoming)) {
                talk.respond(incoming, 482); // merged request, RFC 3261 §8.2.2.2
            }
            return;
        }
        boolean late = request.sequence() < talk.dialog().remoteSequence();
        if (late && !request.is("BYE")) { // whatever its number, a BYE is the end
            talk.respond(incoming, 500); // RFC 3261 §12.2.2
            return;
        }
        talk.dialog(talk.dialog().heard(request));
        talk.learn(request);
        switch (request.method()) {
            case "BYE" -> ended(incoming);
            case "INVITE", "UPDATE" -> changed(incoming);
            case "PRACK" -> acknowledgedReliably(incoming);
            case "INFO" -> {
                if (!parts.keyFrames.received(incoming)) {
                    parts.digits.received(incoming);
                }
            }
            case "REFER" -> referred(incoming);
            case "OPTIONS" -> talk.respond(incoming, talk.response(200).with(talk.ownHeaders()));
            default -> talk.respond(incoming, talk.response(405).with("Allow", Talk.ALLOW));
        }
    }

    private void changed(Incoming incoming) {
        boolean early = !talk.established && incoming.request().is("INVITE");
        if (parts.ending.isUnderWay()) {
            talk.respond(incoming, 481);
        } else if (early && !parts.acceptance.isPending()) {
            talk.respond(incoming, 491); // the first INVITE is not done with
        } else {
            parts.peerChanges.received(incoming);
            parts.changes.next();
        }
    }

    private void referred(Incoming refer) {
        if (parts.ending.isUnderWay()) {
            talk.respond(refer, 481);
        } else {
            parts.referral.received(refer);
        }
    }

    private void acknowledgedReliably(Incoming prack) {
        if (parts.openCaller().isPresent()) {
            parts.openCaller().get().acknowledged(prack);
            parts.changes.next();
        } else {
            talk.respond(prack, 481);
        }
    }

    private void ended(Incoming request) {
        var mapped =
                talk.causes().causeOfSipRequest("BYE", Reason.q850(request.request().headers()));
        talk.respond(request, 200);
        parts.peerChanges.cancelled();
        // BYE crossed BYE: ours was first for us
        parts.ended(parts.ending.why().orElse(mapped.value()));
    }

    void cancelled(Incoming cancel) {
        talk.respond(cancel, 200);
        if (parts.openCaller().isPresent()) {
            var mapped =
                    talk.causes()
                            .causeOfSipRequest("CANCEL", Reason.q850(cancel.request().headers()));
            parts.openCaller().get().ended(mapped.value());
        } else {
            parts.peerChanges.cancelled(); // too late for the call, in time for a change of it
        }
    }

    void acknowledged(SipRequest ack) {
        var wait = parts.acceptance.acknowledged(ack);
        if (wait.isEmpty()) {
            return; // a repeated ACK
        }
        if (wait.get().initial()) {
            talk.established = true;
            talk.watch();
        }
        if (parts.ending.isUnderWay()) {
            parts.ending.now(parts.ending.why().get());
            return;
        }
        if (wait.get().offered()) {
            try {
                parts.peerChanges.offerAnswered(wait.get(), ack);
            } catch (PeerFault e) {
                talk.decide("the call cannot stand: " + e.getMessage());
                parts.ending.now(Cause.BEARER_NOT_IMPLEMENTED);
                return;
            }
        }
        parts.afterEstablished();
    }
}

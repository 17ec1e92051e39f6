package org.dragoman.sip.dialog;

import org.dragoman.sip.message.SipResponse;

/// What the peer says to requests of ours, or leaves unsaid, and whom that concerns.
///
/// - Source: RFC 3261 §12.2.1.2, §13.2.2.
final class PeerReplies {
    private final LegParts parts;
    private final Talk talk;

    PeerReplies(LegParts parts) {
        this.parts = parts;
        this.talk = parts.talk;
    }

    void replied(int ticket, SipResponse response) {
        if (parts.ending.owns(ticket)) {
            parts.ending.replied(response);
        } else if (parts.callee.filter(c -> c.owns(ticket)).isPresent()) {
            parts.callee.get().replied(response);
            if (!talk.over && talk.established) {
                parts.afterEstablished();
            } else if (!talk.over) {
                parts.changes.next();
            }
        } else if (parts.changes.owns(ticket)) {
            if (parts.changes.replied(response)) {
                lost(response.status());
            }
        } else if (!response.isProvisional()) {
            answered(ticket, response);
        }
    }

    private void answered(int ticket, SipResponse response) {
        if (parts.digits.owns(ticket)) {
            parts.digits.done();
        } else if (parts.keyFrames.owns(ticket)) {
            parts.keyFrames.done();
        } else if (parts.referral.owns(ticket)) {
            parts.referral.answered(ticket, response.isSuccess());
        } else if (response.isSuccess() && response.sequenceMethod().equals("INVITE")) {
            repeated(response);
        }
    }

    private void repeated(SipResponse response) {
        if (parts.callee.filter(c -> c.isAnsweredBy(response)).isPresent()) {
            parts.callee.get().replied(response);
        } else {
            parts.changes.repeated(response);
        }
    }

    private void lost(int status) {
        var mapped = talk.causes().causeOfSipStatus(status);
        talk.decideCause(status + " in the call: " + mapped.why());
        if (!talk.established) {
            parts.release(mapped.value()); // an UPDATE of ours in an early dialog
        } else if (status == 481) {
            parts.peerChanges.cancelled();
            talk.finish(mapped.value());
        } else if (!parts.ending.isUnderWay()) {
            parts.ending.now(mapped.value());
        }
    }

    void unanswered(int ticket, boolean unreachable) {
        if (parts.ending.owns(ticket)) {
            parts.ending.confirmed();
        } else if (parts.openCallee().filter(c -> c.owns(ticket)).isPresent()) {
            parts.openCallee().get().unanswered(unreachable);
        } else if (parts.changes.owns(ticket)) {
            if (parts.changes.unanswered(unreachable)) {
                lost(408);
            }
        } else if (parts.digits.owns(ticket)) {
            parts.digits.done();
        } else if (parts.keyFrames.owns(ticket)) {
            parts.keyFrames.done();
        } else if (parts.referral.owns(ticket)) {
            parts.referral.answered(ticket, false);
        }
    }
}

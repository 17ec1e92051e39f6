package org.dragoman.sip.dialog;

import java.util.Optional;
import org.dragoman.core.call.Cause;

/// What a leg of SIP consists of. Each part has its own state, and all of them say into the one
/// {@link Talk} what is to be done.
final class LegParts {
    final Talk talk;
    final Acceptance acceptance;
    final SessionChanges changes;
    final PeerChanges peerChanges;
    final Digits digits;
    final KeyFrames keyFrames;
    final Referral referral;
    final Ending ending;
    final Optional<InviteReceived> caller;
    final Optional<InviteSent> callee;

    /// - {@code invite}: the one that came in; nothing where we dial.
    LegParts(Surroundings around, Optional<Incoming> invite) {
        talk = new Talk(around);
        acceptance = new Acceptance(talk);
        changes = new SessionChanges(talk, acceptance, invite.isEmpty());
        peerChanges = new PeerChanges(talk, acceptance, changes);
        digits = new Digits(talk);
        keyFrames = new KeyFrames(talk);
        referral = new Referral(talk);
        ending = new Ending(talk, peerChanges);
        caller = invite.map(i -> new InviteReceived(talk, acceptance, i));
        callee = invite.isEmpty() ? Optional.of(new InviteSent(talk)) : Optional.empty();
    }

    /// An INVITE that came in and is neither answered nor refused yet.
    Optional<InviteReceived> openCaller() {
        return caller.filter(InviteReceived::isOpen);
    }

    /// An INVITE of ours that is neither answered nor over yet.
    Optional<InviteSent> openCallee() {
        return callee.filter(InviteSent::isOpen);
    }

    /// An INVITE of ours whose peer offered, and has no answer yet.
    Optional<InviteSent> owingCallee() {
        return callee.filter(InviteSent::isOwed);
    }

    /// Ends the call from our side, however far it is.
    void release(Cause cause) {
        if (openCaller().isPresent()) {
            openCaller().get().refuse(cause);
        } else if (openCallee().isPresent()) {
            openCallee().get().cancel(cause);
        } else if (!talk.established) {
            ending.afterAcknowledgement(cause);
        } else {
            ending.now(cause);
        }
    }

    /// The call is over, whatever we say.
    void ended(Cause cause) {
        if (openCaller().isPresent()) {
            openCaller().get().ended(cause);
        } else if (openCallee().isPresent()) {
            openCallee().get().ended(cause);
        } else {
            talk.finish(cause);
        }
    }

    /// What waited for the end of the first exchange may go out.
    void afterEstablished() {
        caller.flatMap(InviteReceived::change)
                .ifPresent(m -> changes.want(new Change.Media(m, false)));
        changes.next();
        digits.next();
    }
}

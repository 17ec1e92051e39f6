package org.dragoman.sip.dialog;

import java.util.Optional;
import org.dragoman.core.call.Cause;
import org.dragoman.sip.message.SipResponse;

/// Our end of a call that was answered: BYE, which may have to wait for the ACK, and what crosses
/// it.
///
/// - Source: RFC 3261 §15.
final class Ending {
    private final Talk talk;
    private final PeerChanges peerChanges;
    private Optional<Cause> why = Optional.empty(); // BYE is out, or waits for the ACK
    private int bye;

    Ending(Talk talk, PeerChanges peerChanges) {
        this.talk = talk;
        this.peerChanges = peerChanges;
    }

    /// Whether we end the call, for the cause that was first.
    boolean isUnderWay() {
        return why.isPresent();
    }

    Optional<Cause> why() {
        return why;
    }

    /// The ACK first: RFC 3261 §15.
    void afterAcknowledgement(Cause cause) {
        why = Optional.of(cause);
    }

    void now(Cause cause) {
        peerChanges.cancelled();
        why = Optional.of(cause);
        bye = talk.sendInDialog("BYE", talk.reason(cause), Optional.empty());
        talk.stop(Timer.REFRESH);
        talk.stop(Timer.EXPIRY);
        talk.stop(Timer.KEEP_ALIVE);
        talk.start(Timer.END, Timer.CONFIRM_END);
    }

    boolean owns(int ticket) {
        return ticket == bye && bye != 0;
    }

    void replied(SipResponse response) {
        if (!response.isProvisional()) {
            confirmed();
        }
    }

    /// The end is confirmed, or nobody will confirm it.
    void confirmed() {
        talk.finish(why.orElse(Cause.NORMAL_CLEARING));
    }
}

package org.dragoman.core.call;

/// What a call waits for.
public enum Phase {
    /// The caller's leg is there; its request is not.
    AWAITING_OFFER,
    /// The gateway calls the first of two parties that it is to connect.
    AWAITING_FIRST_PARTY,
    /// The dial plan is asked.
    AWAITING_ROUTE,
    /// The caller shall dial more digits; a destination may be dialled already.
    AWAITING_DIGITS,
    /// The destination is dialled and silent.
    AWAITING_REPLY,
    /// The destination works on it.
    AWAITING_ALERTING,
    /// The called party is alerted, or something is to be heard.
    AWAITING_ANSWER,
    /// The called party answered with an offer that the caller has yet to answer.
    AWAITING_CALLER_MEDIA,
    /// Both talk.
    TALKING,
    /// One party is being connected to somebody new.
    AWAITING_NEW_PARTY,
    /// A program of the operator leads the call.
    AWAITING_SCRIPT,
    /// The call has failed, and the caller hears so before it is released.
    AWAITING_SOUND,
    /// Legs were told to end and have not all said so.
    AWAITING_RELEASE,
    /// Nothing is left.
    ENDED;

    /// Whether a destination was dialled and has not answered yet.
    boolean isDialled() {
        return compareTo(AWAITING_REPLY) >= 0 && isBeforeAnswer();
    }

    /// Whether the called party has not answered yet.
    boolean isBeforeAnswer() {
        return compareTo(AWAITING_CALLER_MEDIA) < 0;
    }
}

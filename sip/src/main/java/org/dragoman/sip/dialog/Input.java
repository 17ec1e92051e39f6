package org.dragoman.sip.dialog;

import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;

/// What reaches a {@link SipMachine}.
public sealed interface Input {
    /// The core orders something.
    record Ordered(LegCommand command) implements Input {}

    /// A request other than ACK and CANCEL.
    record Received(Incoming incoming) implements Input {}

    /// The peer takes an INVITE back.
    record Cancelled(Incoming cancel, Incoming invite) implements Input {}

    /// An ACK to a 2xx.
    record Acknowledged(SipRequest ack) implements Input {}

    /// A response to what was sent under this ticket.
    record Replied(int ticket, SipResponse response) implements Input {}

    /// No response came, or the request could not be sent.
    record Unanswered(int ticket, boolean unreachable) implements Input {}

    /// The peer's connection is gone, and it will not come back: nothing can be said to it.
    record Gone(Cause cause) implements Input {}

    record Expired(Timer timer) implements Input {}
}

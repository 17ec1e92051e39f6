package org.dragoman.sip.dialog;

import java.time.Duration;
import java.util.Optional;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;

/// A 200 to an INVITE that waits for its ACK, and is repeated until then on any transport.
///
/// - Source: RFC 3261 §13.3.1.4.
final class Acceptance {
    private final Talk talk;
    private Optional<Wait> wait = Optional.empty();

    /// - {@code offered}: the 200 carries our offer, so the ACK must carry the answer.
    /// - {@code initial}: the 200 answered the call.
    record Wait(
            Incoming invite,
            SipResponse ok,
            boolean offered,
            boolean initial,
            Duration interval,
            Duration waited) {}

    Acceptance(Talk talk) {
        this.talk = talk;
    }

    void begin(Incoming invite, SipResponse ok, boolean offered, boolean initial) {
        wait = Optional.of(new Wait(invite, ok, offered, initial, Timer.T1, Duration.ZERO));
        talk.respond(invite, ok);
        talk.start(Timer.RESEND_OK, Timer.T1);
    }

    boolean isPending() {
        return wait.isPresent();
    }

    /// The ACK came; what it acknowledges, if that still waits.
    Optional<Wait> acknowledged(SipRequest ack) {
        var done = wait.filter(w -> w.invite().request().sequence() == ack.sequence());
        if (done.isPresent()) {
            wait = Optional.empty();
            talk.stop(Timer.RESEND_OK);
        }
        return done;
    }

    /// Time to repeat the 200. True when it was repeated long enough: the peer is not there.
    boolean isLost() {
        if (wait.isEmpty()) {
            return false;
        }
        var w = wait.get();
        var waited = w.waited().plus(w.interval());
        if (waited.compareTo(Timer.GIVE_UP) >= 0) {
            wait = Optional.empty();
            return true;
        }
        var next = Timer.next(w.interval(), waited, Timer.T2);
        wait = Optional.of(new Wait(w.invite(), w.ok(), w.offered(), w.initial(), next, waited));
        talk.out(new Output.Repeat(w.invite(), w.ok()));
        talk.start(Timer.RESEND_OK, next);
        return false;
    }
}

package org.dragoman.sip.dialog;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.dragoman.sip.message.RAck;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;

/// The provisional responses to an INVITE that the peer must acknowledge, one at a time.
///
/// - Source: RFC 3262 §3.
final class ReliableProvisionals {
    private static final int WAITING = 8; // responses; a call has three or four

    private final Talk talk;
    private final Incoming invite;
    private final Deque<SipResponse> later = new ArrayDeque<>();
    private Optional<Sent> sent = Optional.empty();
    private long number;

    private record Sent(SipResponse response, long number, Duration interval, Duration waited) {}

    ReliableProvisionals(Talk talk, Incoming invite) {
        this.talk = talk;
        this.invite = invite;
        this.number = talk.around.random().nextInt(1, 1 << 30); // RFC 3262 §3: below 2^31
    }

    void send(SipResponse response) {
        if (sent.isEmpty()) {
            sendNow(response);
        } else if (later.size() < WAITING) {
            later.add(response);
        }
    }

    private void sendNow(SipResponse response) {
        number++;
        var numbered = response.with("Require", "100rel").with("RSeq", Long.toString(number));
        sent = Optional.of(new Sent(numbered, number, Timer.T1, Duration.ZERO));
        talk.respond(invite, numbered);
        talk.start(Timer.RESEND_RELIABLE, Timer.T1);
    }

    /// Whether a description waits to be acknowledged: no 2xx may be sent before.
    boolean holdsBackAnswer() {
        return sent.map(s -> s.response().body().isPresent()).orElse(false)
                || later.stream().anyMatch(r -> r.body().isPresent());
    }

    /// Takes a PRACK: false when it acknowledges nothing that waits (481 then).
    boolean acknowledged(SipRequest prack) {
        var ack = RAck.of(prack.headers());
        if (ack.isEmpty() || sent.isEmpty()) {
            return false;
        }
        var matches =
                ack.get().response() == sent.get().number()
                        && ack.get().sequence() == invite.request().sequence()
                        && ack.get().method().equals("INVITE");
        if (matches) {
            sent = Optional.empty();
            talk.stop(Timer.RESEND_RELIABLE);
        }
        return matches;
    }

    /// Sends what had to wait for the acknowledgement.
    void sendNext() {
        if (sent.isEmpty() && !later.isEmpty()) {
            sendNow(later.remove());
        }
    }

    /// Time to repeat. True when it was repeated long enough: the INVITE is to be rejected.
    boolean isLost() {
        if (sent.isEmpty()) {
            return false;
        }
        var s = sent.get();
        var waited = s.waited().plus(s.interval());
        if (waited.compareTo(Timer.GIVE_UP) >= 0) {
            return true;
        }
        var next = Timer.next(s.interval(), waited, Timer.GIVE_UP);
        sent = Optional.of(new Sent(s.response(), s.number(), next, waited));
        talk.respond(invite, s.response());
        talk.start(Timer.RESEND_RELIABLE, next);
        return false;
    }

    void stop() {
        sent = Optional.empty();
        later.clear();
        talk.stop(Timer.RESEND_RELIABLE);
    }
}

package org.dragoman.sip.dialog;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.dragoman.core.call.DigitMethod;
import org.dragoman.core.call.LegCommand.SendDigit;
import org.dragoman.core.call.LegEvent;
import org.dragoman.sip.SipPeer;
import org.dragoman.sip.message.Headers;
import org.dragoman.sip.message.InfoDigit;

/// Digits by SIP INFO, in and out; digits in the RTP stream are left to the media port. INFO
/// requests go one after another, so that digits keep their order on UDP.
///
/// - Source: RFC 2976 / RFC 6086 §8.1 for INFO; {@link InfoDigit} for the bodies.
final class Digits {
    private static final int WAITING = 64; // digits

    private final Talk talk;
    private final Deque<SendDigit> waiting = new ArrayDeque<>();
    private Optional<Integer> ticket = Optional.empty();

    Digits(Talk talk) {
        this.talk = talk;
    }

    void send(SendDigit digit) {
        if (byEvent(digit)) {
            talk.out(new Output.PlayDigit(digit.digit(), digit.held()));
        } else if (waiting.size() < WAITING) {
            waiting.add(digit);
            next();
        }
    }

    private boolean byEvent(SendDigit digit) {
        return switch (talk.peer().dtmf()) {
            case RTP_EVENT, INBAND -> true; // the port knows which
            case INFO_RELAY, INFO_DTMF -> false;
            case AUTO ->
                    digit.digit() != '!' // the event of a hook flash is seldom taken
                            && talk.hasMedia()
                            && talk.media().flow().sendDigits().isPresent();
        };
    }

    /// Sends what waits, when the call stands and nothing is under way.
    void next() {
        if (!talk.established || talk.over || ticket.isPresent() || waiting.isEmpty()) {
            return;
        }
        var digit = waiting.remove();
        var info = new InfoDigit(digit.digit(), atLeast(digit.held()));
        boolean plain = talk.peer().dtmf() == SipPeer.Dtmf.INFO_DTMF;
        var body = plain ? info.plain() : info.relay();
        ticket = Optional.of(talk.sendInDialog("INFO", Headers.NONE, Optional.of(body)));
    }

    private static Duration atLeast(Duration held) {
        var least = Duration.ofMillis(40); // the shortest a receiver must know: ITU-T Q.24
        return held.compareTo(least) < 0 ? least : held;
    }

    boolean owns(int other) {
        return ticket.map(t -> t == other).orElse(false);
    }

    /// The INFO is answered, or will never be.
    void done() {
        ticket = Optional.empty();
        next();
    }

    void received(Incoming info) {
        var body = info.request().body().filter(b -> !b.text().isBlank());
        if (body.isEmpty()) {
            talk.respond(info, 200); // RFC 2976 §2.2: seen as keep-alive
            return;
        }
        var digit = InfoDigit.of(body.get());
        if (digit.isEmpty()) {
            talk.respond(
                    info,
                    talk.response(415).with("Accept", InfoDigit.RELAY + ", " + InfoDigit.PLAIN));
            return;
        }
        talk.respond(info, 200);
        talk.emit(
                leg ->
                        new LegEvent.Digit(
                                leg,
                                digit.get().digit(),
                                digit.get().held(),
                                DigitMethod.SIP_INFO));
    }
}

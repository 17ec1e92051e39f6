package org.dragoman.h323;

import java.time.Duration;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;
import org.dragoman.core.call.LegContext;
import org.dragoman.h323.H323Behaviour.Digits;
import org.dragoman.h323.h245.CapabilitySet.UserInputKind;

/// By which of their many ways digits come and go between us and one peer (H.323 §6.2.8).
final class DigitWays {
    private static final int EVENT_TYPE = 101; // RTP payload type on which we take RFC 4733 digits
    private static final int SHORTEST = 40; // milliseconds we hold a digit that goes as signal
    private static final int LONGEST = 65_535; // milliseconds, UserInputIndication.signal

    private final LegContext context;
    private final Digits forced;
    private final LegControl control;

    DigitWays(LegContext context, Digits forced, LegControl control) {
        this.context = context;
        this.forced = forced;
        this.control = control;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9'
                || c >= 'A' && c <= 'D'
                || c >= 'a' && c <= 'd'
                || c == '*'
                || c == '#'
                || c == '!';
    }

    /// What we tell the peer that we take of H.245. A peer that is forced to one way of sending
    /// digits is told of no other: it would choose.
    Set<UserInputKind> taken() {
        return switch (forced) {
            case AUTO -> EnumSet.allOf(UserInputKind.class);
            case SIGNAL -> EnumSet.of(UserInputKind.DTMF);
            case ALPHANUMERIC -> EnumSet.of(UserInputKind.BASIC_STRING);
            case RTP_EVENT, KEYPAD, IN_BAND -> EnumSet.noneOf(UserInputKind.class);
        };
    }

    /// The payload type on which we take RFC 4733 events, where the peer may send them.
    OptionalInt eventsTaken() {
        return forced == Digits.AUTO || forced == Digits.RTP_EVENT
                ? OptionalInt.of(EVENT_TYPE)
                : OptionalInt.empty();
    }

    /// How a digit goes to this peer now.
    private Digits out() {
        if (forced != Digits.AUTO) {
            return forced;
        }
        if (!control.isUp()) {
            return Digits.KEYPAD;
        }
        var capabilities = control.session().peerCapabilities();
        if (capabilities.isEmpty()) {
            return Digits.ALPHANUMERIC; // every endpoint knows it: H.323 §6.2.8
        }
        var set = capabilities.get();
        if (set.userInput().contains(UserInputKind.DTMF)) {
            return Digits.SIGNAL;
        }
        if (set.userInput().contains(UserInputKind.BASIC_STRING)) {
            return Digits.ALPHANUMERIC;
        }
        return set.telephoneEvents().isPresent() ? Digits.RTP_EVENT : Digits.KEYPAD;
    }

    /// Sends a digit. False: it must go as keypad in call signalling.
    boolean send(char digit, Duration held) {
        var session = control.session();
        switch (out()) {
            case SIGNAL ->
                    control.run(
                            session.signal(digit, Math.clamp(held.toMillis(), SHORTEST, LONGEST)));
            case ALPHANUMERIC -> control.run(session.alphanumeric(digit));
            case RTP_EVENT, IN_BAND -> context.media().sendDigit(digit, held); // it knows which
            case KEYPAD -> {
                return false;
            }
            case AUTO -> throw new IllegalStateException("out() decides");
        }
        return true;
    }
}

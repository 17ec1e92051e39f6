package org.dragoman.h323.h245;

import org.dragoman.h323.h245.H245Output.PeerLost;
import org.dragoman.h323.h245.H245Output.Timer;
import org.dragoman.h323.h245.H245Output.Timer.Kind;

/// Asks from time to time whether the peer is still there. Source: H.245 §5.7, §B.7.
final class KeepAlive {
    private static final Timer TIMER = new Timer(Kind.ROUND_TRIP, 0);

    private final H245Settings settings;
    private final Effects effects;
    private RoundTripMachine.State state = new RoundTripMachine.Off();

    KeepAlive(H245Settings settings, Effects effects) {
        this.settings = settings;
        this.effects = effects;
    }

    void begin() {
        if (settings.keepAlive().isZero()) {
            return;
        }
        var step = RoundTripMachine.step(state, new RoundTripMachine.Begin());
        if (!state.equals(step.next())) {
            state = step.next();
            effects.arm(TIMER, settings.keepAlive());
        }
    }

    /// - {@code heard}: whether the peer has said anything yet; it may not speak H.245 at all.
    void expired(boolean heard) {
        if (!heard) {
            effects.arm(TIMER, settings.keepAlive());
            return;
        }
        var step =
                RoundTripMachine.step(state, new RoundTripMachine.Expired(settings.unanswered()));
        state = step.next();
        step.sent().forEach(effects::send);
        if (state instanceof RoundTripMachine.Lost) {
            effects.tell(new PeerLost());
        } else {
            effects.arm(TIMER, settings.reply());
        }
    }

    void answered(int sequence) {
        var before = state;
        state = RoundTripMachine.step(state, new RoundTripMachine.Answered(sequence)).next();
        if (!before.equals(state)) {
            effects.arm(TIMER, settings.keepAlive());
        }
    }
}

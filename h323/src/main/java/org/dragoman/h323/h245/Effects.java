package org.dragoman.h323.h245;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dragoman.h323.h245.H245Output.Arm;
import org.dragoman.h323.h245.H245Output.Disarm;
import org.dragoman.h323.h245.H245Output.Send;
import org.dragoman.h323.h245.H245Output.Timer;

/// Gathers what one input leads to.
final class Effects {
    private final Duration reply;
    private final Set<Timer> running = new HashSet<>();
    private boolean sent;
    private List<H245Output> gathered = new ArrayList<>();

    Effects(Duration reply) {
        this.reply = reply;
    }

    void send(H245Message message) {
        sent = true;
        gathered.add(new Send(message));
    }

    /// Whether anything was ever sent.
    boolean hasSent() {
        return sent;
    }

    void tell(H245Output output) {
        gathered.add(output);
    }

    /// Starts a timer that waits for a reply, leaves it running, or stops it.
    void timer(Timer timer, boolean run) {
        if (run && running.add(timer)) {
            gathered.add(new Arm(timer, reply));
        } else if (!run && running.remove(timer)) {
            gathered.add(new Disarm(timer));
        }
    }

    /// The next {@link #timer} starts it anew.
    void expired(Timer timer) {
        running.remove(timer);
    }

    void arm(Timer timer, Duration delay) {
        running.add(timer);
        gathered.add(new Arm(timer, delay));
    }

    void disarmAll() {
        running.forEach(t -> gathered.add(new Disarm(t)));
        running.clear();
    }

    List<H245Output> take() {
        var taken = gathered;
        gathered = new ArrayList<>();
        return taken;
    }
}

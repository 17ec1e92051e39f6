package org.dragoman.core.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.call.CallId;

/// Keeps the messages of some calls as they were on the wire. Bounded: so many calls, so many
/// messages of each; a new call takes the place of the one that ended longest ago, and is not kept
/// where none has ended. Safe from any thread.
public final class WireShelf {
    static final int MESSAGES = 256; // of one call

    private final int calls;
    private final Map<CallId, Tape> tapes = new LinkedHashMap<>(); // oldest first

    /// - {@code calls}: that are kept at a time; 0 keeps none.
    public WireShelf(int calls) {
        this.calls = calls;
    }

    /// What is kept of one call. Filled on its loop, read from anywhere.
    public static final class Tape {
        private final List<WireNote> notes = new ArrayList<>();
        private boolean over;

        synchronized void add(WireNote note) {
            if (notes.size() < MESSAGES) {
                notes.add(note);
            }
        }

        synchronized List<WireNote> notes() {
            return List.copyOf(notes);
        }

        /// The call has ended: others may take its place.
        synchronized void end() {
            over = true;
        }

        private synchronized boolean isOver() {
            return over;
        }
    }

    /// A place for a call that begins; nothing where there is none.
    public synchronized Optional<Tape> begin(CallId call) {
        if (tapes.size() >= calls && !makeRoom()) {
            return Optional.empty();
        }
        var tape = new Tape();
        tapes.put(call, tape);
        return Optional.of(tape);
    }

    private boolean makeRoom() {
        for (var each = tapes.values().iterator(); each.hasNext(); ) {
            if (each.next().isOver()) {
                each.remove();
                return true;
            }
        }
        return false;
    }

    /// The messages of a call, oldest first; nothing where they are not kept.
    public Optional<List<WireNote>> of(CallId call) {
        Optional<Tape> tape;
        synchronized (this) {
            tape = Optional.ofNullable(tapes.get(call));
        }
        return tape.map(Tape::notes);
    }
}

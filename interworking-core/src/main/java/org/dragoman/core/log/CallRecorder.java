package org.dragoman.core.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.LegId;

/// Draws the ladder of a call: a row for each input of the call's loop that left a trace. Used on
/// that loop alone.
public final class CallRecorder implements CallTrace {
    private static final int ROWS = 256; // more than any call a person would read
    private static final int ENTRIES = 32; // messages and decisions of one row
    private static final int TEXT = 400; // characters of a detail

    private final List<CallSnapshot.Row> rows = new ArrayList<>();
    private final List<CallSnapshot.Entry> entries = new ArrayList<>();
    private final List<CallSnapshot.Decision> decisions = new ArrayList<>();
    private final Optional<WireShelf.Tape> tape;
    private Instant at = Instant.EPOCH;
    private int lost;

    /// Keeps no message as it was on the wire.
    public CallRecorder() {
        this(Optional.empty());
    }

    /// - {@code tape}: where messages are kept as they were on the wire, if anywhere.
    public CallRecorder(Optional<WireShelf.Tape> tape) {
        this.tape = tape;
    }

    /// Begins the row of another input.
    public void begin(Instant now) {
        close();
        at = now;
    }

    @Override
    public void message(LegId leg, Way way, String name, String detail) {
        if (entries.size() < ENTRIES) {
            entries.add(new CallSnapshot.Entry(leg.index(), way, name, cut(detail)));
        }
    }

    @Override
    public void message(LegId leg, Way way, String name, String detail, WireContent content) {
        message(leg, way, name, detail);
        tape.ifPresent(t -> t.add(new WireNote(at, leg.index(), way, name, content)));
    }

    @Override
    public void decision(LegId leg, String what) {
        decision(leg, Kind.OTHER, what);
    }

    @Override
    public void decision(LegId leg, Kind kind, String what) {
        if (decisions.size() < ENTRIES) {
            decisions.add(new CallSnapshot.Decision(leg.index(), kind, cut(what)));
        }
    }

    /// The call is over.
    public void end() {
        tape.ifPresent(WireShelf.Tape::end);
    }

    /// The ladder so far.
    public List<CallSnapshot.Row> rows() {
        close();
        return List.copyOf(rows);
    }

    public int rowsLost() {
        return lost;
    }

    private void close() {
        boolean tells = decisions.stream().anyMatch(d -> d.kind() != Kind.MESSAGE);
        if (entries.isEmpty() && !tells) {
            decisions.clear();
            return;
        }
        if (rows.size() < ROWS) {
            rows.add(new CallSnapshot.Row(at, entries, decisions));
        } else {
            lost++;
        }
        entries.clear();
        decisions.clear();
    }

    private static String cut(String text) {
        return text.length() <= TEXT ? text : text.substring(0, TEXT) + "…";
    }
}

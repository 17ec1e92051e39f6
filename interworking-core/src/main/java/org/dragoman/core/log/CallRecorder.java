package org.dragoman.core.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    private Instant at = Instant.EPOCH;
    private int lost;

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
    public void decision(LegId leg, String what) {
        if (decisions.size() < ENTRIES) {
            decisions.add(new CallSnapshot.Decision(leg.index(), cut(what)));
        }
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
        if (entries.isEmpty() && decisions.isEmpty()) {
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

package org.dragoman.rules;

import static org.dragoman.rules.ProgressTables.ANY;
import static org.dragoman.rules.ProgressTables.NONE;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.dragoman.rules.ProgressTables.Event;
import org.dragoman.rules.ProgressTables.EventKey;
import org.dragoman.rules.ProgressTables.Meaning;
import org.dragoman.rules.ProgressTables.Message;
import org.dragoman.rules.ProgressTables.Q931Key;
import org.dragoman.rules.ProgressTables.SipKey;

/// Reads the tables of what is told between a call and its answer; each has a row for everything.
record ProgressLoader(TableLoader tables) {
    private static final Set<Event> SAID_BY_H323 =
            Set.of(Event.PROCEEDING, Event.PROGRESS, Event.RINGING);
    private static final Set<Event> TOLD_TO_H323 =
            Set.of(Event.OFFERED, Event.PROGRESS, Event.RINGING, Event.ANSWERED);
    private static final Set<Event> IN_SIP = Set.of(Event.PROGRESS, Event.RINGING);

    ProgressTables load() throws BadTable {
        return new ProgressTables(fromQ931(), toQ931(), fromSip(), toSip());
    }

    private Map<Q931Key, Mapped<Meaning>> fromQ931() throws BadTable {
        var table =
                tables.read(
                        "q931-progress-to-event.csv", "message", "indicator", "event", "in-band");
        var map =
                table.map(
                        c -> new Q931Key(c.word("message", Message.class), indicatorKey(c)),
                        c -> meaning(c, SAID_BY_H323));
        for (var message : Message.values()) {
            table.needsDefault(map, new Q931Key(message, ANY));
        }
        return map;
    }

    private static String indicatorKey(CsvTable.Cells cells) {
        return cells.text("indicator").equals(NONE)
                ? NONE
                : TableLoader.numberKey(cells, "indicator", 0, 127);
    }

    private static Mapped<Meaning> meaning(CsvTable.Cells cells, Set<Event> allowed) {
        return new Mapped<>(
                new Meaning(event(cells, allowed), cells.truth("in-band")), cells.row());
    }

    private static Event event(CsvTable.Cells cells, Set<Event> allowed) {
        var event = cells.word("event", Event.class);
        if (!allowed.contains(event)) {
            cells.bad("event is " + event + ", allowed here are " + allowed);
        }
        return event;
    }

    private Map<EventKey, Mapped<OptionalInt>> toQ931() throws BadTable {
        var table = tables.read("event-to-q931-progress.csv", "event", "in-band", "indicator");
        var map =
                table.map(
                        c -> eventKey(c, TOLD_TO_H323),
                        c -> new Mapped<>(indicatorToSend(c), c.row()));
        for (var event : TOLD_TO_H323) {
            needsBoth(table, map, event);
        }
        return map;
    }

    private static OptionalInt indicatorToSend(CsvTable.Cells cells) {
        if (!cells.text("indicator").isEmpty()) {
            return OptionalInt.of(cells.number("indicator", 0, 127));
        }
        if (cells.text("event").equals(Event.PROGRESS.name())) {
            cells.bad("a Progress message must have an indicator (Q.931 §3.1.8)");
        }
        return OptionalInt.empty();
    }

    private static EventKey eventKey(CsvTable.Cells cells, Set<Event> allowed) {
        if (!cells.isAny("in-band")) {
            cells.truth("in-band");
        }
        return new EventKey(event(cells, allowed), cells.text("in-band"));
    }

    private static <V> void needsBoth(CsvTable table, Map<EventKey, V> map, Event event)
            throws BadTable {
        if (!map.containsKey(new EventKey(event, ANY))) {
            table.needsDefault(map, new EventKey(event, "true"));
            table.needsDefault(map, new EventKey(event, "false"));
        }
    }

    private Map<SipKey, Mapped<Meaning>> fromSip() throws BadTable {
        var table = tables.read("sip-provisional-to-event.csv", "sip", "sdp", "event", "in-band");
        var map =
                table.map(
                        c -> {
                            if (!c.isAny("sdp")) {
                                c.truth("sdp");
                            }
                            return new SipKey(
                                    TableLoader.numberKey(c, "sip", 101, 199), c.text("sdp"));
                        },
                        c -> meaning(c, IN_SIP));
        if (!map.containsKey(new SipKey(ANY, ANY))) {
            table.needsDefault(map, new SipKey(ANY, "true"));
            table.needsDefault(map, new SipKey(ANY, "false"));
        }
        return map;
    }

    private Map<EventKey, Mapped<Integer>> toSip() throws BadTable {
        var table = tables.read("event-to-sip-provisional.csv", "event", "in-band", "sip");
        var map =
                table.map(
                        c -> eventKey(c, IN_SIP),
                        c -> new Mapped<>(c.number("sip", 180, 199), c.row()));
        for (var event : IN_SIP) {
            needsBoth(table, map, event);
        }
        return map;
    }
}

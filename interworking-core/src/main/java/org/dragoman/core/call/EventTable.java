package org.dragoman.core.call;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// For every phase of a call, what every event of every side is: it triggers something, it passes
/// without effect, or it is an error (RFC 4123 §7.4). The machine acts by this table, and a test
/// sees to it that no cell is missing and each tells the truth.
public final class EventTable {
    /// What an event does in a phase.
    public enum Effect {
        TRIGGERS,
        /// Legal or harmless here; nothing comes of it.
        PASSES,
        /// Against the rules of the call; noted, and nothing comes of it (RFC 4123 §7.1).
        ERROR
    }

    private record Row(Side side, String event) {}

    // T triggers, . passes, E error; columns are the phases in order:
    // OFFER FIRST-PARTY ROUTE DIGITS REPLY ALERTING ANSWER CALLER-MEDIA TALKING NEW-PARTY SCRIPT
    // SOUND RELEASE ENDED
    private static final String TABLE =
            """
            CALLER     Offered            T E E E E E E E E E E . . .
            CALLER     Replacing          T E E E E E E E E E E . . .
            CALLER     Proceeding         E . E E E E E E E E E . . .
            CALLER     MoreDigits         E T E E E E E E E E E . . .
            CALLER     DialledDigits      E E T T T . . . . . . . . .
            CALLER     Progress           E T E E E E E E E E E . . .
            CALLER     Ringing            E T E E E E E E E E E . . .
            CALLER     Answered           E T E E E E E E E E E . . .
            CALLER     MediaOffered       E T T T T T T T T T T . . .
            CALLER     MediaAnswered      E . E . . T T T T T T T . .
            CALLER     MediaRefused       E . E . . T T T T T T T . .
            CALLER     Held               E T T T T T T T T T T . . .
            CALLER     Resumed            E T T T T T T T T T T . . .
            CALLER     Digit              E . . . . T T T T . T . . .
            CALLER     KeyFrameWanted     E . . . . . . . T . . . . .
            CALLER     TransferRequested  E . . . . . . . T T T . . .
            CALLER     MeetingRequested   E . . . . . . . T . . . . .
            CALLER     Redirected         E T E E E E E E E E E . . .
            CALLER     IdentityChanged    E T . . . . . . T T . . . .
            CALLER     Released           T T T T T T T T T T T T T .
            CALLEE     Offered            E E E E E E E E E E . . . .
            CALLEE     Replacing          E E E E E E E E E E . . . .
            CALLEE     Proceeding         E E E . T . . E E . . . . .
            CALLEE     MoreDigits         E E E . T E E E E T . . . .
            CALLEE     DialledDigits      E E E E E E E E E E . . . .
            CALLEE     Progress           E E E T T T T . . T . . . .
            CALLEE     Ringing            E E E T T T T . . T . . . .
            CALLEE     Answered           E E E T T T T E E T . . . .
            CALLEE     MediaOffered       E E E T T T T T T T . . . .
            CALLEE     MediaAnswered      E E E E E E E E T . . . . .
            CALLEE     MediaRefused       E E E E E E E E T . . . . .
            CALLEE     Held               E E E T T T T T T T . . . .
            CALLEE     Resumed            E E E T T T T T T T . . . .
            CALLEE     Digit              E E E . . T T T T . . . . .
            CALLEE     KeyFrameWanted     E E E . . . . . T . . . . .
            CALLEE     TransferRequested  E E E . . . . . T T . . . .
            CALLEE     MeetingRequested   E E E . . . . . T . . . . .
            CALLEE     Redirected         E E E T T T T E E T . . . .
            CALLEE     IdentityChanged    E E E . . T T T T T . . . .
            CALLEE     Released           E E E T T T T T T T . . . .
            TRANSFEROR Offered            . . . . . . . . . E . . . .
            TRANSFEROR Replacing          . . . . . . . . . E . . . .
            TRANSFEROR Proceeding         . . . . . . . . . E . . . .
            TRANSFEROR MoreDigits         . . . . . . . . . E . . . .
            TRANSFEROR DialledDigits      . . . . . . . . . . . . . .
            TRANSFEROR Progress           . . . . . . . . . . . . . .
            TRANSFEROR Ringing            . . . . . . . . . . . . . .
            TRANSFEROR Answered           . . . . . . . . . E . . . .
            TRANSFEROR MediaOffered       . . . . . . . . . T . . . .
            TRANSFEROR MediaAnswered      . . . . . . . . . . . . . .
            TRANSFEROR MediaRefused       . . . . . . . . . . . . . .
            TRANSFEROR Held               . . . . . . . . . T . . . .
            TRANSFEROR Resumed            . . . . . . . . . T . . . .
            TRANSFEROR Digit              . . . . . . . . . . . . . .
            TRANSFEROR KeyFrameWanted     . . . . . . . . . . . . . .
            TRANSFEROR TransferRequested  . . . . . . . . . T . . . .
            TRANSFEROR MeetingRequested   . . . . . . . . . . . . . .
            TRANSFEROR Redirected         . . . . . . . . . E . . . .
            TRANSFEROR IdentityChanged    . . . . . . . . . T . . . .
            TRANSFEROR Released           . . . . . . . . . T . . . .
            GIVEN_UP   Offered            . . . . . . . . . . . . . .
            GIVEN_UP   Replacing          . . . . . . . . . . . . . .
            GIVEN_UP   Proceeding         . . . . . . . . . . . . . .
            GIVEN_UP   MoreDigits         . . . . . . . . . . . . . .
            GIVEN_UP   DialledDigits      . . . . . . . . . . . . . .
            GIVEN_UP   Progress           . . . . . . . . . . . . . .
            GIVEN_UP   Ringing            . . . . . . . . . . . . . .
            GIVEN_UP   Answered           . . . . . . . . . . . . . .
            GIVEN_UP   MediaOffered       . . . . . . . . . . . . . .
            GIVEN_UP   MediaAnswered      . . . . . . . . . . . . . .
            GIVEN_UP   MediaRefused       . . . . . . . . . . . . . .
            GIVEN_UP   Held               . . . . . . . . . . . . . .
            GIVEN_UP   Resumed            . . . . . . . . . . . . . .
            GIVEN_UP   Digit              . . . . . . . . . . . . . .
            GIVEN_UP   KeyFrameWanted     . . . . . . . . . . . . . .
            GIVEN_UP   TransferRequested  . . . . . . . . . . . . . .
            GIVEN_UP   MeetingRequested   . . . . . . . . . . . . . .
            GIVEN_UP   Redirected         . . . . . . . . . . . . . .
            GIVEN_UP   IdentityChanged    . . . . . . . . . . . . . .
            GIVEN_UP   Released           T T T T T T T T T T T T T .
            """;

    private static final Map<Row, Effect[]> ROWS = read();

    private EventTable() {}

    public static Effect effect(Phase phase, Side side, Class<? extends LegEvent> event) {
        var row = Optional.ofNullable(ROWS.get(new Row(side, event.getSimpleName())));
        return row.orElseThrow()[phase.ordinal()];
    }

    /// Whether the table has a line for it.
    static boolean knows(Side side, Class<?> event) {
        return ROWS.containsKey(new Row(side, event.getSimpleName()));
    }

    static int size() {
        return ROWS.size();
    }

    private static Map<Row, Effect[]> read() {
        var rows = new HashMap<Row, Effect[]>();
        for (var line : (Iterable<String>) TABLE.lines()::iterator) {
            var cells = line.split(" +");
            var effects =
                    Arrays.stream(cells).skip(2).map(EventTable::effect).toArray(Effect[]::new);
            if (effects.length != Phase.values().length) {
                throw new IllegalStateException("a row for every phase: " + line);
            }
            rows.put(new Row(Side.valueOf(cells[0]), cells[1]), effects);
        }
        return Map.copyOf(rows);
    }

    private static Effect effect(String cell) {
        return switch (cell) {
            case "T" -> Effect.TRIGGERS;
            case "." -> Effect.PASSES;
            case "E" -> Effect.ERROR;
            default -> throw new IllegalStateException("no effect: " + cell);
        };
    }
}

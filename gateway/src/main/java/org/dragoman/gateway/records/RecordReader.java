package org.dragoman.gateway.records;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.gateway.rest.RecordLegView;
import org.dragoman.gateway.rest.RecordPageView;
import org.dragoman.gateway.rest.RecordQuestion;
import org.dragoman.gateway.rest.RecordView;
import org.dragoman.gateway.rest.RecordsAway;

/// Finds records in the database, on a connection of its own for each question. Safe from any
/// thread.
public final class RecordReader {
    private static final int CALL_ID = 12; // hexadecimal digits

    private final RecordsConfig config;

    public RecordReader(RecordsConfig config) {
        this.config = config;
    }

    /// Records of calls, newest first.
    public RecordPageView find(RecordQuestion question) throws RecordsAway {
        var condition = new Condition();
        question.since().ifPresent(t -> condition.add("offered_at >= ?", Words.moment(t)));
        question.until().ifPresent(t -> condition.add("offered_at < ?", Words.moment(t)));
        question.peer().ifPresent(p -> condition.add(PEER, p, p));
        question.number().ifPresent(n -> number(condition, n));
        question.cause().ifPresent(c -> condition.add("cause = ?", c));
        question.after().ifPresent(a -> after(condition, a));
        if (question.failed()) {
            condition.add("answered_at IS NULL AND state = 'ended'");
        }
        var found = read(condition, question.limit() + 1);
        boolean more = found.size() > question.limit();
        var page = more ? found.subList(0, question.limit()) : found;
        return new RecordPageView(page, more ? next(page.getLast()) : "");
    }

    /// The record of a call; should the name have been given twice, of the newer one.
    public Optional<RecordView> find(String call) throws RecordsAway {
        return read(new Condition().add("call_id = ?", call), 1).stream().findFirst();
    }

    private static final String PEER =
            """
            (in_peer = ? OR EXISTS (SELECT 1 FROM call_legs l
                WHERE l.offered_at = call_records.offered_at
                AND l.call_id = call_records.call_id AND l.peer = ?))""";

    private static void number(Condition condition, String number) {
        boolean beginning = number.endsWith("*");
        var digits = beginning ? number.substring(0, number.length() - 1) : number;
        var like = escaped(digits) + (beginning ? "%" : "");
        condition.add(
                """
                (calling LIKE ? ESCAPE '!' OR called LIKE ? ESCAPE '!'
                    OR calling_out LIKE ? ESCAPE '!' OR called_out LIKE ? ESCAPE '!')""",
                like,
                like,
                like,
                like);
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static String next(RecordView last) {
        return last.offeredAt() + "-" + last.callId();
    }

    private static void after(Condition condition, String next) {
        int dash = next.length() - CALL_ID - 1;
        condition.add(
                "(offered_at, call_id) < (?, ?)",
                next.substring(0, dash),
                next.substring(dash + 1));
    }

    /// Parts of a WHERE, and the values that belong there.
    private static final class Condition {
        private final List<String> parts = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        Condition add(String part, Object... others) {
            parts.add(part);
            values.addAll(List.of(others));
            return this;
        }

        String where() {
            return parts.isEmpty() ? "" : " WHERE " + String.join(" AND ", parts);
        }

        int bind(PreparedStatement into) throws SQLException {
            int at = 1;
            for (var value : values) {
                into.setObject(at++, value);
            }
            return at;
        }
    }

    private List<RecordView> read(Condition condition, int limit) throws RecordsAway {
        var sql =
                "SELECT * FROM "
                        + RecordStore.CALLS
                        + condition.where()
                        + " ORDER BY offered_at DESC, call_id DESC LIMIT ?";
        try (var connection = RecordStore.reader(config);
                var ask = connection.prepareStatement(sql)) {
            ask.setInt(condition.bind(ask), limit);
            var found = new ArrayList<RecordView>();
            try (var rows = ask.executeQuery()) {
                while (rows.next()) {
                    var legs =
                            legs(
                                    connection,
                                    rows.getString("offered_at"),
                                    rows.getString("call_id"));
                    found.add(RecordStore.CALL.read(rows, legs));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new RecordsAway(
                    "The call records cannot be read: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static List<RecordLegView> legs(Connection connection, String offeredAt, String call)
            throws SQLException {
        var sql =
                "SELECT * FROM "
                        + RecordStore.LEGS
                        + " WHERE offered_at = ? AND call_id = ? ORDER BY leg";
        try (var ask = connection.prepareStatement(sql)) {
            ask.setString(1, offeredAt);
            ask.setString(2, call);
            var legs = new ArrayList<RecordLegView>();
            try (var rows = ask.executeQuery()) {
                while (rows.next()) {
                    legs.add(RecordStore.LEG.read(rows));
                }
            }
            return legs;
        }
    }
}

package org.dragoman.gateway.records;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the tables to what this program knows. Each step has a script forth and one back; the one
/// back is kept in the database, so that an older program, which has never seen the step, can undo
/// it. A step happens whole or not at all.
final class Migrations {
    private static final Logger LOGGER = LoggerFactory.getLogger(Migrations.class);
    private static final List<String> NAMES = List.of("0001-calls-and-legs");
    private static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS record_migrations (
                number BIGINT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                back TEXT NOT NULL
            )""";

    /// - {@code forth}, {@code back}: SQL statements, each with a semicolon at the end of its last
    ///   line.
    record Step(String name, String forth, String back) {}

    private record Undo(int number, String name, String back) {}

    private final List<Step> steps;

    /// - {@code steps}: number 1 first.
    Migrations(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /// Those of this program.
    static Migrations ofThisProgram() {
        return new Migrations(
                NAMES.stream()
                        .map(n -> new Step(n, script(n + ".up.sql"), script(n + ".down.sql")))
                        .toList());
    }

    List<Step> steps() {
        return steps;
    }

    private static String script(String name) {
        var place = "migrations/" + name;
        try (InputStream in =
                Objects.requireNonNull(Migrations.class.getResourceAsStream(place), place)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Does what lacks, and undoes what is too new.
    void apply(Connection database) throws SQLException {
        inOneGo(database, () -> run(database, TABLE));
        for (var newer = last(database); newer.size() > steps.size(); newer = last(database)) {
            undo(database, newer.getLast());
        }
        for (int done = last(database).size(); done < steps.size(); done++) {
            add(database, done + 1, steps.get(done));
        }
    }

    /// The steps that were done, oldest first.
    private static List<Undo> last(Connection database) throws SQLException {
        var all = new ArrayList<Undo>();
        try (var ask = database.createStatement();
                var rows =
                        ask.executeQuery(
                                "SELECT number, name, back FROM record_migrations"
                                        + " ORDER BY number")) {
            while (rows.next()) {
                all.add(new Undo(rows.getInt(1), rows.getString(2), rows.getString(3)));
            }
        }
        return all;
    }

    private static void add(Connection database, int number, Step step) throws SQLException {
        inOneGo(
                database,
                () -> {
                    // first of all: of two gateways that come at once one fails here
                    try (var insert =
                            database.prepareStatement(
                                    "INSERT INTO record_migrations (number, name, back)"
                                            + " VALUES (?, ?, ?)")) {
                        insert.setLong(1, number);
                        insert.setString(2, step.name());
                        insert.setString(3, step.back());
                        insert.executeUpdate();
                    }
                    run(database, step.forth());
                });
        tell("records.migrated", step.name());
    }

    private static void undo(Connection database, Undo step) throws SQLException {
        inOneGo(
                database,
                () -> {
                    run(database, step.back());
                    try (var delete =
                            database.prepareStatement(
                                    "DELETE FROM record_migrations WHERE number = ?")) {
                        delete.setLong(1, step.number());
                        delete.executeUpdate();
                    }
                });
        tell("records.migrated_back", step.name());
    }

    private static void tell(String event, String step) {
        LOGGER.atInfo()
                .addKeyValue("event", event)
                .addKeyValue("step", step)
                .log("the tables of call records were changed");
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static void inOneGo(Connection database, Work work) throws SQLException {
        database.setAutoCommit(false);
        try {
            work.run();
            database.commit();
        } catch (SQLException e) {
            database.rollback();
            throw e;
        } finally {
            database.setAutoCommit(true);
        }
    }

    private static void run(Connection database, String script) throws SQLException {
        var plain = script.lines().filter(l -> !l.startsWith("--")).toList();
        var statements = Stream.of(String.join("\n", plain).split(";\\s*(\n|$)"));
        try (var statement = database.createStatement()) {
            for (var sql : statements.map(String::strip).filter(s -> !s.isEmpty()).toList()) {
                statement.executeUpdate(sql);
            }
        }
    }
}

package org.dragoman.gateway.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.gateway.records.Migrations.Step;
import org.junit.jupiter.api.Test;

/// Tables go forth with a newer program, and back with an older one that has never seen the step.
class MigrationsTest {
    private static final Step FIRST =
            new Step("0001-a", "CREATE TABLE a (x TEXT);\n", "DROP TABLE a;\n");
    private static final Step SECOND =
            new Step(
                    "0002-b",
                    "-- what is new\nALTER TABLE a ADD COLUMN y TEXT;\nCREATE TABLE b (z TEXT);\n",
                    "DROP TABLE b;\nALTER TABLE a DROP COLUMN y;\n");
    private static final Step BROKEN =
            new Step("0003-c", "CREATE TABLE c (x TEXT);\nNO SQL;\n", "DROP TABLE c;\n");

    private static Connection database() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite::memory:");
    }

    private static List<String> tables(Connection database) throws SQLException {
        var names = new ArrayList<String>();
        try (var ask = database.createStatement();
                var rows =
                        ask.executeQuery(
                                "SELECT sql FROM sqlite_master WHERE name <> 'record_migrations'"
                                        + " AND type = 'table' ORDER BY name")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    @Test
    void an_older_program_undoes_what_it_does_not_know() throws Exception {
        try (var database = database()) {
            new Migrations(List.of(FIRST, SECOND)).apply(database);
            assertThat(tables(database))
                    .containsExactly("CREATE TABLE a (x TEXT, y TEXT)", "CREATE TABLE b (z TEXT)");
            new Migrations(List.of(FIRST)).apply(database);
            assertThat(tables(database)).containsExactly("CREATE TABLE a (x TEXT)");
            new Migrations(List.of(FIRST, SECOND)).apply(database);
            assertThat(tables(database)).hasSize(2);
        }
    }

    @Test
    void what_was_done_is_not_done_again() throws Exception {
        try (var database = database()) {
            new Migrations(List.of(FIRST)).apply(database);
            new Migrations(List.of(FIRST)).apply(database);
            assertThat(tables(database)).hasSize(1);
        }
    }

    @Test
    void a_step_happens_whole_or_not_at_all() throws Exception {
        try (var database = database()) {
            var migrations = new Migrations(List.of(FIRST, SECOND, BROKEN));
            assertThatThrownBy(() -> migrations.apply(database)).isInstanceOf(SQLException.class);
            assertThat(tables(database)).hasSize(2);
        }
    }

    @Test
    void the_steps_of_this_program_leave_nothing_when_undone() throws Exception {
        try (var database = database()) {
            Migrations.ofThisProgram().apply(database);
            assertThat(tables(database)).hasSize(2);
            new Migrations(List.of()).apply(database);
            assertThat(tables(database)).isEmpty();
        }
    }

    /// A newer version has run with this database: an older one takes it, and its records are
    // there.
    @Test
    void records_outlive_the_way_back_to_an_older_program() throws Exception {
        var known = Migrations.ofThisProgram().steps();
        var newer =
                new Step(
                        "next-mood",
                        "ALTER TABLE call_records ADD COLUMN mood TEXT;\n",
                        "ALTER TABLE call_records DROP COLUMN mood;\n");
        try (var folder = new RecordsFolder()) {
            RecordStore.open(folder.config()).close();
            try (var database = RecordStore.reader(folder.config());
                    var insert = database.createStatement()) {
                var all = new ArrayList<>(known);
                all.add(newer);
                new Migrations(all).apply(database);
                insert.executeUpdate(oneRecord(database));
                insert.executeUpdate("UPDATE call_records SET mood = 'merry'");
            }
            RecordStore.open(folder.config()).close();
            try (var database = RecordStore.reader(folder.config());
                    var ask = database.createStatement();
                    var rows = ask.executeQuery("SELECT * FROM call_records")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString("call_id")).isEqualTo("0");
                var columns = rows.getMetaData();
                assertThat(columns.getColumnName(columns.getColumnCount())).isNotEqualTo("mood");
            }
        }
    }

    /// A record with a zero in every column that must have something.
    private static String oneRecord(Connection database) throws SQLException {
        var names = new ArrayList<String>();
        try (var ask = database.createStatement();
                var rows = ask.executeQuery("PRAGMA table_info(call_records)")) {
            while (rows.next()) {
                if (rows.getBoolean("notnull")) {
                    names.add(rows.getString("name"));
                }
            }
        }
        return "INSERT INTO call_records (%s) VALUES (%s)"
                .formatted(
                        String.join(", ", names),
                        String.join(", ", names.stream().map(_ -> "'0'").toList()));
    }
}

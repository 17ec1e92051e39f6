package org.dragoman.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// Reads the tables and refuses those that break their own rules.
///
/// - {@code text}: gives the text of a file by its name below {@code rules/}.
/// - {@code own}: what operators put over them, each over those before it.
/// - {@code known}: is told every table there is.
record TableLoader(UnaryOperator<String> text, List<OwnTables> own, Set<String> known) {
    static final String ANY = "*";

    TableLoader(UnaryOperator<String> text) {
        this(text, List.of());
    }

    TableLoader(UnaryOperator<String> text, List<OwnTables> own) {
        this(text, List.copyOf(own), new TreeSet<>());
    }

    /// The text of a table the program ships with.
    static String resource(String name) {
        try (var in = TableLoader.class.getResourceAsStream("/rules/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its table " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Mappings load() throws BadTable {
        var mappings = all();
        for (var tables : own) {
            strangers(tables);
        }
        return mappings;
    }

    private void strangers(OwnTables tables) throws BadTable {
        for (var file : tables.files().entrySet()) {
            boolean used =
                    known.stream().anyMatch(k -> k.equals(file.getKey()) || isOfPreset(k, file));
            if (!used) {
                throw BadTable.at(
                        file.getValue().file(), 1, "there is no such table; there are " + known);
            }
        }
    }

    private static boolean isOfPreset(String table, Map.Entry<String, OwnTables.Text> file) {
        return table.endsWith("/" + file.getKey());
    }

    private Mappings all() throws BadTable {
        return new Mappings(
                new CauseLoader(this).load(),
                new Mappings.Common(
                        byCause("causes.csv", "name"),
                        new CodecLoader(this).load(),
                        messages(),
                        new NumberLoader(this).load(),
                        new ProgressLoader(this).load(),
                        redirectionReasons(),
                        new FreeswitchCauses(byCause("freeswitch-causes.csv", "name")),
                        new DialStatuses(byCause("dial-statuses.csv", "status"))),
                Map.of());
    }

    /// Reads one table.
    interface Maker<V> {
        Map<String, V> make(String file) throws BadTable;
    }

    <V> Map<String, V> withDefault(String file, String key, Maker<V> maker) throws BadTable {
        var map = maker.make(file);
        if (!map.containsKey(ANY)) {
            throw BadTable.at("rules/" + file, 1, "no row for the rest: * in column " + key);
        }
        return map;
    }

    CsvTable read(String file, String... columns) throws BadTable {
        known.add(file);
        var table = CsvTable.read("rules/" + file, text.apply(file), columns);
        for (var tables : own) {
            var found = tables.find(file);
            if (found.isPresent()) {
                var over = found.get();
                table = table.overlaidBy(CsvTable.read(over.file(), over.text(), columns));
            }
        }
        return table;
    }

    private MessageTable messages() throws BadTable {
        var table = read("messages.csv", "neutral", "way", "h323", "sip");
        return new MessageTable(
                List.copyOf(
                        table.map(
                                        c -> c.text("way") + " " + c.text("neutral"),
                                        TableLoader::message)
                                .values()));
    }

    private static MessageTable.Entry message(CsvTable.Cells cells) {
        boolean command = cells.text("way").equals("command");
        if (!command && !cells.text("way").equals("event")) {
            cells.bad("way is " + cells.text("way") + ", allowed are event and command");
        }
        return new MessageTable.Entry(
                cells.text("neutral"), command, cells.text("h323"), cells.text("sip"), cells.row());
    }

    private Map<String, Mapped<String>> redirectionReasons() throws BadTable {
        return withDefault(
                "redirection-reasons.csv",
                "code",
                file ->
                        read(file, "code", "diversion")
                                .map(
                                        c -> numberKey(c, "code", 0, 15),
                                        c -> new Mapped<>(c.text("diversion"), c.row())));
    }

    /// A word for each cause.
    private Map<String, Mapped<String>> byCause(String table, String column) throws BadTable {
        return withDefault(
                table,
                "q850",
                file ->
                        read(file, "q850", column)
                                .map(
                                        c -> causeKey(c, "q850"),
                                        c -> new Mapped<>(c.text(column), c.row())));
    }

    static String causeKey(CsvTable.Cells cells, String column) {
        return numberKey(cells, column, 1, 127);
    }

    static String numberKey(CsvTable.Cells cells, String column, int least, int most) {
        return cells.isAny(column) ? ANY : Integer.toString(cells.number(column, least, most));
    }
}

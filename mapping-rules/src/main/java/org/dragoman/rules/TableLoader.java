package org.dragoman.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dragoman.core.media.Cadence;
import org.dragoman.core.media.Tone;

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
                        new CodecLoader(this).flv(),
                        messages(),
                        new NumberLoader(this).load(),
                        new ProgressLoader(this).load(),
                        redirectionReasons(),
                        elements(),
                        tones(),
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

    private ElementTable elements() throws BadTable {
        return new ElementTable(
                read(
                                "information-elements.csv",
                                "name",
                                "code",
                                "form",
                                "mandatory",
                                "caller",
                                "sip")
                        .map(c -> c.text("name"), TableLoader::element));
    }

    private static ElementTable.Entry element(CsvTable.Cells cells) {
        var code = cells.text("code");
        boolean isOctet = code.length() == 2 && ElementTable.isHex(code);
        if (!isOctet || code.charAt(0) > '7') {
            cells.bad("code is " + code + ", allowed are 00 to 7F");
        }
        boolean text = cells.text("form").equals("text");
        if (!text && !cells.text("form").equals("hex")) {
            cells.bad("form is " + cells.text("form") + ", allowed are text and hex");
        }
        return new ElementTable.Entry(
                cells.text("name"),
                isOctet ? HexFormat.fromHexDigits(code) : 0,
                text ? ElementTable.Form.TEXT : ElementTable.Form.HEX,
                cells.truth("mandatory"),
                cells.truth("caller"),
                Optional.of(cells.text("sip")).filter(h -> !h.isEmpty()),
                cells.row());
    }

    private ToneTable tones() throws BadTable {
        var file = read("tones.csv", "country", "tone", "cadence");
        var table =
                new ToneTable(
                        file.map(
                                c -> new ToneTable.Key(country(c), tone(c)),
                                c -> new Mapped<>(cadence(c), c.row())));
        if (!table.missing().isEmpty()) {
            throw BadTable.at("rules/tones.csv", 1, "itu has no " + table.missing());
        }
        return table;
    }

    private static String country(CsvTable.Cells cells) {
        var country = cells.text("country");
        if (!country.matches("itu|[a-z]{2}")) {
            cells.bad("country is " + country + ", allowed are itu and two letters, as de");
        }
        return country;
    }

    private static Tone tone(CsvTable.Cells cells) {
        for (var tone : Tone.values()) {
            if (written(tone).equals(cells.text("tone"))) {
                return tone;
            }
        }
        var allowed = Stream.of(Tone.values()).map(TableLoader::written).toList();
        cells.bad("tone is " + cells.text("tone") + ", allowed are " + allowed);
        return Tone.BUSY;
    }

    private static String written(Tone tone) {
        return tone.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Cadence cadence(CsvTable.Cells cells) {
        try {
            return Cadence.parse(cells.text("cadence"));
        } catch (IllegalArgumentException wrong) {
            cells.bad(String.valueOf(wrong.getMessage()));
            return Cadence.parse("425:1");
        }
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

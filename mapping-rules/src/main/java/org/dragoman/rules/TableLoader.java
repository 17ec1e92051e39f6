package org.dragoman.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.dragoman.core.call.Cause.Location;
import org.dragoman.core.call.Party.Presentation;
import org.dragoman.core.call.Party.Screening;
import org.dragoman.core.call.TelephoneNumber.Plan;
import org.dragoman.core.call.TelephoneNumber.Type;
import org.dragoman.rules.CauseMapping.CauseKey;
import org.dragoman.rules.CauseMapping.SipKey;
import org.dragoman.rules.CauseMapping.SipMeaning;

/// Reads the tables and refuses those that break their own rules.
///
/// - {@code text}: gives the text of a file by its name below {@code rules/}.
/// - {@code own}: what operators put over them, each over those before it.
/// - {@code known}: is told every table there is.
record TableLoader(UnaryOperator<String> text, List<OwnTables> own, Set<String> known) {
    private static final String ANY = "*";

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
        var fromReason = withDefault("h225-reason-to-cause.csv", "reason", this::reasonToCause);
        var toReason = withDefault("cause-to-h225-reason.csv", "q850", this::causeToReason);
        var hops = read("sip-status-hop-by-hop.csv", "sip").map(statusKey(), c -> status(c, "sip"));
        var causes = new EnumMap<Preset, CauseMapping>(Preset.class);
        for (var preset : Preset.values()) {
            causes.put(
                    preset,
                    new CauseMapping(
                            preset, fromSip(preset), toSip(preset), fromReason, toReason, hops));
        }
        return new Mappings(
                causes,
                byCause("causes.csv", "name"),
                new CodecLoader(this).load(),
                messages(),
                numbers(),
                progressIndicators(),
                redirectionReasons(),
                new FreeswitchCauses(byCause("freeswitch-causes.csv", "name")),
                new DialStatuses(byCause("dial-statuses.csv", "status")));
    }

    private interface Maker<V> {
        Map<String, V> make(String file) throws BadTable;
    }

    private <V> Map<String, V> withDefault(String file, String key, Maker<V> maker)
            throws BadTable {
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

    private Map<String, Mapped<Integer>> reasonToCause(String file) throws BadTable {
        return read(file, "reason", "q850")
                .map(c -> c.text("reason"), c -> new Mapped<>(c.number("q850", 1, 127), c.row()));
    }

    private Map<String, Mapped<String>> causeToReason(String file) throws BadTable {
        return read(file, "q850", "reason")
                .map(c -> causeKey(c, "q850"), c -> new Mapped<>(c.text("reason"), c.row()));
    }

    private Map<SipKey, Mapped<SipMeaning>> fromSip(Preset preset) throws BadTable {
        var table =
                read(
                        preset.word() + "/sip-status-to-cause.csv",
                        "sip",
                        "warning",
                        "q850",
                        "location");
        var map = table.map(TableLoader::sipKey, TableLoader::sipMeaning);
        table.needsDefault(map, new SipKey(ANY, ANY));
        return map;
    }

    private static SipKey sipKey(CsvTable.Cells cells) {
        var status = cells.text("sip");
        if (!status.equals(ANY) && !status.matches("[3-6]xx")) {
            cells.number("sip", 300, 699);
        }
        if (!cells.isAny("warning")) {
            cells.number("warning", 300, 399);
        }
        return new SipKey(status, cells.text("warning"));
    }

    private static Mapped<SipMeaning> sipMeaning(CsvTable.Cells cells) {
        return new Mapped<>(
                new SipMeaning(
                        cells.number("q850", 1, 127), cells.word("location", Location.class)),
                cells.row());
    }

    private Map<CauseKey, Mapped<Integer>> toSip(Preset preset) throws BadTable {
        var table = read(preset.word() + "/cause-to-sip-status.csv", "q850", "location", "sip");
        var map =
                table.map(
                        c -> {
                            if (!c.isAny("location")) {
                                c.word("location", Location.class);
                            }
                            return new CauseKey(causeKey(c, "q850"), c.text("location"));
                        },
                        c -> new Mapped<>(c.number("sip", 300, 699), c.row()));
        table.needsDefault(map, new CauseKey(ANY, ANY));
        return map;
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

    private NumberTables numbers() throws BadTable {
        return new NumberTables(
                complete(
                        "number-types.csv",
                        Type.values(),
                        read(
                                        "number-types.csv",
                                        "type",
                                        "q931",
                                        "h225-public",
                                        "h225-private",
                                        "sip-prefix")
                                .map(c -> c.word("type", Type.class), TableLoader::type)),
                complete(
                        "number-plans.csv",
                        Plan.values(),
                        read("number-plans.csv", "plan", "q931")
                                .map(
                                        c -> c.word("plan", Plan.class),
                                        c -> c.number("q931", 0, 15))),
                complete(
                        "presentation.csv",
                        Presentation.values(),
                        read("presentation.csv", "presentation", "q931", "sip-privacy")
                                .map(
                                        c -> c.word("presentation", Presentation.class),
                                        c ->
                                                new NumberTables.PresentationEntry(
                                                        c.number("q931", 0, 3),
                                                        c.text("sip-privacy")))),
                complete(
                        "screening.csv",
                        Screening.values(),
                        read("screening.csv", "screening", "q931", "sip-header")
                                .map(
                                        c -> c.word("screening", Screening.class),
                                        c ->
                                                new NumberTables.ScreeningEntry(
                                                        c.number("q931", 0, 3),
                                                        c.text("sip-header")))));
    }

    private static NumberTables.TypeEntry type(CsvTable.Cells cells) {
        return new NumberTables.TypeEntry(
                cells.number("q931", 0, 7),
                cells.text("h225-public"),
                cells.text("h225-private"),
                cells.text("sip-prefix"));
    }

    private static <K extends Enum<K>, V> Map<K, V> complete(
            String file, K[] words, Map<K, V> table) throws BadTable {
        var missing = Arrays.stream(words).filter(w -> !table.containsKey(w)).toList();
        if (!missing.isEmpty()) {
            throw BadTable.at("rules/" + file, 1, "no row for " + missing);
        }
        return Map.copyOf(table);
    }

    private Map<String, Mappings.ProgressIndicator> progressIndicators() throws BadTable {
        return withDefault(
                "progress-indicators.csv",
                "indicator",
                file ->
                        read(file, "indicator", "in-band", "sip", "meaning")
                                .map(
                                        c -> numberKey(c, "indicator", 0, 127),
                                        c ->
                                                new Mappings.ProgressIndicator(
                                                        c.truth("in-band"),
                                                        c.text("sip"),
                                                        c.text("meaning"),
                                                        c.row())));
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

    private static String causeKey(CsvTable.Cells cells, String column) {
        return numberKey(cells, column, 1, 127);
    }

    private static String numberKey(CsvTable.Cells cells, String column, int least, int most) {
        return cells.isAny(column) ? ANY : Integer.toString(cells.number(column, least, most));
    }

    private static Function<CsvTable.Cells, String> statusKey() {
        return cells -> Integer.toString(cells.number("sip", 300, 699));
    }

    private static Mapped<Integer> status(CsvTable.Cells cells, String column) {
        return new Mapped<>(cells.number(column, 300, 699), cells.row());
    }
}

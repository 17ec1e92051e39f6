package org.dragoman.rules;

import static org.dragoman.rules.TableLoader.ANY;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dragoman.core.call.Cause.Location;
import org.dragoman.rules.CauseMapping.CauseKey;
import org.dragoman.rules.CauseMapping.SipKey;
import org.dragoman.rules.CauseMapping.SipMeaning;

/// Reads the tables of causes: those of each preset, and those that all have in common.
record CauseLoader(TableLoader tables) {
    /// Reasons that carry more than their name (H.225.0, ReleaseCompleteReason): never sent.
    private static final Set<String> WITH_CONTENT =
            Set.of("nonStandardReason", "replaceWithConferenceInvite", "securityError");

    Map<Preset, CauseMapping> load() throws BadTable {
        var fromReason =
                tables.withDefault("h225-reason-to-cause.csv", "reason", this::reasonToCause);
        var toReason = causeToReason(fromReason.keySet());
        var hops =
                tables.read("sip-status-hop-by-hop.csv", "sip")
                        .map(
                                c -> Integer.toString(c.number("sip", 300, 699)),
                                c -> new Mapped<>(c.number("sip", 300, 699), c.row()));
        var causes = new EnumMap<Preset, CauseMapping>(Preset.class);
        for (var preset : Preset.values()) {
            causes.put(
                    preset,
                    new CauseMapping(
                            preset, fromSip(preset), toSip(preset), fromReason, toReason, hops));
        }
        return causes;
    }

    private Map<String, Mapped<Integer>> reasonToCause(String file) throws BadTable {
        return tables.read(file, "reason", "q850")
                .map(c -> c.text("reason"), c -> new Mapped<>(c.number("q850", 1, 127), c.row()));
    }

    private Map<String, Mapped<String>> causeToReason(Set<String> reasons) throws BadTable {
        return tables.withDefault(
                "cause-to-h225-reason.csv",
                "q850",
                file ->
                        tables.read(file, "q850", "reason")
                                .map(
                                        c -> TableLoader.causeKey(c, "q850"),
                                        c -> new Mapped<>(reason(c, reasons), c.row())));
    }

    private static String reason(CsvTable.Cells cells, Set<String> known) {
        var reason = cells.text("reason");
        if (!known.contains(reason) || WITH_CONTENT.contains(reason)) {
            var allowed = new TreeSet<>(known);
            allowed.removeAll(WITH_CONTENT);
            allowed.remove(ANY);
            cells.bad("reason is " + reason + ", allowed are " + allowed);
        }
        return reason;
    }

    private Map<SipKey, Mapped<SipMeaning>> fromSip(Preset preset) throws BadTable {
        var table =
                tables.read(
                        preset.word() + "/sip-status-to-cause.csv",
                        "sip",
                        "warning",
                        "q850",
                        "location");
        var map = table.map(CauseLoader::sipKey, CauseLoader::sipMeaning);
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
        var table =
                tables.read(preset.word() + "/cause-to-sip-status.csv", "q850", "location", "sip");
        var map =
                table.map(
                        c -> {
                            if (!c.isAny("location")) {
                                c.word("location", Location.class);
                            }
                            return new CauseKey(
                                    TableLoader.causeKey(c, "q850"), c.text("location"));
                        },
                        c -> new Mapped<>(c.number("sip", 300, 699), c.row()));
        table.needsDefault(map, new CauseKey(ANY, ANY));
        return map;
    }
}

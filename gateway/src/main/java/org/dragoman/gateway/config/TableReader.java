package org.dragoman.gateway.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.rules.BadTable;
import org.dragoman.rules.Mappings;
import org.dragoman.rules.OwnTables;
import org.dragoman.rules.TrunkTables;

/// Reads the operator's mapping tables, those for all peers and those of one, and checks them.
final class TableReader {
    private static final int DEPTH = 2; // a folder for each preset
    private static final long BYTES = 1 << 20; // of one table
    private static final int TABLES = 200;

    /// Which cause of a peer counts.
    enum CauseSource {
        Q850,
        PROTOCOL
    }

    private final OwnTables all;
    private final Map<String, TrunkTables> peers = new LinkedHashMap<>();

    private TableReader(OwnTables all) {
        this.all = all;
    }

    static TableReader of(Section top) {
        return new TableReader(
                folder(
                        top,
                        "Mapping tables of your own: a folder with CSV files of the same names and"
                                + " columns as those of the program (`dragoman map`). A row takes"
                                + " the place of the one with the same key."));
    }

    /// The tables for all peers.
    ///
    /// - {@code shipped}: those of the program.
    Mappings forAll(Mappings shipped) {
        try {
            return all.equals(OwnTables.NONE) ? shipped : Mappings.load(all, Map.of());
        } catch (BadTable told) {
            return shipped; // reported when they were read
        }
    }

    Configuration.Tables tables() {
        return new Configuration.Tables(all, peers);
    }

    void ofPeer(String name, Section s) {
        var own =
                folder(
                        s,
                        "Mapping tables for this peer alone, likewise; its rows go before those of"
                                + " all peers.",
                        all);
        boolean stated =
                s.choice(
                                "cause-source",
                                CauseSource.Q850,
                                "What tells why it clears a call where it says both: the Q.850 cause"
                                        + " that it states (SIP Reason, H.225.0 Cause element), or its"
                                        + " SIP status or H.225.0 reason by the cause tables.")
                        == CauseSource.Q850;
        var tables = new TrunkTables(own, stated);
        if (!s.isDocumenting() && !tables.equals(TrunkTables.DEFAULT)) {
            peers.put(name, tables);
        }
    }

    /// - {@code below}: what the tables of this section stand over.
    private static OwnTables folder(Section s, String meaning, OwnTables... below) {
        var name =
                s.optional(
                        "tables",
                        "there are none",
                        "the name of a folder, beside the configuration",
                        meaning,
                        text -> Optional.of(text).filter(t -> !t.isBlank()));
        if (name.isEmpty() || s.isDocumenting()) {
            return OwnTables.NONE;
        }
        var own = read(s, name.get());
        return isSound(s, List.of(below), own) ? own : OwnTables.NONE;
    }

    private static OwnTables read(Section s, String name) {
        var folder = s.file(name);
        var files = new HashMap<String, OwnTables.Text>();
        try (var found = Files.walk(folder, DEPTH)) {
            var tables = found.filter(f -> f.toString().endsWith(".csv")).sorted().toList();
            if (tables.size() > TABLES) {
                s.problem("tables", name + " has more than " + TABLES + " tables");
                return OwnTables.NONE;
            }
            for (var file : tables) {
                files.put(
                        folder.relativize(file).toString(),
                        new OwnTables.Text(file.toString(), text(file)));
            }
        } catch (MalformedInputException e) {
            s.problem("tables", "a table in " + name + " is no text in UTF-8");
        } catch (IOException e) {
            s.problem("tables", name + " cannot be read: " + e.getMessage());
        }
        return new OwnTables(files);
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > BYTES) {
            throw new IOException(file + " is larger than " + BYTES + " bytes");
        }
        return Files.readString(file);
    }

    private static boolean isSound(Section s, List<OwnTables> below, OwnTables own) {
        var first = below.isEmpty() ? own : below.getFirst();
        var rest =
                below.isEmpty()
                        ? Map.<String, TrunkTables>of()
                        : Map.of("peer", new TrunkTables(own, true));
        try {
            Mappings.load(first, rest);
            return true;
        } catch (BadTable bad) {
            bad.mistakes().forEach(m -> s.problems().addIn(m.file(), m.line(), "", m.what()));
            return false;
        }
    }
}

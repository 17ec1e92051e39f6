package org.dragoman.gateway.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a gateway keeps, and where.
///
/// - {@code configuration}: the file; absent where it runs without one.
/// - {@code named}: files and folders that the configuration names: certificates, prices, tables.
/// - {@code data}: the folder of accounts, certificates of the gateway's own making, and records.
/// - {@code more}: what the operator wants beside them.
/// - {@code without}: folders that are left out: recordings of calls.
public record Holdings(
        Optional<Path> configuration,
        List<Path> named,
        Path data,
        List<Path> more,
        List<Path> without) {
    static final String CONFIGURATION = "configuration";
    static final String DATA = "data/";
    static final String BESIDE = "beside/"; // the configuration
    static final String ELSEWHERE = "elsewhere/";

    private static final int DEPTH = 20; // folders
    private static final int MOST = 100_000; // files

    // locks, files that are half written, and what SQLite keeps beside its database
    private static final Predicate<String> PASSING =
            Pattern.compile(".*(\\.lock|\\.new|-wal|-shm|-journal)").asMatchPredicate();

    public Holdings {
        named = List.copyOf(named);
        more = List.copyOf(more);
        without = List.copyOf(without);
    }

    /// Every file, by the name that it has in the backup.
    TreeMap<String, Path> files() throws IOException {
        var all = new TreeMap<String, Path>();
        if (configuration.isPresent()) {
            var file = configuration.get().toAbsolutePath();
            all.put(CONFIGURATION, file);
            for (var one : named) {
                var path = one.toAbsolutePath().normalize();
                var folder = Optional.ofNullable(file.getParent()).orElse(file);
                each(
                        path,
                        f -> all.put(f.startsWith(folder) ? beside(folder, f) : elsewhere(f), f));
            }
            all.values().removeIf(f -> f.equals(file));
            all.put(CONFIGURATION, file);
        }
        var folder = data.toAbsolutePath().normalize();
        all.values().removeIf(f -> f.startsWith(folder));
        each(folder, f -> all.put(DATA + folder.relativize(f), f));
        for (var one : more) {
            each(one.toAbsolutePath().normalize(), f -> all.put(elsewhere(f), f));
        }
        if (all.size() > MOST) {
            throw new IOException("More than " + MOST + " files are no state of a gateway.");
        }
        return all;
    }

    private static String beside(Path folder, Path file) {
        return BESIDE + folder.relativize(file);
    }

    private static String elsewhere(Path file) {
        return ELSEWHERE + file.getRoot().relativize(file);
    }

    private interface Taker {
        void take(Path file);
    }

    private void each(Path from, Taker taker) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        try (Stream<Path> found = Files.walk(from, DEPTH)) {
            found.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS) || f.equals(from))
                    .filter(Files::isRegularFile)
                    .filter(f -> !PASSING.test(f.getFileName().toString()))
                    .filter(f -> without.stream().noneMatch(f::startsWith))
                    .forEach(taker::take);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}

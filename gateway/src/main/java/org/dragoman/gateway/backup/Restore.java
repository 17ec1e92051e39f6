package org.dragoman.gateway.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipInputStream;

/// Puts back what {@link Backup} wrote. First all of it is written beside what is there and read to
/// its end, so that a file with a mistake in its last bit changes nothing; then one takes the
/// other's place.
public final class Restore {
    private static final int MOST_FILES = 100_000;

    private final Path file;
    private final char[] password;

    public Restore(Path file, char[] password) {
        this.file = file;
        this.password = password.clone();
    }

    /// Where things go on this machine.
    ///
    /// - {@code configuration}: in place of where it was.
    /// - {@code stamp}: what the names of what was there before end with.
    public record Places(Optional<Path> configuration, Path data, String stamp) {}

    /// What is in a backup.
    public record Content(About about, List<String> files) {
        public Content {
            files = List.copyOf(files);
        }
    }

    /// What was done.
    ///
    /// - {@code kept}: where what was there before is now.
    public record Done(About about, int files, List<Path> kept) {
        public Done {
            kept = List.copyOf(kept);
        }
    }

    /// Reads a backup to its end and changes nothing.
    public Content look() throws IOException {
        var names = new ArrayList<String>();
        return new Content(read((name, _, in) -> skip(names, name, in)), names);
    }

    private static void skip(List<String> names, String name, InputStream in) throws IOException {
        names.add(name);
        in.transferTo(OutputStream.nullOutputStream());
    }

    /// Puts all of it in its place.
    ///
    /// - Errors: IOException with a sentence; what was there is there then.
    public Done perform(Places places) throws IOException {
        var about = look().about(); // whole and genuine, or nothing happens
        var exchange = new Exchange(places.stamp());
        var target = new Targets(about, places);
        int count;
        try {
            var names = new ArrayList<String>();
            exchange.folder(target.data());
            read((name, time, in) -> stage(exchange, target, names, name, time, in));
            count = names.size();
        } catch (IOException | RuntimeException e) {
            exchange.forget();
            throw e;
        }
        return new Done(about, count, exchange.perform());
    }

    private static void stage(
            Exchange exchange,
            Targets targets,
            List<String> names,
            String name,
            FileTime time,
            InputStream in)
            throws IOException {
        names.add(name);
        var staged = exchange.stage(targets.of(name));
        try (var channel = Backup.create(staged)) {
            in.transferTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
        Files.setLastModifiedTime(staged, time);
    }

    private interface Taker {
        void take(String name, FileTime time, InputStream content) throws IOException;
    }

    private About read(Taker taker) throws IOException {
        try (var in = Files.newInputStream(file);
                var sealed = new SealedInput(in, password);
                var zip = new ZipInputStream(sealed)) {
            var first = Optional.ofNullable(zip.getNextEntry());
            if (first.filter(e -> e.getName().equals(About.ENTRY)).isEmpty()) {
                throw new BadBackup("The backup does not say what it is.");
            }
            var about = About.read(zip);
            int count = 0;
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++count > MOST_FILES) {
                    throw new BadBackup("More than " + MOST_FILES + " files are in the backup.");
                }
                taker.take(entry.getName(), entry.getLastModifiedTime(), zip);
            }
            sealed.transferTo(OutputStream.nullOutputStream()); // its end vouches for all
            return about;
        }
    }
}

package org.dragoman.gateway.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes all that a gateway keeps into one encrypted file. The gateway may run meanwhile.
public final class Backup {
    private final Holdings holdings;
    private final Copier copier;
    private final byte cost;

    /// Gives what a file says as of one moment, while programs write to it.
    @FunctionalInterface
    public interface Copier {
        void copy(Path file, OutputStream to) throws IOException;
    }

    public Backup(Holdings holdings, Copier copier) {
        this(holdings, copier, Seal.COST);
    }

    /// - {@code cost}: of making the key, as a power of two.
    Backup(Holdings holdings, Copier copier, byte cost) {
        this.holdings = holdings;
        this.copier = copier;
        this.cost = cost;
    }

    /// Writes the file, which nobody else may read and which must not be there.
    ///
    /// - Returns: how many files are in it.
    /// - Errors: IOException with a sentence; nothing is left then.
    public int write(Path file, About about, char[] password) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file + " is there already.");
        }
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        var files = holdings.files();
        files.values().remove(fresh.toAbsolutePath());
        try {
            try (var channel = create(fresh)) {
                var seal = Seal.make(password, cost, new SecureRandom());
                var out = new BufferedOutputStream(Channels.newOutputStream(channel));
                var zip = new ZipOutputStream(new SealedOutput(out, seal));
                put(zip, about, files);
                zip.close(); // and the channel with it, when the last chunk is written
            }
            force(fresh);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
        return files.size();
    }

    private void put(ZipOutputStream zip, About about, Map<String, Path> files) throws IOException {
        zip.putNextEntry(new ZipEntry(About.ENTRY));
        zip.write(about.write());
        zip.closeEntry();
        for (var one : files.entrySet()) {
            var entry = new ZipEntry(one.getKey());
            entry.setLastModifiedTime(Files.getLastModifiedTime(one.getValue()));
            zip.putNextEntry(entry);
            copier.copy(one.getValue(), zip);
            zip.closeEntry();
        }
    }

    /// On the disk, whatever happens to the machine.
    static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    static FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
}

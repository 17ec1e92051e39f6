package org.dragoman.gateway.records;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One of several places in the folder of records from which a process may write: held by a lock
/// that ends with the process, so that what a dead one left can be told from what a living one
/// does. Nearly always there is one process, and place 1.
final class WriterPlace implements AutoCloseable {
    private static final int PLACES = 32;

    private final Path folder;
    private final int number;
    private final FileChannel channel;

    private WriterPlace(Path folder, int number, FileChannel channel) {
        this.folder = folder;
        this.number = number;
        this.channel = channel;
    }

    /// The first that is free.
    ///
    /// - Errors: IOException where the folder cannot be made or written.
    static WriterPlace take(Path folder) throws IOException {
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (int number = 1; number <= PLACES; number++) {
            var place = tryTake(folder, number);
            if (place.isPresent()) {
                return place.get();
            }
        }
        throw new IOException(PLACES + " gateways write to " + folder + " already");
    }

    private static Optional<WriterPlace> tryTake(Path folder, int number) throws IOException {
        var channel =
                FileChannel.open(
                        lockFile(folder, number),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        Optional<FileLock> lock = Optional.empty();
        try {
            lock = Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException another) {
            // a gateway of this process has it
        } finally {
            if (lock.isEmpty()) {
                channel.close();
            }
        }
        return lock.map(_ -> new WriterPlace(folder, number, channel));
    }

    private static Path lockFile(Path folder, int number) {
        return folder.resolve(number + ".lock");
    }

    /// The places that processes had which are no more; to be closed.
    List<WriterPlace> left() throws IOException {
        var left = new ArrayList<WriterPlace>();
        for (int other = 1; other <= PLACES; other++) {
            if (other != number && Files.exists(lockFile(folder, other))) {
                tryTake(folder, other).ifPresent(left::add);
            }
        }
        return left;
    }

    /// What stands in for the database.
    Spill spill() {
        return new Spill(file("spill"));
    }

    /// What no database takes.
    Spill refused() {
        return new Spill(file("refused"));
    }

    private Path file(String name) {
        return folder.resolve(name + (number == 1 ? "" : "-" + number) + ".jsonl");
    }

    /// What a gateway that writes from here is called.
    String name(String gateway) {
        return number == 1 ? gateway : gateway + "." + number;
    }

    /// Lets others have it.
    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package org.dragoman.gateway.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where the running gateway leaves its socket for the command line ({@link LocalDoor}), and the
/// address and the token of its REST interface for programs. Folder mode 0700, both files 0600: who
/// may read them may rule the gateway.
public record StateFolder(Path path) {
    private static final String FILE = "rest";
    private static final String SOCKET = "socket";

    /// How to reach a running gateway.
    public record Access(String url, String token) {}

    /// The usual place: {@code /run/dragoman} for root, else the user's runtime or cache folder.
    public static StateFolder usual() {
        var chosen = System.getenv("DRAGOMAN_STATE");
        if (chosen != null && !chosen.isBlank()) {
            return new StateFolder(Path.of(chosen));
        }
        if (System.getProperty("user.name").equals("root")) {
            return new StateFolder(Path.of("/run/dragoman"));
        }
        var runtime = System.getenv("XDG_RUNTIME_DIR");
        return new StateFolder(
                runtime != null && !runtime.isBlank()
                        ? Path.of(runtime, "dragoman")
                        : Path.of(System.getProperty("user.home"), ".cache", "dragoman"));
    }

    /// Where the command line of this machine comes in, unless the configuration says otherwise.
    public Path socket() {
        return path.resolve(SOCKET);
    }

    void write(Access access) throws IOException {
        Files.createDirectories(
                path,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var fresh = path.resolve(FILE + "." + ProcessHandle.current().pid());
        Files.deleteIfExists(fresh);
        try (var channel =
                Files.newByteChannel(
                        fresh,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            channel.write(
                    StandardCharsets.UTF_8.encode(access.url() + "\n" + access.token() + "\n"));
        }
        move(fresh);
    }

    private void move(Path fresh) throws IOException {
        var place = path.resolve(FILE);
        try {
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, place, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Nothing when no gateway left its address here.
    public Optional<Access> read() throws IOException {
        try {
            List<String> lines = Files.readAllLines(path.resolve(FILE));
            return lines.size() < 2
                    ? Optional.empty()
                    : Optional.of(new Access(lines.get(0), lines.get(1)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Takes the file away, unless another gateway has put its own there since.
    void remove(Access access) throws IOException {
        if (read().filter(access::equals).isPresent()) {
            Files.deleteIfExists(path.resolve(FILE));
        }
    }
}

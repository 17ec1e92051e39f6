package org.dragoman.gateway.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Puts new files and folders in the places of old ones, which are kept beside them under another
/// name: all of them, or where one cannot be, none.
final class Exchange {
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final String stamp;
    private final Map<Path, Path> staged = new LinkedHashMap<>(); // by what they replace
    private final Deque<Undo> undo = new ArrayDeque<>();

    private interface Undo {
        void run() throws IOException;
    }

    /// - {@code stamp}: what the names of old ones end with.
    Exchange(String stamp) {
        this.stamp = stamp;
    }

    /// A folder is replaced as a whole.
    void folder(Path target) throws IOException {
        var fresh = beside(target, "restored");
        Files.createDirectories(parent(target));
        Files.createDirectory(fresh, OWNERS);
        staged.put(target, fresh);
    }

    /// Where what is to replace the file is to be written.
    Path stage(Path target) throws IOException {
        for (var one : staged.entrySet()) {
            if (target.startsWith(one.getKey()) && Files.isDirectory(one.getValue())) {
                var inside = one.getValue().resolve(one.getKey().relativize(target));
                Files.createDirectories(parent(inside), OWNERS);
                return inside;
            }
        }
        Files.createDirectories(parent(target));
        var fresh = beside(target, "restored");
        if (staged.putIfAbsent(target, fresh) != null) {
            throw new BadBackup("The backup has " + target + " twice.");
        }
        return fresh;
    }

    /// Nothing is replaced after all.
    void forget() throws IOException {
        for (var fresh : staged.values()) {
            delete(fresh);
        }
    }

    /// Replaces all.
    ///
    /// - Returns: where what was there is now.
    /// - Errors: IOException; what was there is in its place again.
    List<Path> perform() throws IOException {
        var kept = new ArrayList<Path>();
        try {
            for (var one : staged.entrySet()) {
                belongsAsBefore(one.getKey(), one.getValue());
            }
            for (var one : staged.entrySet()) {
                replace(one.getKey(), one.getValue()).ifPresent(kept::add);
            }
            return kept;
        } catch (IOException e) {
            while (!undo.isEmpty()) {
                undo.pop().run();
            }
            forget();
            throw e;
        }
    }

    private Optional<Path> replace(Path target, Path fresh) throws IOException {
        Optional<Path> kept = Optional.empty();
        if (Files.exists(target)) {
            var aside = beside(target, "before");
            Files.move(target, aside);
            undo.push(() -> Files.move(aside, target));
            kept = Optional.of(aside);
        }
        Files.move(fresh, target);
        undo.push(() -> Files.move(target, fresh));
        return kept;
    }

    private Path beside(Path target, String what) {
        return target.resolveSibling(target.getFileName() + "." + what + "-" + stamp);
    }

    private static Path parent(Path path) {
        return Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(path);
    }

    /// What is new belongs to whom the old did, and may be read by whom the old might; where there
    /// was nothing, to the owner of the folder.
    private static void belongsAsBefore(Path target, Path fresh) throws IOException {
        boolean was = Files.exists(target);
        var before = attributes(was ? target : parent(target));
        try (Stream<Path> all = Files.walk(fresh)) {
            for (var one : all.toList()) {
                var view = Files.getFileAttributeView(one, PosixFileAttributeView.class);
                var now = view.readAttributes();
                if (!now.owner().equals(before.owner())) {
                    view.setOwner(before.owner());
                }
                if (!now.group().equals(before.group())) {
                    view.setGroup(before.group());
                }
            }
        }
        if (was) {
            Files.setPosixFilePermissions(fresh, before.permissions());
        }
    }

    private static PosixFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class);
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> all = Files.walk(path)) {
                for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
    }
}

package org.dragoman.gateway.backup;

import java.nio.file.Path;
import java.util.Optional;

/// Where each file of a backup goes on this machine.
record Targets(About about, Restore.Places places) {
    /// The folder of accounts, certificates and records.
    Path data() {
        return places.data().toAbsolutePath().normalize();
    }

    private Path configuration() throws BadBackup {
        return places.configuration()
                .or(() -> about.configuration().map(Path::of))
                .orElseThrow(() -> new BadBackup("The backup does not say what it is."))
                .toAbsolutePath()
                .normalize();
    }

    Path of(String name) throws BadBackup {
        if (name.equals(Holdings.CONFIGURATION)) {
            return configuration();
        }
        if (name.startsWith(Holdings.DATA)) {
            return within(data(), name.substring(Holdings.DATA.length()));
        }
        if (name.startsWith(Holdings.BESIDE)) {
            var folder = Optional.ofNullable(configuration().getParent()).orElse(Path.of("/"));
            return within(folder, name.substring(Holdings.BESIDE.length()));
        }
        if (name.startsWith(Holdings.ELSEWHERE)) {
            return within(Path.of("/"), name.substring(Holdings.ELSEWHERE.length()));
        }
        throw new BadBackup("The backup has a file that is known to nobody (" + name + ").");
    }

    private static Path within(Path folder, String name) throws BadBackup {
        var path = folder.resolve(name).normalize();
        if (name.isBlank() || name.startsWith("/") || !path.startsWith(folder)) {
            throw new BadBackup(
                    "The backup has a file that leads out of its folder (" + name + ").");
        }
        return path;
    }
}

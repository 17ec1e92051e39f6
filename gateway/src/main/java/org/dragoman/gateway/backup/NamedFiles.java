package org.dragoman.gateway.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Files and folders that a configuration names, whatever the key: those of its values that are the
/// name of something which is there. Names are relative to the configuration's folder.
public final class NamedFiles {
    private static final int LONGEST = 1_000; // characters of a name

    private final Path folder;
    private final List<Path> found = new ArrayList<>();

    private NamedFiles(Path folder) {
        this.folder = folder;
    }

    /// - Returns: nothing where the file is no YAML: it is kept as it is.
    public static List<Path> in(Path configuration) throws IOException {
        var file = configuration.toAbsolutePath().normalize();
        var named = new NamedFiles(Optional.ofNullable(file.getParent()).orElse(file));
        try {
            var text = Files.readString(file);
            named.look(new Load(LoadSettings.builder().build()).loadFromString(text));
        } catch (YamlEngineException mistaken) {
            return List.of();
        }
        return List.copyOf(named.found);
    }

    private void look(Object value) {
        switch (value) {
            case Map<?, ?> map -> map.values().forEach(this::look);
            case List<?> list -> list.forEach(this::look);
            case String text -> take(text);
            case null, default -> {} // numbers, switches: no names
        }
    }

    private void take(String text) {
        if (text.isBlank() || text.length() > LONGEST || text.indexOf('\n') >= 0) {
            return;
        }
        try {
            var path = folder.resolve(text).normalize();
            boolean wide = folder.startsWith(path); // the folder itself, or one above it
            if (!wide && path.getNameCount() > 1 && Files.exists(path)) {
                found.add(path);
            }
        } catch (InvalidPathException noName) {
            return;
        }
    }
}

package org.dragoman.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dragoman.media.tone.Recording;

/// Reads the WAV files of a folder, for scripts that name them as Asterisk's scripts do: relative
/// to the folder, and without the end of the name.
final class SoundFolder {
    private static final int FILES = 2_000;
    private static final long BYTES = 256L << 20; // all of them; they stay in memory
    private static final int DEPTH = 5; // folders
    private static final String END = ".wav";

    private final Section section;
    private final String key;

    /// By the names that scripts use.
    final Map<String, String> names = new HashMap<>();

    /// By their own names.
    final Map<String, Recording> recordings = new HashMap<>();

    /// - {@code key}: what names the folder, for mistakes.
    SoundFolder(Section section, String key) {
        this.section = section;
        this.key = key;
    }

    void read(String name) {
        var folder = section.file(name);
        try {
            var files = files(folder);
            long bytes = 0;
            for (var file : files) {
                bytes += Files.size(file);
            }
            if (files.size() > FILES || bytes > BYTES) {
                section.problem(
                        key, name + " has more than " + FILES + " sounds, or more than 256 MB");
                return;
            }
            for (var file : files) {
                take(folder, file);
            }
        } catch (IOException e) {
            section.problem(key, name + " cannot be read: " + e.getMessage());
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var all = Files.walk(folder, DEPTH)) {
            return all.filter(f -> f.toString().endsWith(END))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .limit(FILES + 1L)
                    .toList();
        }
    }

    private void take(Path folder, Path file) {
        try {
            recordings.put(file.toString(), Recording.read(file));
            var relative = folder.relativize(file).toString();
            names.put(relative.substring(0, relative.length() - END.length()), file.toString());
        } catch (Recording.Unusable e) {
            section.problem(key, file + " " + e.getMessage());
        }
    }
}

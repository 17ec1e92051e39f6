package org.dragoman.media.codec.libav;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.media.foreign.NativeLibrary;

/// Loads the native libraries out of the bundle's jar: unpacks them into a private folder, loads
/// them, and removes the folder at once, so that nothing is left behind and nobody can put another
/// file in its place.
final class Bundle {
    static final String FOLDER_PROPERTY = "dragoman.codec-folder";

    // What needs no other first. libva and libdrm: not in the bundle for arm64, the system has
    // them.
    private static final List<String> FILES =
            List.of(
                    "libdrm.so.2",
                    "libva.so.2",
                    "libva-drm.so.2",
                    "libavutil.so.60",
                    "libswresample.so.6",
                    "libavcodec.so.62");
    private static final String UTIL = "libavutil.so.60";
    private static final String CODEC = "libavcodec.so.62";

    /// Both libraries, or why they are not there.
    record Loaded(Optional<NativeLibrary> util, Optional<NativeLibrary> codec, String whyNot) {
        boolean here() {
            return codec.isPresent();
        }

        private static Loaded not(String why) {
            return new Loaded(Optional.empty(), Optional.empty(), why);
        }
    }

    private Bundle() {}

    /// Loads on the first call: some tenths of a second.
    static Loaded loaded() {
        return Once.LOADED;
    }

    /// Whether there is something to load; loads nothing.
    static boolean installed() {
        return platform().flatMap(p -> resource(p, CODEC)).isPresent();
    }

    private static Loaded loadOnce() {
        var platform = platform();
        if (platform.isEmpty() || !installed()) {
            return Loaded.not("the bundle is not installed for this processor");
        }
        var problems = new ArrayList<String>();
        for (Path parent : folders()) {
            try {
                return load(parent, platform.get());
            } catch (IOException | IllegalArgumentException e) {
                problems.add(parent + ": " + e.getMessage());
            }
        }
        return Loaded.not(String.join("; ", problems));
    }

    private static Loaded load(Path parent, String platform) throws IOException {
        var owner =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Path folder = Files.createTempDirectory(parent, "dragoman-codecs-", owner);
        folder.toFile().deleteOnExit(); // the program may be ended while this goes on
        try {
            Optional<NativeLibrary> util = Optional.empty();
            Optional<NativeLibrary> codec = Optional.empty();
            for (String file : FILES) {
                var loaded = load(folder, platform, file);
                util = file.equals(UTIL) ? loaded : util;
                codec = file.equals(CODEC) ? loaded : codec;
            }
            return new Loaded(util, codec, "");
        } finally {
            for (String file : FILES) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.deleteIfExists(folder);
        }
    }

    private static Optional<NativeLibrary> load(Path folder, String platform, String file)
            throws IOException {
        var resource = resource(platform, file);
        if (resource.isEmpty()) {
            return Optional.empty();
        }
        Path copy = folder.resolve(file);
        copy.toFile().deleteOnExit();
        try (var in = resource.get().openStream()) {
            Files.copy(in, copy);
        }
        return Optional.of(NativeLibrary.at(copy));
    }

    private static Optional<URL> resource(String platform, String file) {
        var name = "org/bytedeco/ffmpeg/" + platform + "/" + file;
        return Optional.ofNullable(Bundle.class.getClassLoader().getResource(name));
    }

    /// Folders to unpack in, the first that allows it: a service may have its temporary folder
    /// without the right to execute, and has its state folder then (systemd.exec(5)).
    private static List<Path> folders() {
        var folders = new ArrayList<Path>();
        Optional.ofNullable(System.getProperty(FOLDER_PROPERTY))
                .map(Path::of)
                .ifPresent(folders::add);
        folders.add(Path.of(System.getProperty("java.io.tmpdir")));
        Optional.ofNullable(System.getenv("STATE_DIRECTORY"))
                .map(list -> Path.of(list.split(":")[0]))
                .ifPresent(folders::add);
        return folders;
    }

    private static Optional<String> platform() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> Optional.of("linux-x86_64");
            case "aarch64" -> Optional.of("linux-arm64");
            default -> Optional.empty(); // there are no others of the bundle
        };
    }

    private static final class Once {
        private static final Loaded LOADED = loadOnce();
    }
}

package org.dragoman.rtmp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/// The program that lies beside the codecs in the bundle of FFmpeg 8: newer than Debian's, and an
/// encoder of Enhanced RTMP.
final class BundledFfmpeg {
    private static final String PLACE =
            "org/bytedeco/ffmpeg/linux-"
                    + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64")
                    + "/";
    private static final String PROGRAM = "ffmpeg";

    private final Path folder;

    private BundledFfmpeg(Path folder) {
        this.folder = folder;
    }

    /// Unpacks it.
    static BundledFfmpeg unpack(Path folder) {
        var found =
                Optional.ofNullable(
                        BundledFfmpeg.class.getClassLoader().getResource(PLACE + PROGRAM));
        try (var jar = ((JarURLConnection) found.orElseThrow().openConnection()).getJarFile()) {
            for (var entry : jar.stream().filter(BundledFfmpeg::isNeeded).toList()) {
                unpack(jar, entry, folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BundledFfmpeg(folder);
    }

    /// The program and its libraries, without the binding to Java.
    private static boolean isNeeded(JarEntry entry) {
        String name = entry.getName().toLowerCase(Locale.ROOT);
        return name.startsWith(PLACE)
                && !name.contains("libjni")
                && (name.contains(".so") || name.endsWith("/" + PROGRAM));
    }

    private static void unpack(JarFile jar, JarEntry entry, Path folder) throws IOException {
        Path file = folder.resolve(entry.getName().substring(PLACE.length()));
        try (var in = jar.getInputStream(entry)) {
            Files.copy(in, file);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// Runs it; what it prints is kept in a file of that name.
    Process start(String output, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(folder.resolve(PROGRAM).toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LD_LIBRARY_PATH", folder.toString());
        try {
            return builder.redirectOutput(folder.resolve(output).toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String output(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

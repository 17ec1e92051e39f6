package org.dragoman.gateway.support;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Texts for whoever helps: gathered, then written into one file without secrets.
public final class SupportBundle {
    private static final int LARGEST = 20 << 20; // characters of one text; its end is kept

    private final Secrets secrets;
    private final Map<String, String> texts = new LinkedHashMap<>();

    /// - {@code secrets}: knows all that is to be taken out when {@link #write} comes.
    public SupportBundle(Secrets secrets) {
        this.secrets = secrets;
    }

    /// A text, by its name in the file.
    public void add(String name, String text) {
        texts.put(name, text.length() > LARGEST ? text.substring(text.length() - LARGEST) : text);
    }

    /// How many texts there are.
    public int size() {
        return texts.size();
    }

    /// Writes a ZIP archive that nobody else may read, and that must not be there.
    public void write(Path file) throws IOException {
        try (var channel =
                        FileChannel.open(
                                file,
                                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                                PosixFilePermissions.asFileAttribute(
                                        PosixFilePermissions.fromString("rw-------")));
                var zip = new ZipOutputStream(Channels.newOutputStream(channel))) {
            for (var one : texts.entrySet()) {
                zip.putNextEntry(new ZipEntry(secrets.without(one.getKey())));
                zip.write(secrets.without(one.getValue()).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }
}

package org.dragoman.gateway.appliance;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// {@code write_files}: those that lie on the partition for settings.
///
/// - Source: cloud-init, module reference, Write Files.
record WrittenFiles(Yaml root) {
    private static final int LARGEST = 8 << 20; // octets of one, unpacked

    private static final Pattern SETTINGS =
            Pattern.compile("(?:/boot/|/etc/dragoman/)?(dragoman\\.yaml|network\\.yaml)");
    private static final Pattern BESIDE =
            Pattern.compile(
                    "(?:(?:/boot|/run/appliance|/etc/dragoman)/)?files/"
                            + "([A-Za-z0-9][A-Za-z0-9._-]{0,99})");
    private static final String ALLOWED =
            "a file of this machine; /boot/dragoman.yaml, /boot/network.yaml and /boot/files/NAME"
                    + " are";

    Map<String, byte[]> read() {
        var files = new LinkedHashMap<String, byte[]>();
        for (var item : root.items("write_files")) {
            var place = item.value("path", ALLOWED, WrittenFiles::place);
            var content = place.flatMap(_ -> content(item));
            if (place.isPresent() && content.isPresent()) {
                boolean behind = item.flag("append", false);
                var before = files.getOrDefault(place.get(), new byte[0]);
                files.put(place.get(), behind ? joined(before, content.get()) : content.get());
            }
        }
        return files;
    }

    private static Optional<String> place(String path) {
        var settings = SETTINGS.matcher(path);
        if (settings.matches()) {
            return Optional.of(settings.group(1));
        }
        return Optional.of(BESIDE.matcher(path))
                .filter(Matcher::matches)
                .map(m -> CloudSettings.Files.FOLDER + m.group(1));
    }

    private static Optional<byte[]> content(Yaml item) {
        var text = item.text("content");
        if (text.isEmpty()) {
            item.problem("has no content");
            return Optional.empty();
        }
        var encoding = item.text("encoding").orElse("text/plain");
        try {
            return Optional.of(decoded(text.get(), encoding));
        } catch (IOException | IllegalArgumentException e) {
            item.problem("its content is not " + encoding + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static byte[] decoded(String text, String encoding) throws IOException {
        return switch (encoding) {
            case "text/plain" -> text.getBytes(StandardCharsets.UTF_8);
            case "b64", "base64" -> octets(text);
            case "gz+b64", "gz+base64", "gzip+b64", "gzip+base64", "gz", "gzip" ->
                    unpacked(octets(text));
            default -> throw new IOException("only text/plain, b64 and gz+b64 are known");
        };
    }

    private static byte[] octets(String text) {
        return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            var all = in.readNBytes(LARGEST + 1);
            if (all.length > LARGEST) {
                throw new IOException("more than " + LARGEST + " octets");
            }
            return all;
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }
}

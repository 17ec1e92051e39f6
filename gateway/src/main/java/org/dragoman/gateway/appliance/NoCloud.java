package org.dragoman.gateway.appliance;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.gateway.config.Problem;
import org.dragoman.gateway.config.Problems;

/// Reads the disk's three files: {@code meta-data}, {@code user-data}, {@code network-config}.
///
/// - Source: cloud-init, data source NoCloud; {@code vendor-data} is not looked at.
final class NoCloud {
    private static final int LARGEST = 1 << 20; // octets of one file

    /// What the disk wants, and what of it was not understood.
    record Read(CloudSettings settings, List<Problem> problems) {
        Read {
            problems = List.copyOf(problems);
        }
    }

    private NoCloud() {}

    /// - Errors: IOException where the disk cannot be read, or is none of that kind.
    static Read read(Path disk) throws IOException {
        var all = new ArrayList<Problems>();
        var metaText = text(disk, "meta-data", all);
        var userText = text(disk, "user-data", all);
        if (metaText.isEmpty() && userText.isEmpty()) {
            throw new IOException("there is neither meta-data nor user-data");
        }
        var meta = new MetaData(metaText.flatMap(t -> Yaml.parse("meta-data", t, all)));
        var user = UserData.of(userText.orElse(""), all);
        var links =
                text(disk, "network-config", all)
                        .flatMap(t -> Yaml.parse("network-config", t, all))
                        .flatMap(NetworkConfig::links);
        var keys = new ArrayList<>(meta.keys());
        keys.addAll(user.keys());
        var settings =
                new CloudSettings(
                        meta.instance(),
                        user.name().or(meta::name),
                        keys.stream().distinct().toList(),
                        user.timeServers(),
                        user.files(),
                        links);
        return new Read(settings, all.stream().flatMap(p -> p.inOrder().stream()).toList());
    }

    /// Nothing where there is no such file.
    private static Optional<String> text(Path disk, String name, List<Problems> all)
            throws IOException {
        var problems = new Problems(name);
        all.add(problems);
        try {
            var file = disk.resolve(name);
            if (Files.size(file) > LARGEST) {
                problems.add(1, "", "is larger than a mebibyte, and not read");
                return Optional.empty();
            }
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            problems.add(1, "", "is no text in UTF-8; packed data is not read");
            return Optional.empty();
        }
    }
}

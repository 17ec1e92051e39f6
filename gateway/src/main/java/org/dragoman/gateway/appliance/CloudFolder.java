package org.dragoman.gateway.appliance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dragoman.gateway.config.Problem;

/// The folder that the appliance's scripts take settings of a NoCloud disk from.
///
/// | file | holds |
/// |---|---|
/// | {@code instance-id} | which machine this is |
/// | {@code network.yaml} | name and time servers, and what the disk has in its own |
/// | {@code network/} | files of systemd-networkd; not there where the disk says nothing of it |
/// | {@code authorized_keys} | a public key a line |
/// | {@code dragoman.yaml}, {@code files/} | as the disk has them |
/// | {@code problems} | what was not understood, a line each |
record CloudFolder(Path path) {
    void write(NoCloud.Read read) throws IOException {
        var settings = read.settings();
        Files.createDirectories(path);
        put("instance-id", settings.instance() + "\n");
        put(CloudSettings.Files.MACHINE, machine(settings));
        put("authorized_keys", lines(settings.keys().stream().map(SshKey::line).toList()));
        put("problems", lines(read.problems().stream().map(Problem::toString).toList()));
        if (settings.links().isPresent()) {
            Files.createDirectories(path.resolve("network"));
            var units = NetworkUnits.of(settings.links().get());
            for (var one : units.entrySet()) {
                put("network/" + one.getKey(), one.getValue());
            }
        }
        for (var one : settings.files().entrySet()) {
            put(one);
        }
    }

    /// What the disk's own file says comes last, and counts.
    private static String machine(CloudSettings settings) {
        var text = new StringBuilder();
        settings.name().ifPresent(n -> text.append("hostname: ").append(n).append('\n'));
        if (!settings.timeServers().isEmpty()) {
            text.append("ntp: [").append(String.join(", ", settings.timeServers())).append("]\n");
        }
        var own = settings.files().getOrDefault(CloudSettings.Files.MACHINE, new byte[0]);
        return text.append(new String(own, StandardCharsets.UTF_8)).append('\n').toString();
    }

    private void put(Map.Entry<String, byte[]> file) throws IOException {
        if (file.getKey().equals(CloudSettings.Files.MACHINE)) {
            return; // is in there already
        }
        var place = path.resolve(file.getKey());
        Files.createDirectories(place.getParent());
        Files.write(place, file.getValue());
    }

    private void put(String name, String text) throws IOException {
        Files.writeString(path.resolve(name), text);
    }

    private static String lines(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}

package org.dragoman.gateway.appliance;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a NoCloud disk wants of this machine.
///
/// - {@code instance}: which machine this is: another one begins anew.
/// - {@code files}: by their names on the partition for settings, such as {@code dragoman.yaml}.
/// - {@code links}: absent where the disk says nothing of the network.
record CloudSettings(
        String instance,
        Optional<String> name,
        List<SshKey> keys,
        List<String> timeServers,
        Map<String, byte[]> files,
        Optional<List<Link>> links) {
    CloudSettings {
        keys = List.copyOf(keys);
        timeServers = List.copyOf(timeServers);
        files = Map.copyOf(files);
        links = links.map(List::copyOf);
    }

    String summary() {
        return "instance %s: %s, %d keys for SSH, %s%s"
                .formatted(
                        instance,
                        name.map(n -> "name " + n).orElse("no name"),
                        keys.size(),
                        links.map(l -> l.size() + " networks").orElse("nothing of the network"),
                        files.containsKey(Files.GATEWAY) ? ", dragoman.yaml" : "");
    }

    /// Names that files of the disk become.
    static final class Files {
        static final String GATEWAY = "dragoman.yaml";
        static final String MACHINE = "network.yaml";
        static final String FOLDER = "files/";

        private Files() {}
    }
}

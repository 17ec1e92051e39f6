package org.dragoman.gateway.appliance;

import java.util.List;
import java.util.Optional;

/// {@code meta-data}: which machine this is, its name, and keys that the hypervisor adds.
record MetaData(Optional<Yaml> root) {
    private static final String NAMELESS = "nocloud"; // as cloud-init has it

    String instance() {
        return root.flatMap(r -> r.text("instance-id"))
                .map(id -> id.strip().replaceAll("[^\\p{Graph}]", "?"))
                .orElse(NAMELESS);
    }

    Optional<String> name() {
        return root.flatMap(
                r -> HostName.at(r, "local-hostname").or(() -> HostName.at(r, "hostname")));
    }

    /// A list of keys, or a section with a name for each.
    List<SshKey> keys() {
        var value = root.flatMap(r -> r.at("public-keys"));
        if (value.isEmpty()) {
            return List.of();
        }
        var items =
                value.get().isSection()
                        ? value.get().entries().values().stream()
                                .flatMap(v -> v.items().stream())
                                .toList()
                        : value.get().items();
        return items.stream()
                .flatMap(i -> i.value(SshKey.ALLOWED, SshKey::parse).stream())
                .toList();
    }
}

package org.dragoman.gateway.appliance;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// {@code network-config}, in either of its two languages; and what both have.
final class NetworkConfig {
    static final String NOT_MADE =
            "is no kind of network that this machine makes; cards and VLANs are";
    static final int MOST_VLANS = 4094; // IEEE 802.1Q §9.6
    static final int LEAST_MTU = 576; // octets, RFC 791 §3.2
    static final int MOST_MTU = 65_535;

    private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}([:-][0-9a-f]{2}){5}");
    private static final Predicate<String> DOMAIN =
            Pattern.compile("[A-Za-z0-9_~.-]{1,253}").asMatchPredicate();

    private NetworkConfig() {}

    /// Nothing where it leaves the network as it is.
    static Optional<List<Link>> links(Yaml root) {
        // Proxmox and cloud-init's own files put all of it under one key
        var body = root.at("network").filter(Yaml::isSection).orElse(root);
        if (body.at("config").filter(Yaml::isText).isPresent()) { // config: disabled
            return Optional.empty();
        }
        var version = body.number("version", 1, 2);
        if (version.isEmpty()) {
            body.problem("version: 1 or version: 2 is missing");
            return Optional.empty();
        }
        return Optional.of(
                version.get() == 1
                        ? new NetworkVersion1(body).links()
                        : new NetworkVersion2(body).links());
    }

    static Optional<String> mac(Yaml section, String key) {
        return section.value(
                key,
                "a hardware address such as 52:54:00:12:34:56",
                t ->
                        Optional.of(t.toLowerCase(Locale.ROOT))
                                .filter(MAC.asMatchPredicate())
                                .map(m -> m.replace('-', ':')));
    }

    static List<Ip> servers(Yaml section, String key) {
        return section.values(key, Ip.ALLOWED, Ip::parse);
    }

    static List<String> domains(Yaml section, String key) {
        return section.values(key, "a domain", t -> Optional.of(t).filter(DOMAIN));
    }
}

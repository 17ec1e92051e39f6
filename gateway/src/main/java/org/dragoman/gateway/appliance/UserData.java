package org.dragoman.gateway.appliance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dragoman.gateway.config.Problems;

/// {@code user-data}, where it begins with {@code #cloud-config}: name, time servers, keys, files.
///
/// - Source: cloud-init, module reference: set_hostname, ntp, ssh, users_groups, write_files.
record UserData(
        Optional<String> name,
        List<SshKey> keys,
        List<String> timeServers,
        Map<String, byte[]> files) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:-]{0,253}");

    private static final String NAME = "hostname";
    private static final String WHOLE_NAME = "fqdn";
    private static final String KEYS = "ssh_authorized_keys";
    private static final Set<String> KNOWN =
            Set.of(NAME, WHOLE_NAME, KEYS, "users", "ntp", "write_files");

    /// What other systems are told, and this one has another way for or no need of.
    private static final Set<String> OF_NO_MEANING =
            Set.of(
                    "manage_etc_hosts",
                    "preserve_hostname",
                    "prefer_fqdn_over_hostname",
                    "create_hostname_file",
                    "user",
                    "password",
                    "chpasswd",
                    "ssh_pwauth",
                    "disable_root",
                    "ssh_deletekeys",
                    "ssh_genkeytypes",
                    "ssh_quiet_keygen",
                    "package_update",
                    "package_upgrade",
                    "package_reboot_if_required",
                    "growpart",
                    "resize_rootfs",
                    "final_message",
                    "output",
                    "locale",
                    "keyboard");

    UserData {
        keys = List.copyOf(keys);
        timeServers = List.copyOf(timeServers);
        files = Map.copyOf(files);
    }

    private static final UserData NONE =
            new UserData(Optional.empty(), List.of(), List.of(), Map.of());

    static UserData of(String text, List<Problems> all) {
        if (text.isBlank()) {
            return NONE;
        }
        if (text.lines().findFirst().filter(l -> l.strip().equals("#cloud-config")).isEmpty()) {
            var problems = new Problems("user-data");
            all.add(problems);
            problems.add(
                    1,
                    "",
                    "does not begin with #cloud-config; scripts, archives and templates are not"
                            + " read");
            return NONE;
        }
        return Yaml.parse("user-data", text, all).map(UserData::read).orElse(NONE);
    }

    private static UserData read(Yaml root) {
        var known = new HashSet<>(KNOWN);
        known.addAll(OF_NO_MEANING);
        root.othersThan(known, "is nothing that this machine does; see docs/installing.md");
        var name = HostName.at(root, NAME).or(() -> HostName.at(root, WHOLE_NAME));
        return new UserData(name, keys(root), timeServers(root), new WrittenFiles(root).read());
    }

    /// All keys are of the one user there is.
    private static List<SshKey> keys(Yaml root) {
        var places = new ArrayList<>(root.items(KEYS));
        for (var user : root.items("users")) {
            if (user.isSection()) {
                places.addAll(user.items(KEYS));
                places.addAll(user.items("ssh-authorized-keys")); // its older spelling
            }
        }
        return places.stream()
                .flatMap(p -> p.value(SshKey.ALLOWED, SshKey::parse).stream())
                .toList();
    }

    private static List<String> timeServers(Yaml root) {
        var ntp = root.at("ntp");
        if (ntp.isEmpty() || !ntp.get().isSection() || !ntp.get().flag("enabled", true)) {
            return List.of();
        }
        return Stream.of("servers", "pools")
                .flatMap(
                        key ->
                                ntp
                                        .get()
                                        .values(
                                                key,
                                                "a name or an address",
                                                t -> Optional.of(t).filter(HOST.asMatchPredicate()))
                                        .stream())
                .toList();
    }
}

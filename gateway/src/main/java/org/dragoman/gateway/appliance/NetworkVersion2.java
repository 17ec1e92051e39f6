package org.dragoman.gateway.appliance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The newer language, which netplan has as well.
///
/// - Source: cloud-init, Networking config version 2; netplan's YAML reference.
record NetworkVersion2(Yaml root) {
    private static final Set<String> KNOWN = Set.of("version", "renderer", "ethernets", "vlans");
    private static final Set<String> OF_LINKS =
            Set.of(
                    "match",
                    "set-name",
                    "dhcp4",
                    "dhcp6",
                    "accept-ra",
                    "addresses",
                    "gateway4",
                    "gateway6",
                    "routes",
                    "nameservers",
                    "mtu",
                    "id",
                    "link",
                    // of no meaning here
                    "renderer",
                    "optional",
                    "optional-addresses",
                    "critical",
                    "wakeonlan",
                    "link-local",
                    "ipv6-privacy",
                    "dhcp-identifier",
                    "dhcp4-overrides",
                    "dhcp6-overrides");

    List<Link> links() {
        root.othersThan(KNOWN, NetworkConfig.NOT_MADE);
        var links = new ArrayList<Link>();
        sections("ethernets").forEach((name, s) -> links.add(link(name, s, card(name, s))));
        sections("vlans")
                .forEach((name, s) -> vlan(s).ifPresent(on -> links.add(link(name, s, on))));
        return links;
    }

    private Map<String, Yaml> sections(String key) {
        return root.at(key).map(Yaml::entries).orElse(Map.of());
    }

    /// Without {@code match} the key is the card's name.
    private static Link.On card(String key, Yaml section) {
        var match = section.at("match");
        if (match.isEmpty()) {
            return new Link.Card(Optional.empty(), LinkName.parse(key), Optional.empty());
        }
        return new Link.Card(
                NetworkConfig.mac(match.get(), "macaddress"),
                LinkName.at(match.get(), "name"),
                LinkName.at(match.get(), "driver"));
    }

    private static Optional<Link.On> vlan(Yaml section) {
        var parent = section.text("link");
        var id = section.number("id", 1, NetworkConfig.MOST_VLANS);
        if (parent.isEmpty() || id.isEmpty()) {
            section.problem("a VLAN needs link and id");
            return Optional.empty();
        }
        return Optional.of(new Link.Vlan(parent.get(), id.get()));
    }

    private static Link link(String name, Yaml section, Link.On on) {
        section.othersThan(OF_LINKS, "is no setting of a link that is known here");
        var routes = new ArrayList<Link.Route>();
        for (var key : List.of("gateway4", "gateway6")) {
            section.value(key, Ip.ALLOWED, Ip::parse)
                    .map(NetworkVersion2::by)
                    .ifPresent(routes::add);
        }
        section.items("routes").forEach(r -> way(r).ifPresent(routes::add));
        var names = section.at("nameservers");
        var mtu = section.number("mtu", NetworkConfig.LEAST_MTU, NetworkConfig.MOST_MTU);
        return new Link(
                LinkName.parse(name).orElse(""),
                on,
                new Link.Dhcp(section.flag("dhcp4", false), section.flag("dhcp6", false)),
                section.flag("accept-ra", true),
                addresses(section),
                routes,
                names.isEmpty()
                        ? Link.Names.NONE
                        : new Link.Names(
                                NetworkConfig.servers(names.get(), "addresses"),
                                NetworkConfig.domains(names.get(), "search")),
                mtu.map(OptionalInt::of).orElse(OptionalInt.empty()));
    }

    /// Each a text, or a section whose key it is, with a label or a lifetime in it.
    private static List<Ip> addresses(Yaml section) {
        var all = new ArrayList<Ip>();
        for (var item : section.items("addresses")) {
            if (item.isSection()) {
                for (var key : item.entries().keySet()) {
                    Ip.parseWithBits(key)
                            .ifPresentOrElse(
                                    all::add, () -> item.problem(key + " is not " + Ip.WITH_BITS));
                }
            } else {
                item.value(Ip.WITH_BITS, Ip::parseWithBits).ifPresent(all::add);
            }
        }
        return all;
    }

    private static Link.Route by(Ip gateway) {
        return new Link.Route(Optional.empty(), Optional.of(gateway), OptionalInt.empty(), false);
    }

    private static Optional<Link.Route> way(Yaml item) {
        var text = item.text("to").orElse("");
        boolean everywhere =
                text.equals("default") || text.equals("0.0.0.0/0") || text.equals("::/0");
        var to =
                everywhere || text.isEmpty()
                        ? Optional.<Ip>empty()
                        : item.value(
                                "to", Ip.WITH_BITS, t -> Ip.parseWithBits(t).or(() -> Ip.parse(t)));
        var by = item.value("via", Ip.ALLOWED, Ip::parse);
        if (by.isEmpty() || !everywhere && to.isEmpty()) {
            item.problem("a route needs to and via");
            return Optional.empty();
        }
        var metric = item.number("metric", 0, Integer.MAX_VALUE);
        return Optional.of(
                new Link.Route(
                        to,
                        by,
                        metric.map(OptionalInt::of).orElse(OptionalInt.empty()),
                        item.flag("on-link", false)));
    }
}

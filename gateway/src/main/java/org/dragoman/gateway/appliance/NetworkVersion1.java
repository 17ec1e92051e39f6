package org.dragoman.gateway.appliance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The older language: a list of cards, each with subnets. Proxmox writes it.
///
/// - Source: cloud-init, Networking config version 1.
record NetworkVersion1(Yaml root) {
    /// What the subnets of one link come to.
    private static final class Subnets {
        boolean dhcp4;
        boolean dhcp6;
        final List<Ip> addresses = new ArrayList<>();
        final List<Link.Route> routes = new ArrayList<>();
        final List<Ip> servers = new ArrayList<>();
        final List<String> domains = new ArrayList<>();
    }

    List<Link> links() {
        var links = new ArrayList<Link>();
        var everywhere = Link.Names.NONE;
        for (var item : root.items("config")) {
            switch (item.text("type").orElse("")) {
                case "physical" -> links.add(link(item, card(item)));
                case "vlan" -> vlan(item).ifPresent(on -> links.add(link(item, on)));
                case "nameserver" -> everywhere = names(item, "address", "search");
                case "loopback" -> {} // is there anyway
                default -> item.problem(NetworkConfig.NOT_MADE);
            }
        }
        var names = everywhere;
        return links.stream().map(l -> l.with(names)).toList();
    }

    private static Link.On card(Yaml item) {
        var mac = NetworkConfig.mac(item, "mac_address");
        // the name is what cloud-init would make of the card, and finds it by where no address is
        var name = mac.isPresent() ? Optional.<String>empty() : LinkName.at(item, "name");
        return new Link.Card(mac, name, Optional.empty());
    }

    private static Optional<Link.On> vlan(Yaml item) {
        var parent = item.text("vlan_link");
        var id = item.number("vlan_id", 1, NetworkConfig.MOST_VLANS);
        if (parent.isEmpty() || id.isEmpty()) {
            item.problem("a VLAN needs vlan_link and vlan_id");
            return Optional.empty();
        }
        return Optional.of(new Link.Vlan(parent.get(), id.get()));
    }

    private static Link link(Yaml item, Link.On on) {
        var subnets = new Subnets();
        item.items("subnets").forEach(s -> take(s, subnets));
        var mtu = item.number("mtu", NetworkConfig.LEAST_MTU, NetworkConfig.MOST_MTU);
        return new Link(
                LinkName.at(item, "name").orElse(""),
                on,
                new Link.Dhcp(subnets.dhcp4, subnets.dhcp6),
                item.flag("accept-ra", true),
                subnets.addresses,
                subnets.routes,
                new Link.Names(subnets.servers, subnets.domains),
                mtu.map(OptionalInt::of).orElse(OptionalInt.empty()));
    }

    private static void take(Yaml subnet, Subnets all) {
        switch (subnet.text("type").orElse("")) {
            case "dhcp", "dhcp4" -> all.dhcp4 = true;
            case "dhcp6", "ipv6_dhcpv6-stateful", "ipv6_dhcpv6-stateless" -> all.dhcp6 = true;
            case "static", "static6" -> address(subnet).ifPresent(all.addresses::add);
            case "ipv6_slaac", "manual" -> {} // what routers tell is heard anyway
            default ->
                    subnet.problem(
                            "is no type of subnet that is known; dhcp, static, static6, ipv6_slaac"
                                    + " and such are");
        }
        subnet.value("gateway", Ip.ALLOWED, Ip::parse)
                .map(g -> route(Optional.empty(), Optional.of(g), OptionalInt.empty()))
                .ifPresent(all.routes::add);
        subnet.items("routes").forEach(r -> way(r).ifPresent(all.routes::add));
        var names = names(subnet, "dns_nameservers", "dns_search");
        all.servers.addAll(names.servers());
        all.domains.addAll(names.domains());
    }

    private static Optional<Ip> address(Yaml subnet) {
        var text = subnet.text("address").orElse("");
        return text.contains("/")
                ? subnet.value("address", Ip.WITH_BITS, Ip::parseWithBits)
                : masked(subnet, "address");
    }

    /// The mask stands beside it.
    private static Optional<Ip> masked(Yaml section, String key) {
        var address = section.value(key, Ip.ALLOWED, Ip::parse);
        var mask = section.at("netmask").or(() -> section.at("prefix"));
        if (address.isEmpty() || mask.isEmpty()) {
            return address; // for itself alone
        }
        return mask.get().value("a mask of that address", address.get()::with);
    }

    private static Optional<Link.Route> way(Yaml item) {
        var text = item.text("network").or(() -> item.text("destination")).orElse("");
        var key = item.at("network").isPresent() ? "network" : "destination";
        var to =
                text.contains("/")
                        ? item.value(key, Ip.WITH_BITS, Ip::parseWithBits)
                        : masked(item, key);
        var by = item.value("gateway", Ip.ALLOWED, Ip::parse);
        if (to.isEmpty() || by.isEmpty()) {
            item.problem("a route needs a network and a gateway");
            return Optional.empty();
        }
        var metric = item.number("metric", 0, Integer.MAX_VALUE);
        return Optional.of(route(to, by, metric.map(OptionalInt::of).orElse(OptionalInt.empty())));
    }

    private static Link.Route route(Optional<Ip> to, Optional<Ip> by, OptionalInt metric) {
        return new Link.Route(to, by, metric, false);
    }

    private static Link.Names names(Yaml section, String servers, String domains) {
        return new Link.Names(
                NetworkConfig.servers(section, servers), NetworkConfig.domains(section, domains));
    }
}

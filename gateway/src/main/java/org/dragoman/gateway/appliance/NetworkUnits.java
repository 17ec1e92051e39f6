package org.dragoman.gateway.appliance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Links as files of systemd-networkd.
///
/// - Source: systemd.network(5), systemd.netdev(5).
final class NetworkUnits {
    private static final String CARD = "50-dragoman-cloud-";
    private static final String VLAN = "51-dragoman-cloud-";
    private static final int LONGEST_NAME = 15; // octets of an interface's name, IFNAMSIZ less one

    private final List<Link> links;
    private final List<String> lines = new ArrayList<>();

    private NetworkUnits(List<Link> links) {
        this.links = links;
    }

    /// By their names. A VLAN on a card that is not there is left out.
    static Map<String, String> of(List<Link> links) {
        var units = new LinkedHashMap<String, String>();
        int number = 0;
        for (var link : links) {
            var one = new NetworkUnits(links);
            number++;
            switch (link.on()) {
                case Link.Card card -> units.put(CARD + number + ".network", one.card(link, card));
                case Link.Vlan vlan -> {
                    units.put(VLAN + number + ".netdev", device(link, vlan));
                    units.put(VLAN + number + ".network", one.vlan(link, vlan));
                }
            }
        }
        return units;
    }

    private static String device(Link link, Link.Vlan vlan) {
        return "[NetDev]\nName=%s\nKind=vlan\n[VLAN]\nId=%d\n"
                .formatted(device(link.name(), vlan), vlan.id());
    }

    /// What the kernel calls a VLAN.
    private static String device(String name, Link.Vlan vlan) {
        return name.matches("[A-Za-z][A-Za-z0-9._-]*") && name.length() <= LONGEST_NAME
                ? name
                : "vlan" + vlan.id();
    }

    private String vlan(Link link, Link.Vlan vlan) {
        lines.add("[Match]");
        lines.add("Name=" + device(link.name(), vlan));
        rest(link);
        return text();
    }

    private String card(Link link, Link.Card card) {
        lines.add("[Match]");
        lines.add("Type=ether");
        lines.add("Kind=!vlan"); // which has the card's hardware address
        say("MACAddress", card.mac());
        // a name is what another system would give it: of a single card it says nothing
        long cards = links.stream().filter(l -> l.on() instanceof Link.Card).count();
        say("Name", card.name().filter(n -> cards > 1 || n.contains("*")));
        say("Driver", card.driver());
        rest(link);
        return text();
    }

    private void rest(Link link) {
        if (link.mtu().isPresent()) {
            lines.add("[Link]");
            lines.add("MTUBytes=" + link.mtu().getAsInt());
        }
        lines.add("[Network]");
        lines.add("LinkLocalAddressing=ipv6");
        lines.add("IPv6AcceptRA=" + (link.routersTell() ? "yes" : "no"));
        lines.add("DHCP=" + dhcp(link.dhcp()));
        link.addresses().forEach(a -> lines.add("Address=" + a.textWithBits()));
        link.names().servers().forEach(s -> lines.add("DNS=" + s.text()));
        link.names().domains().forEach(d -> lines.add("Domains=" + d));
        for (var other : links) {
            if (other.on() instanceof Link.Vlan vlan && vlan.parent().equals(link.name())) {
                lines.add("VLAN=" + device(other.name(), vlan));
            }
        }
        link.routes().forEach(this::route);
    }

    private static String dhcp(Link.Dhcp dhcp) {
        if (dhcp.v4()) {
            return dhcp.v6() ? "yes" : "ipv4";
        }
        return dhcp.v6() ? "ipv6" : "no";
    }

    private void route(Link.Route route) {
        lines.add("[Route]");
        say("Destination", route.to().map(Ip::textWithBits));
        say("Gateway", route.by().map(Ip::text));
        route.metric().ifPresent(m -> lines.add("Metric=" + m));
        if (route.onLink()) {
            lines.add("GatewayOnLink=yes");
        }
    }

    private void say(String key, Optional<String> value) {
        value.ifPresent(v -> lines.add(key + "=" + v));
    }

    private String text() {
        return String.join("\n", lines) + "\n";
    }
}

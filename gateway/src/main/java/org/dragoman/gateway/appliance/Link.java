package org.dragoman.gateway.appliance;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// A network card, or a VLAN on one, and what holds on it.
///
/// - {@code name}: as the disk calls it.
/// - {@code routersTell}: whether routers may tell addresses and ways by IPv6.
record Link(
        String name,
        On on,
        Dhcp dhcp,
        boolean routersTell,
        List<Ip> addresses,
        List<Route> routes,
        Names names,
        OptionalInt mtu) {
    Link {
        addresses = List.copyOf(addresses);
        routes = List.copyOf(routes);
    }

    /// Which of the machine's links it is.
    sealed interface On {}

    /// A card; by all that is said of it.
    record Card(Optional<String> mac, Optional<String> name, Optional<String> driver)
            implements On {}

    /// - {@code parent}: the name of the card it lies on.
    record Vlan(String parent, int id) implements On {}

    /// Which addresses the network is asked for.
    record Dhcp(boolean v4, boolean v6) {}

    /// - {@code to}: absent for all that no other way leads to.
    record Route(Optional<Ip> to, Optional<Ip> by, OptionalInt metric, boolean onLink) {}

    /// Name servers, and domains that short names are looked for in.
    record Names(List<Ip> servers, List<String> domains) {
        static final Names NONE = new Names(List.of(), List.of());

        Names {
            servers = List.copyOf(servers);
            domains = List.copyOf(domains);
        }
    }

    /// With name servers that hold for the whole machine.
    Link with(Names more) {
        return new Link(
                name,
                on,
                dhcp,
                routersTell,
                addresses,
                routes,
                new Names(
                        join(names.servers(), more.servers()),
                        join(names.domains(), more.domains())),
                mtu);
    }

    private static <T> List<T> join(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }
}

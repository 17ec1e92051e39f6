package org.dragoman.tests.peer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A configuration of the gateway, as far as tests vary it.
///
/// - {@code name}: of the instance; names its folder.
/// - {@code address}: it listens on this address for everything.
/// - {@code h323Listen}: but for H.323, which listens here; with its port.
/// - {@code more}: further parts of the file, as they are written there.
/// - {@code recordings}: where calls are recorded.
/// - {@code tls}: it takes SIP by TLS too, with a certificate of its own making.
public record DragomanSettings(
        String name,
        String address,
        String h323Listen,
        List<H323Trunk> h323,
        List<SipTrunk> sip,
        List<Route> routes,
        List<String> more,
        Optional<Path> recordings,
        boolean tls) {

    /// An H.323 gateway that it calls and is called by.
    ///
    /// - {@code address}: with a port where that is not the usual one.
    /// - {@code digits}: how it sends digits there: {@code auto}, {@code h245-signal},
    ///   {@code h245-alphanumeric}, {@code q931-keypad} or {@code rtp-event}.
    /// - {@code more}: keys as the file has them ({@code failure-tones: on}).
    public record H323Trunk(
            String name,
            String address,
            boolean fastStart,
            boolean tunnelling,
            String digits,
            List<String> more) {
        public H323Trunk {
            more = List.copyOf(more);
        }

        private String place() {
            return address.contains(":") ? address : address + ":1720";
        }

        public H323Trunk(
                String name, String address, boolean fastStart, boolean tunnelling, String digits) {
            this(name, address, fastStart, tunnelling, digits, List.of());
        }
    }

    /// A SIP phone or carrier.
    ///
    /// - {@code offer}: {@code early}, {@code late} or {@code as-called}.
    /// - {@code more}: keys as the file has them ({@code srtp: required}).
    public record SipTrunk(String name, String address, int port, String offer, List<String> more) {
        public SipTrunk {
            more = List.copyOf(more);
        }

        public SipTrunk(String name, String address, int port, String offer) {
            this(name, address, port, offer, List.of());
        }
    }

    /// Numbers that begin so go to the trunk, without that many leading digits.
    public record Route(String beginning, int strip, String trunk) {}

    public DragomanSettings {
        h323 = List.copyOf(h323);
        sip = List.copyOf(sip);
        routes = List.copyOf(routes);
        more = List.copyOf(more);
    }

    public DragomanSettings(
            String name,
            String address,
            List<H323Trunk> h323,
            List<SipTrunk> sip,
            List<Route> routes) {
        this(name, address, h323, sip, routes, List.of());
    }

    public DragomanSettings(
            String name,
            String address,
            List<H323Trunk> h323,
            List<SipTrunk> sip,
            List<Route> routes,
            List<String> more) {
        this(name, address, address + ":1720", h323, sip, routes, more, Optional.empty(), false);
    }

    /// Which speaks H.323 somewhere else; with its port.
    public DragomanSettings listeningForH323At(String place) {
        return new DragomanSettings(name, address, place, h323, sip, routes, more, recordings, tls);
    }

    /// With further parts of the file.
    public DragomanSettings with(String... parts) {
        return new DragomanSettings(
                name, address, h323Listen, h323, sip, routes, List.of(parts), recordings, tls);
    }

    /// Which takes SIP by TLS too.
    public DragomanSettings byTls() {
        return new DragomanSettings(
                name, address, h323Listen, h323, sip, routes, more, recordings, true);
    }

    private static String byTls(String address, String name) {
        var folder = Path.of("target", "peers", name, "tls").toAbsolutePath();
        return ", \"tls %s:5061\"], tls-folder: \"%s\"".formatted(address, folder);
    }

    /// Which keeps its recordings in this folder.
    public DragomanSettings recordingTo(Path folder) {
        return new DragomanSettings(
                name, address, h323Listen, h323, sip, routes, more, Optional.of(folder), tls);
    }

    private static String keys(List<String> more) {
        return more.isEmpty() ? "" : ", " + String.join(", ", more);
    }

    /// The file that the gateway reads.
    String yaml() {
        StringBuilder text = new StringBuilder();
        text.append("h323: {listen: \"%s\"}\n".formatted(h323Listen));
        // patient: here the peers keep the machine busy, which is no overload of the gateway
        text.append(
                "sip: {listen: [\"udp %1$s:5060\", \"tcp %1$s:5060\"%2$s, overload-wait: 8s}\n"
                        .formatted(address, tls ? byTls(address, name) : "]"));
        var kept = recordings.map(", recordings: \"%s\""::formatted).orElse("");
        text.append("media: {address: \"%s\"%s}\n".formatted(address, kept));
        text.append("rest: {listen: \"127.0.0.1:0\"}\n"); // not where calls are captured
        text.append("limits: {calls: 10000}\n"); // what the benches put in before the first ends
        more.forEach(text::append);
        text.append(h323.isEmpty() && sip.isEmpty() ? "" : "peers:\n");
        for (H323Trunk trunk : h323) {
            text.append(
                    "  %s: {protocol: h323, address: \"%s\", fast-start: %s, h245: %s, dtmf: %s%s}\n"
                            .formatted(
                                    trunk.name(),
                                    trunk.place(),
                                    trunk.fastStart() ? "on" : "off",
                                    trunk.tunnelling() ? "tunnelled" : "separate",
                                    trunk.digits(),
                                    keys(trunk.more())));
        }
        for (SipTrunk trunk : sip) {
            text.append(
                    "  %s: {protocol: sip, address: \"%s:%d\", offer: %s%s}\n"
                            .formatted(
                                    trunk.name(),
                                    trunk.address(),
                                    trunk.port(),
                                    trunk.offer(),
                                    keys(trunk.more())));
        }
        text.append(routes.isEmpty() ? "" : "dial-plan:\n");
        for (Route route : routes) {
            text.append(
                    "  - {number: \"%s*\", rewrite: {strip: %d}, to: [%s]}\n"
                            .formatted(route.beginning(), route.strip(), route.trunk()));
        }
        return text.toString();
    }
}

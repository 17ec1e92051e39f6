package org.dragoman.gateway.rest;

import java.util.List;

/// The running gateway as REST shows it.
///
/// - {@code started}: ISO 8601, UTC.
/// - {@code calls}: how many are in progress.
/// - {@code peers}: their names in the configuration.
public record GatewayView(
        String version,
        String started,
        int calls,
        Totals totals,
        List<Listener> listening,
        List<String> peers) {

    /// What happened to calls since the start.
    ///
    /// - {@code offered}: calls whose caller's request was understood; {@code answered}: of those.
    /// - {@code refused}: for want of room: as many calls as configured were up.
    /// - {@code overload}: SIP calls turned away because the gateway was behind.
    public record Totals(long offered, long answered, long refused, long overload) {}

    /// One place where the gateway itself can be reached.
    ///
    /// - {@code protocol}: {@code h323}, {@code sip} or {@code rest}.
    /// - {@code transport}: {@code udp} or {@code tcp}.
    /// - {@code address}: host and port, {@code [host]:port} for IPv6; a URL for {@code rest}.
    public record Listener(String protocol, String transport, String address) {
        @Override
        public String toString() {
            return "%-4s %s %s".formatted(protocol, transport, address);
        }
    }
}

package org.dragoman.gateway.rest;

import java.util.List;

/// The running gateway as REST shows it.
public record GatewayView(
        @Meaning("Which Dragoman it is.") String version,
        @Meaning(value = "Since when it runs, in UTC.", format = "date-time") String started,
        @Meaning("How many calls are in progress.") int calls,
        @Meaning("Whether it is being drained, and how far.") DrainView drain,
        @Meaning("How the media loops go before other work: in real time where that is allowed.")
                String media,
        @Meaning("What happened to calls since the start.") Totals totals,
        @Meaning("Where it can be reached.") List<Listener> listening,
        @Meaning("Names of its peers in the configuration.") List<String> peers) {

    /// What happened to calls since the start.
    public record Totals(
            @Meaning("Calls whose caller's request was understood.") long offered,
            @Meaning("Of those, the ones that were answered.") long answered,
            @Meaning("Refused for want of room: as many calls as configured were up.") long refused,
            @Meaning("SIP calls turned away because the gateway was behind.") long overload) {}

    /// One place where the gateway itself can be reached.
    public record Listener(
            @Meaning("h323, sip, rest or web.") String protocol,
            @Meaning("udp, tcp or tls.") String transport,
            @Meaning("Host and port, [host]:port for IPv6; a URL for rest and web.")
                    String address) {
        @Override
        public String toString() {
            return "%-4s %s %s".formatted(protocol, transport, address);
        }
    }
}

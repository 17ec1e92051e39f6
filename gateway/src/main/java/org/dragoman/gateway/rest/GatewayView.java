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
        @Meaning("How call records get along.") Records records,
        @Meaning("Where it can be reached.") List<Listener> listening,
        @Meaning("Names of its peers in the configuration.") List<String> peers) {

    /// What happened to calls since the start.
    public record Totals(
            @Meaning("Calls whose caller's request was understood.") long offered,
            @Meaning("Of those, the ones that were answered.") long answered,
            @Meaning("Refused for want of room: as many calls as configured were up.") long refused,
            @Meaning("SIP calls turned away because the gateway was behind.") long overload) {}

    /// How call records get along since the start.
    public record Records(
            @Meaning("Why the database cannot be written; empty where it can, or none are kept.")
                    String away,
            @Meaning("Written to the database, updates of calls in progress included.")
                    long written,
            @Meaning("Put into the file that stands in for a database that is away.") long spilled,
            @Meaning("In memory now: neither can be written.") int held,
            @Meaning("Refused by the database, and put aside in refused.jsonl.") long refused,
            @Meaning("Lost: there was no room for them anywhere.") long lost) {

        /// Of a gateway that keeps none.
        public static final Records NONE = new Records("", 0, 0, 0, 0, 0);

        /// Whether they do not get to the database now.
        public boolean areWaiting() {
            return !away.isEmpty() || held > 0;
        }

        /// Whether any never got there.
        public boolean areMissing() {
            return refused > 0 || lost > 0;
        }

        /// How they get along, for people.
        public String words() {
            return "%s%d in memory, %d through spill.jsonl since the start, %d refused, %d lost"
                    .formatted(
                            away.isEmpty() ? "" : "the database is away (" + away + "); ",
                            held,
                            spilled,
                            refused,
                            lost);
        }
    }

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

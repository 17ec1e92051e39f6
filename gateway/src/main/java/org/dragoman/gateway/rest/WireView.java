package org.dragoman.gateway.rest;

/// A message of a call as it was on the wire, without encryption.
public record WireView(
        @Meaning(value = "When it came or went, in UTC.", format = "date-time") String at,
        @Meaning("Index of the leg.") int leg,
        @Meaning("True where the peer sent it to the gateway.") boolean received,
        @Meaning("Its name in its protocol.") String name,
        @Meaning("q931 (with H.225.0 in it), h245 (on a connection of its own) or sip.")
                String protocol,
        @Meaning("udp or tcp, whatever encryption there was.") String transport,
        @Meaning("Our host and port.") String local,
        @Meaning("The peer's.") String remote,
        @Meaning("The message in hexadecimal, without TPKT and without Via.") String octets) {}

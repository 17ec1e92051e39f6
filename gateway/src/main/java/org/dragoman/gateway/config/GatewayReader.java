package org.dragoman.gateway.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.dragoman.gateway.log.Logging;

/// Reads what concerns the program itself: its log, its REST interface, its limits.
final class GatewayReader {
    private static final int REST_PORT = 7_323;
    private static final InetSocketAddress REST =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), REST_PORT);

    private GatewayReader() {}

    static Configuration.Limits limits(Section s) {
        try (s) {
            return new Configuration.Limits(
                    s.integer(
                            "calls",
                            2_000,
                            1,
                            100_000,
                            "Calls at a time; a further one is refused with cause 42."),
                    s.integer(
                            "ended-calls",
                            500,
                            0,
                            10_000,
                            "Calls that have ended and can still be asked for."));
        }
    }

    static Configuration.Rest rest(Section s) {
        try (s) {
            return new Configuration.Rest(
                    s.value(
                            "listen",
                            REST,
                            a -> "127.0.0.1:" + a.getPort(),
                            "an IP address and a port; port 0 for any free one",
                            "Where the REST interface of the command line listens.",
                            text -> Addresses.listening(text, REST_PORT)));
        }
    }

    static Configuration.Log log(Section s) {
        try (s) {
            return new Configuration.Log(
                    s.choice(
                            "level",
                            Logging.Detail.INFO,
                            "How much is logged. Numbers, addresses and URIs are masked in all but"
                                    + " the lines that debug adds."));
        }
    }
}

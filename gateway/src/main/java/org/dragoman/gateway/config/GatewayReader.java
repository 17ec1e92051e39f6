package org.dragoman.gateway.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dragoman.gateway.log.Logging;
import org.dragoman.gateway.rest.ApiToken;
import org.dragoman.gateway.rest.Scope;

/// Reads what concerns the program itself: its log, its REST interface, its limits.
final class GatewayReader {
    private static final int REST_PORT = 7_323;
    private static final int SOCKET =
            96; // octets; unix(7) has 107, and at first it has a longer name
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
                            "Calls that have ended and can still be asked for."),
                    s.integer(
                            "wire-calls",
                            200,
                            0,
                            10_000,
                            "Calls whose messages are kept as they were on the wire, for `call"
                                    + " --raw` and `capture`: about 40 kB each."));
        }
    }

    static Configuration.Rest rest(Section s) {
        try (s) {
            var listen =
                    s.value(
                            "listen",
                            REST,
                            a -> "127.0.0.1:" + a.getPort(),
                            "an IP address and a port; port 0 for any free one",
                            "Where programs of this machine find the REST interface.",
                            text -> Addresses.listening(text, REST_PORT));
            var socket =
                    s.optional(
                            "socket",
                            "socket in the state folder",
                            "a path of up to 96 characters",
                            "The Unix socket by which the command line of this machine comes in;"
                                    + " its owner and root alone may use it.",
                            GatewayReader::socket);
            return new Configuration.Rest(listen, socket, tokens(s));
        }
    }

    private static Optional<Path> socket(String text) {
        boolean fits =
                !text.isBlank()
                        && text.indexOf('\0') < 0
                        && text.getBytes(StandardCharsets.UTF_8).length <= SOCKET;
        return Optional.of(text).filter(_ -> fits).map(Path::of);
    }

    private static List<ApiToken> tokens(Section rest) {
        var tokens = new ArrayList<ApiToken>();
        if (rest.isDocumenting()) {
            token(
                    "NAME",
                    rest.sample(
                            "rest.tokens.NAME",
                            "A token of the call API, which programs bring as Authorization:"
                                    + " Bearer, here and on the web server; made by `dragoman"
                                    + " token NAME`."));
        }
        rest.named("tokens").forEach((name, s) -> token(name, s).ifPresent(tokens::add));
        return tokens;
    }

    private static Optional<ApiToken> token(String name, Section s) {
        try (s) {
            var hash =
                    s.required(
                            "hash",
                            "SHA-256 of the token",
                            "64 hexadecimal digits",
                            "What the token is known by; the token itself is kept nowhere.",
                            text -> Optional.of(text).filter(ApiToken::isHash));
            var scopes =
                    s.list(
                            "scopes",
                            List.of(Scope.READ),
                            "[read]",
                            "one of read, call, control, records",
                            "What it is good for: to see calls, to begin them, to rule them, to read"
                                    + " the records of all.",
                            Scope::of);
            var expires =
                    s.optional(
                            "expires",
                            "never",
                            "a day as 2026-12-31",
                            "The first day, in UTC, on which it is good for nothing.",
                            GatewayReader::day);
            return hash.map(h -> new ApiToken(name, h, Set.copyOf(scopes), expires));
        }
    }

    private static Optional<Instant> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeParseException none) {
            return Optional.empty();
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

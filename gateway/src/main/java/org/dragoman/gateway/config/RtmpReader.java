package org.dragoman.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.account.Account;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.rtmp.RtmpConfig;
import org.dragoman.rtmp.RtmpConfig.SeveralClients;
import org.dragoman.rtmp.net.RtmpListener;

/// Reads what concerns RTMP.
final class RtmpReader {
    private static final String SAMPLE = "rtmp 127.0.0.1:" + RtmpConfig.DEFAULT_PORT;
    private static final int MOST_PASSWORDS = 100_000;

    private RtmpReader() {}

    /// - {@code on}: the section stands in the file; without it nobody listens.
    static RtmpConfig read(Section s, boolean on) {
        try (s) {
            var listeners =
                    s.list(
                            "listen",
                            listener(SAMPLE).stream().toList(),
                            SAMPLE,
                            "rtmp, rtmps, rtmpt or rtmpts, then an IP address and a port, such as"
                                    + " \"rtmp 192.0.2.1:1935\"",
                            "Where Flash and AIR clients, encoders and players connect. rtmpt is"
                                    + " RTMP in HTTP requests, for clients behind proxies. rtmps and"
                                    + " rtmpts are the two in TLS, and show the certificate of SIP"
                                    + " (sip.tls-certificate); Flash Player"
                                    + " believes only one that a public authority has signed for"
                                    + " the name it connects to.",
                            RtmpReader::listener);
            var several =
                    s.choice(
                            "several-clients",
                            "all",
                            List.of("all", "newest"),
                            "Who rings when several clients are logged in to an account: all of"
                                    + " them, or the newest alone.");
            var passwords = passwords(s);
            boolean video =
                    s.flag(
                            "video",
                            true,
                            "Whether calls of clients that show H.264 are offered with video beside"
                                    + " the sound. It passes as it is, where the other side has it"
                                    + " too.");
            var streams = streams(s.ordered("streams", "Calls of encoders and players."));
            return new RtmpConfig(
                    on ? listeners : List.of(),
                    limits(s),
                    several.equals("newest") ? SeveralClients.NEWEST : SeveralClients.ALL,
                    passwords,
                    streams,
                    video);
        }
    }

    private static RtmpListener.Limits limits(Section s) {
        var standard = RtmpListener.Limits.DEFAULT;
        return new RtmpListener.Limits(
                s.integer(
                        "connections",
                        standard.connections(),
                        1,
                        100_000,
                        "Connections at a time, of all clients."),
                s.integer(
                        "connections-per-address",
                        standard.perAddress(),
                        1,
                        100_000,
                        "Connections at a time of one address."),
                standard.patience(),
                standard.silence());
    }

    private static Optional<RtmpConfig.Listener> listener(String text) {
        var words = text.split(" +");
        if (words.length != 2 || !words[0].matches("rtmpt?s?")) {
            return Optional.empty();
        }
        var kind = RtmpConfig.Kind.valueOf(words[0].toUpperCase(Locale.ROOT));
        return Addresses.listening(words[1], kind.port())
                .map(address -> new RtmpConfig.Listener(address, kind));
    }

    private static Map<String, String> passwords(Section s) {
        var file =
                s.optional(
                        "passwords",
                        "none",
                        "a file",
                        "Clients made for FreeSWITCH's mod_rtmp prove their password by a hash that"
                                + " only the password itself can be compared with. This file has a"
                                + " line NUMBER:PASSWORD for each account of such a client; nobody"
                                + " but the gateway should be able to read it. Other clients need"
                                + " no line.",
                        text -> Optional.of(Path.of(text)).filter(_ -> !text.isBlank()));
        return file.map(f -> lines(s, f)).orElse(Map.of());
    }

    private static Map<String, String> lines(Section s, Path file) {
        var passwords = new LinkedHashMap<String, String>();
        try (var lines = Files.lines(file)) {
            lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .limit(MOST_PASSWORDS)
                    .forEach(
                            line -> {
                                int colon = line.indexOf(':');
                                var number = line.substring(0, Math.max(0, colon));
                                if (Account.isNumber(number) && colon + 1 < line.length()) {
                                    passwords.put(number, line.substring(colon + 1));
                                } else {
                                    s.problem(
                                            "passwords", "has a line that is not NUMBER:PASSWORD");
                                }
                            });
        } catch (IOException e) {
            s.problem("passwords", "cannot be read: " + e.getMessage());
        }
        return passwords;
    }

    private static Map<String, RtmpConfig.Stream> streams(List<Section> sections) {
        var streams = new LinkedHashMap<String, RtmpConfig.Stream>();
        for (var section : sections) {
            try (section) {
                stream(section, streams);
            }
        }
        return streams;
    }

    private static void stream(Section s, Map<String, RtmpConfig.Stream> streams) {
        var name =
                s.required(
                        "name",
                        "studio",
                        "up to 64 letters, digits, dots, dashes and underscores",
                        "The stream is rtmp://HOST/call/NAME?token=TOKEN, to publish and to play.",
                        text -> Optional.of(text).filter(t -> t.matches("[A-Za-z0-9._-]{1,64}")));
        var token =
                s.required(
                        "token",
                        "a long random word",
                        "8 to 128 letters, digits, dots, dashes and underscores",
                        "What programs must show.",
                        text -> Optional.of(text).filter(t -> t.matches("[A-Za-z0-9._-]{8,128}")));
        var account =
                s.required(
                        "account",
                        "1001",
                        "the number of an account",
                        "Who calls.",
                        text -> Optional.of(text).filter(Account::isNumber));
        var calls =
                s.required(
                        "calls",
                        "1002",
                        "a number",
                        "Whom it calls, as soon as a program publishes or plays.",
                        text ->
                                Optional.of(text)
                                        .filter(t -> !t.isEmpty() && TelephoneNumber.areDigits(t)));
        boolean video =
                s.flag("video", false, "Whether the call is offered with video (H.264) too.");
        if (name.isPresent() && token.isPresent() && account.isPresent() && calls.isPresent()) {
            var stream = new RtmpConfig.Stream(token.get(), account.get(), calls.get(), video);
            if (streams.put(name.get(), stream) != null) {
                s.problem("name", "is there twice");
            }
        }
    }
}

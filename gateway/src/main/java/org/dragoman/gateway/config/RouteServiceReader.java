package org.dragoman.gateway.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dragoman.gateway.agi.AgiConfig;
import org.dragoman.gateway.route.RouteServiceConfig;
import org.dragoman.media.tone.Recording;

/// Reads whom rules may ask: web servers and AGI scripts.
final class RouteServiceReader {
    private static final String SAMPLE = "NAME";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration LONGEST_OF_WEB = Duration.ofSeconds(8); // the call waits for 10
    private static final Set<String> SCHEMES = Set.of("http", "https", "agi");
    private static final int ARGUMENT = 256; // characters

    private final List<RouteServiceConfig> services = new ArrayList<>();
    private final Map<String, Recording> recordings = new HashMap<>();

    List<RouteServiceConfig> services() {
        return List.copyOf(services);
    }

    /// What scripts can play, by the names of files.
    Map<String, Recording> recordings() {
        return Map.copyOf(recordings);
    }

    RouteServiceReader read(Section top) {
        if (top.isDocumenting()) {
            service(
                    SAMPLE,
                    top.sample(
                            "route-services." + SAMPLE,
                            "A program of yours that rules `ask` where a call goes: a web server,"
                                    + " which gets a POST with the call in JSON, or an AGI script"
                                    + " as for Asterisk, which leads the call"
                                    + " (docs/operating.md)."));
        }
        top.named("route-services").forEach((n, s) -> service(n, s).ifPresent(services::add));
        return this;
    }

    private Optional<RouteServiceConfig> service(String name, Section s) {
        try (s) {
            var url =
                    s.required(
                            "url",
                            "http://127.0.0.1:8000/route",
                            "a URL: http or https; agi://HOST:PORT/SCRIPT of a FastAGI server,"
                                    + " agi:/PATH of a program",
                            "Where it is.",
                            RouteServiceReader::url);
            var patience =
                    s.duration(
                            "timeout",
                            PATIENCE,
                            Duration.ofMillis(100),
                            LONGEST,
                            "",
                            "How long it has for its answer, a script for each of its commands;"
                                    + " then the rules behind decide. At most 8s for a web"
                                    + " server.");
            var token =
                    s.optional(
                            "token",
                            "none",
                            "letters, digits and -._~+/=",
                            "Shown to a web server: Authorization: Bearer TOKEN.",
                            t -> Optional.of(t).filter(x -> x.matches("[-A-Za-z0-9._~+/=]+")));
            var script = script(name, s, url, patience);
            if (url.isEmpty()) {
                return Optional.empty();
            }
            if (isScript(url.get())) {
                token.ifPresent(_ -> s.problem("token", "is for web servers"));
                return Optional.of(new RouteServiceConfig.Script(script));
            }
            if (patience.compareTo(LONGEST_OF_WEB) > 0) {
                s.problem("timeout", "is at most 8s for a web server");
            }
            return Optional.of(new RouteServiceConfig.Web(name, url.get(), patience, token));
        }
    }

    private AgiConfig script(String name, Section s, Optional<URI> url, Duration patience) {
        var arguments =
                s.list(
                        "arguments",
                        List.<String>of(),
                        "none",
                        "up to " + ARGUMENT + " characters",
                        "What a script finds in agi_arg_1 and so on; a program is started with"
                                + " them.",
                        text -> Optional.of(text).filter(t -> t.length() <= ARGUMENT));
        var variable =
                s.optional(
                        "dial-variable",
                        "none",
                        "the name of a variable",
                        "The variable in which a script leaves whom to dial when it ends, as"
                                + " Asterisk's dialplan would dial it: SIP/NUMBER@PEER.",
                        text -> Optional.of(text).filter(t -> t.matches("[A-Za-z0-9_()]{1,80}")));
        var folder =
                s.optional(
                        "sounds",
                        "it plays nothing",
                        "the name of a folder, beside the configuration",
                        "WAV files that a script may play, by their names without .wav.",
                        text -> Optional.of(text).filter(t -> !t.isBlank()));
        var sounds = new SoundFolder(s, "sounds");
        folder.filter(_ -> !s.isDocumenting()).ifPresent(sounds::read);
        recordings.putAll(sounds.recordings);
        var where = url.orElse(URI.create("agi:/"));
        return new AgiConfig(name, where, patience, arguments, variable, sounds.names);
    }

    private static boolean isScript(URI url) {
        return "agi".equals(url.getScheme());
    }

    private static Optional<URI> url(String text) {
        try {
            return Optional.of(new URI(text))
                    .filter(u -> u.getScheme() != null && SCHEMES.contains(u.getScheme()))
                    .filter(u -> u.getHost() != null || isProgram(u));
        } catch (URISyntaxException e) {
            return Optional.empty(); // the caller tells what is allowed
        }
    }

    private static boolean isProgram(URI url) {
        return isScript(url)
                && url.getRawAuthority() == null
                && url.getPath() != null
                && url.getPath().startsWith("/")
                && url.getPath().length() > 1;
    }
}

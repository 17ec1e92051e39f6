package org.dragoman.gateway.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.dragoman.gateway.rest.Remote;
import org.dragoman.gateway.rest.RestClient;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Which running gateway a command talks to: that of this machine by its socket, or another by its
/// URL and a token.
final class GatewayOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin private StateOption state = new StateOption();

    @Option(
            names = "--socket",
            paramLabel = "FILE",
            description =
                    "The socket itself, where `rest: socket` says another (default: the"
                            + " environment's DRAGOMAN_SOCKET).")
    private Optional<Path> socket = Optional.empty();

    @ArgGroup(
            exclusive = false,
            heading = "A gateway on another machine, whose configuration has rest: tokens:%n")
    private Elsewhere elsewhere = new Elsewhere();

    /// Where another machine's gateway is, and what lets us in.
    private static final class Elsewhere {
        @Option(
                names = "--url",
                paramLabel = "URL",
                description =
                        "Its web server, as https://gateway.example:8443 (default: the"
                                + " environment's DRAGOMAN_URL).")
        private Optional<String> url = Optional.empty();

        @Option(
                names = "--token",
                paramLabel = "TOKEN",
                description =
                        "A token of its call API; in the environment's DRAGOMAN_TOKEN no other user"
                                + " of this machine sees it.")
        private Optional<String> token = Optional.empty();

        @Option(
                names = "--fingerprint",
                paramLabel = "SHA-256",
                description =
                        "Of its certificate, where no authority vouches for it; it prints that at"
                                + " its start (default: DRAGOMAN_FINGERPRINT).")
        private Optional<String> fingerprint = Optional.empty();
    }

    GatewayOption() {}

    boolean isElsewhere() {
        return !state.isGiven() && socket.isEmpty() && variable("DRAGOMAN_URL").isPresent()
                || elsewhere.url.isPresent();
    }

    RestClient open() throws RestClient.Unreachable {
        boolean here = state.isGiven() || socket.isPresent();
        if (here && elsewhere.url.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--url is another machine's, --state and --socket are not.");
        }
        var url = elsewhere.url.or(() -> here ? Optional.empty() : variable("DRAGOMAN_URL"));
        if (url.isPresent()) {
            return RestClient.remote(remote(url.get()));
        }
        var place =
                socket.or(
                        () ->
                                state.isGiven()
                                        ? Optional.empty()
                                        : variable("DRAGOMAN_SOCKET").map(Path::of));
        return place.isPresent() ? RestClient.local(place.get()) : RestClient.open(state.folder());
    }

    private Remote remote(String url) {
        try {
            return Remote.of(
                    url,
                    elsewhere.token.or(() -> variable("DRAGOMAN_TOKEN")).orElse(""),
                    elsewhere.fingerprint.or(() -> variable("DRAGOMAN_FINGERPRINT")));
        } catch (Remote.Mistake mistake) {
            throw new ParameterException(spec.commandLine(), String.valueOf(mistake.getMessage()));
        }
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(v -> !v.isBlank());
    }
}

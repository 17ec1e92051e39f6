package org.dragoman.gateway.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.dragoman.gateway.rest.RestClient;
import org.dragoman.gateway.rest.StateFolder;
import picocli.CommandLine.Option;

/// Which running gateway a command talks to.
final class GatewayOption {
    @Option(
            names = "--state",
            paramLabel = "FOLDER",
            description =
                    "Where the gateway leaves the address and token of its REST interface"
                            + " (default: the environment's DRAGOMAN_STATE, else the user's runtime"
                            + " folder).")
    private Optional<Path> state = Optional.empty();

    GatewayOption() {}

    StateFolder folder() {
        return state.map(StateFolder::new).orElseGet(StateFolder::usual);
    }

    RestClient open() throws RestClient.Unreachable {
        return RestClient.open(folder());
    }
}

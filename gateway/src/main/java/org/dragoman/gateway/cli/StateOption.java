package org.dragoman.gateway.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.dragoman.gateway.rest.StateFolder;
import picocli.CommandLine.Option;

/// Where a gateway of this machine leaves what the command line finds it by.
final class StateOption {
    @Option(
            names = "--state",
            paramLabel = "FOLDER",
            description =
                    "Where the gateway of this machine leaves its socket (default: the"
                            + " environment's DRAGOMAN_STATE, else the user's runtime folder).")
    private Optional<Path> state = Optional.empty();

    StateOption() {}

    boolean isGiven() {
        return state.isPresent();
    }

    StateFolder folder() {
        return state.map(StateFolder::new).orElseGet(StateFolder::usual);
    }
}

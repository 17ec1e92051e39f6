package org.dragoman.gateway.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.dragoman.gateway.config.ConfigurationReader;
import org.dragoman.rules.Mappings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Whose tables a command shows: those of the program, or as a configuration has them.
final class TablesOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "With the operator's tables that this configuration names; the source of such"
                            + " a row says where it stands.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--peer",
            paramLabel = "PEER",
            description = "With those of this peer too; --config is needed.")
    private Optional<String> peer = Optional.empty();

    Mappings mappings() throws CommandFailed {
        var shipped = Mappings.load();
        if (config.isEmpty()) {
            if (peer.isPresent()) {
                throw new CommandFailed("Which configuration has this peer? Add --config FILE.");
            }
            return shipped;
        }
        var outcome = ConfigFile.read(new ConfigurationReader(shipped), config.get());
        outcome.problems().forEach(spec.commandLine().getErr()::println);
        if (!outcome.problems().isEmpty()) {
            throw new CommandFailed("The configuration has mistakes; its tables are not shown.");
        }
        var configuration = outcome.configuration();
        if (peer.filter(p -> !configuration.peers().contains(p)).isPresent()) {
            throw new CommandFailed("There is no peer named " + peer.get() + ".");
        }
        var all = configuration.tables().over(shipped);
        return peer.map(all::of).orElse(all);
    }
}

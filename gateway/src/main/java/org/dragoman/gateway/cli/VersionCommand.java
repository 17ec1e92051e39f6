package org.dragoman.gateway.cli;

import java.util.concurrent.Callable;
import org.dragoman.gateway.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// {@code dragoman version}.
@Command(name = "version", description = "Print the version.", mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer>, IVersionProvider {
    @Spec private CommandSpec spec;

    VersionCommand() {}

    @Override
    public String[] getVersion() {
        return new String[] {"Dragoman " + Version.text() + " on Java " + Runtime.version()};
    }

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(getVersion()[0]);
        return 0;
    }
}

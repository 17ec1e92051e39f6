package org.dragoman.gateway.cli;

import java.util.concurrent.Callable;
import org.dragoman.gateway.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// {@code dragoman version}.
@Command(name = "version", description = "Print the version.", mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer>, IVersionProvider {
    @Spec private CommandSpec spec;
    @Mixin private JsonOption json;

    VersionCommand() {}

    private record Running(String version, String java) {}

    @Override
    public String[] getVersion() {
        return new String[] {"Dragoman " + Version.text() + " on Java " + Runtime.version()};
    }

    @Override
    public Integer call() {
        json.say(
                spec.commandLine().getOut(),
                getVersion()[0],
                new Running(Version.text(), Runtime.version().toString()));
        return 0;
    }
}

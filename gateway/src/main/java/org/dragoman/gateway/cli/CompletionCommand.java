package org.dragoman.gateway.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// {@code dragoman completion bash|zsh}.
@Command(
        name = "completion",
        description = "Print what a shell needs to complete commands and options.",
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    /// A shell.
    enum Shell {
        BASH,
        ZSH
    }

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}, in lower case too.")
    private Shell shell = Shell.BASH;

    CompletionCommand() {}

    @Override
    public Integer call() {
        var script = AutoComplete.bash("dragoman", spec.root().commandLine());
        // the script makes zsh load bashcompinit by itself, but not compinit before it
        var before = shell == Shell.ZSH ? "autoload -U +X compinit && compinit\n" : "";
        spec.commandLine().getOut().println(before + script);
        return 0;
    }
}

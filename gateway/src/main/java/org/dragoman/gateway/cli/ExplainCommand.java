package org.dragoman.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dragoman.gateway.explain.Explained;
import org.dragoman.gateway.explain.Explainer;
import org.dragoman.gateway.ladder.Screen;
import org.dragoman.rules.Mappings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// {@code dragoman explain FILE}.
@Command(
        name = "explain",
        description = {
            "Play the H.323, SIP and RTMP calls of a capture file through the gateway's own"
                    + " machines, and show what each message becomes on the other side and which"
                    + " row of which table says so.",
            "No gateway needs to run, and nothing is sent."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dragoman explain trouble.pcapng",
            "  dragoman explain trouble.pcapng --call 2",
            "  dragoman explain trouble.pcapng --json | jq '.calls[].outcome'"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the capture was explained",
            "1:there is no signalling in it",
            "2:it cannot be read, or has no such call"
        })
final class ExplainCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private JsonOption json;

    @Parameters(
            paramLabel = "FILE",
            description = "A capture, pcapng or pcap, packed by gzip or not.")
    private Path file = Path.of("");

    @Option(
            names = "--call",
            paramLabel = "N",
            description = "Only this call, as they are counted in the file.")
    private Optional<Integer> number = Optional.empty();

    ExplainCommand() {}

    @Override
    public Integer call() throws CommandFailed {
        var explained = explain();
        if (number.isPresent() && wrong(number.get(), explained)) {
            throw new CommandFailed(
                    "There is no call %d in %s: it has %d."
                            .formatted(number.get(), file, explained.calls().size()));
        }
        var out = spec.commandLine().getOut();
        if (json.isAsked()) {
            JsonOption.print(
                    out, number.isPresent() ? explained.calls().get(number.get() - 1) : explained);
        } else {
            print(explained);
        }
        return explained.calls().isEmpty() && explained.others().isEmpty() ? 1 : 0;
    }

    private static boolean wrong(int number, Explained explained) {
        return number < 1 || number > explained.calls().size();
    }

    private Explained explain() throws CommandFailed {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailed("There is no file " + file + ".");
        }
        try {
            return new Explainer(Mappings.load()).explain(file);
        } catch (IOException e) {
            throw new CommandFailed(file + ": " + e.getMessage());
        }
    }

    private void print(Explained explained) {
        var out = spec.commandLine().getOut();
        var report = new ExplainReport(out, Screen.ofThisProcess());
        if (explained.calls().isEmpty() && explained.others().isEmpty()) {
            out.println("There is no H.323, SIP or RTMP signalling in " + file + ".");
        }
        if (number.isPresent()) {
            var call = explained.calls().get(number.get() - 1);
            report.print(call, explained.calls().size());
        } else {
            report.print(explained);
        }
    }
}

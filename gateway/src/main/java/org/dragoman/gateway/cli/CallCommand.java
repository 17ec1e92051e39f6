package org.dragoman.gateway.cli;

import java.util.concurrent.Callable;
import org.dragoman.gateway.rest.CallView;
import org.dragoman.gateway.rest.RestClient;
import org.dragoman.rules.Mappings;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// {@code dragoman call ID}.
@Command(
        name = "call",
        description = {
            "Show one call (the ladder with both protocols, timings, media counters), make one, or"
                    + " put one on hold."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dragoman call 0123456789ab",
            "  dragoman call 0123456789ab --decisions",
            "  dragoman call make --from 1001 --to 74951234567"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the call was shown", "2:there is no such call, or no gateway"},
        subcommands = {CallMakeCommand.class, CallHoldCommand.class})
final class CallCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private GatewayOption gateway;
    @Mixin private JsonOption json;

    @ArgGroup private Part part = new Part();

    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            description = "The call, as `dragoman calls` names it.")
    private String id = "";

    CallCommand() {}

    /// What of the call is shown; a summary without any.
    private static final class Part {
        @Option(names = "--ladder", description = "The messages of both sides, row by row.")
        private boolean ladder;

        @Option(names = "--media", description = "Addresses, codecs and counters of its sound.")
        private boolean media;

        @Option(
                names = "--decisions",
                description = "Why it went so: rules, codecs, rows of the mapping tables.")
        private boolean decisions;

        @Option(
                names = "--raw",
                description = "Every message as it was on the wire, without encryption.")
        private boolean raw;
    }

    @Override
    public Integer call() throws RestClient.Unreachable, CommandFailed {
        CallIds.check(spec, id);
        try (var rest = gateway.open()) {
            return part.raw ? raw(rest) : shown(rest);
        }
    }

    private int shown(RestClient rest) throws RestClient.Unreachable {
        var found = rest.call(id);
        if (found.isEmpty()) {
            return CallIds.unknown(spec, id);
        }
        var out = spec.commandLine().getOut();
        if (json.isAsked()) {
            JsonOption.print(out, found.get());
            return 0;
        }
        print(found.get(), new CallReport(out));
        return 0;
    }

    private void print(CallView call, CallReport report) {
        if (part.ladder) {
            report.ladder(call);
        } else if (part.media) {
            report.heading(call);
            report.media(call);
        } else if (part.decisions) {
            new DecisionReport(spec.commandLine().getOut(), Mappings.load()).print(call);
        } else {
            report.print(call);
        }
    }

    private int raw(RestClient rest) throws RestClient.Unreachable, CommandFailed {
        var messages = rest.wire(id);
        if (messages.isEmpty()) {
            throw new CommandFailed(
                    "The messages of call "
                            + id
                            + " are not kept: it is not among the calls of `limits: wire-calls`.");
        }
        var out = spec.commandLine().getOut();
        if (json.isAsked()) {
            JsonOption.print(out, messages.get());
        } else {
            new WireReport(out).print(messages.get());
        }
        return 0;
    }
}

package org.dragoman.gateway.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dragoman.gateway.rest.CallView;
import org.dragoman.gateway.rest.RestClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// {@code dragoman calls}.
@Command(
        name = "calls",
        description = "List the calls in progress.",
        mixinStandardHelpOptions = true)
final class CallsCommand implements Callable<Integer> {
    private static final String ROW = "%-12s  %-22s  %8s  %-24s  %-24s  %s%n";

    @Spec private CommandSpec spec;
    @Mixin private GatewayOption gateway;

    CallsCommand() {}

    @Override
    public Integer call() throws RestClient.Unreachable {
        var out = spec.commandLine().getOut();
        try (var rest = gateway.open()) {
            list(rest.calls(), out);
            var totals = rest.gateway().totals();
            out.printf(
                    "Since the start: %d calls, %d answered; %d refused for want of room, %d turned"
                            + " away under overload.%n",
                    totals.offered(), totals.answered(), totals.refused(), totals.overload());
        }
        return 0;
    }

    private static void list(List<CallView> calls, PrintWriter out) {
        if (calls.isEmpty()) {
            out.println("No calls in progress.");
        } else {
            out.printf(ROW, "CALL", "STATE", "SECONDS", "FROM", "TO", "CODEC");
            for (var call : calls) {
                out.printf(
                        ROW,
                        call.id(),
                        call.state(),
                        seconds(call),
                        party(call, 0, call.from()),
                        party(call, 1, call.to()),
                        call.codec());
            }
        }
    }

    private static String seconds(CallView call) {
        return String.format(Locale.ROOT, "%.1f", call.durationMillis() / 1_000.0);
    }

    private static String party(CallView call, int leg, String number) {
        return call.legs().stream()
                .filter(l -> l.index() == leg)
                .findFirst()
                .map(l -> number + " at " + l.trunk())
                .orElse(number);
    }
}

package org.dragoman.gateway.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dragoman.gateway.ladder.Screen;
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
    private static final List<String> HEADING =
            List.of("CALL", "STATE", "TIME", "FROM", "TO", "CODEC");

    @Spec private CommandSpec spec;
    @Mixin private GatewayOption gateway;
    @Mixin private JsonOption json;

    CallsCommand() {}

    @Override
    public Integer call() throws RestClient.Unreachable {
        var out = spec.commandLine().getOut();
        try (var rest = gateway.open()) {
            if (json.isAsked()) {
                JsonOption.print(out, rest.calls());
                return 0;
            }
            list(rest.calls(), out);
            var totals = rest.gateway().totals();
            out.printf(
                    "Since the start: %d offered, %d answered, %d without room, %d under overload.%n",
                    totals.offered(), totals.answered(), totals.refused(), totals.overload());
        }
        return 0;
    }

    static void list(List<CallView> calls, PrintWriter out) {
        if (calls.isEmpty()) {
            out.println("No calls in progress.");
            return;
        }
        var rows = new ArrayList<List<String>>();
        rows.add(HEADING);
        calls.forEach(call -> rows.add(row(call)));
        new Columns(out, Screen.ofThisProcess()).print(rows);
    }

    private static List<String> row(CallView call) {
        return List.of(
                call.id(),
                call.state(),
                time(call),
                party(call, 0, call.from()),
                party(call, 1, call.to()),
                call.codec());
    }

    /// Minutes and seconds, as telephones show it.
    private static String time(CallView call) {
        long seconds = call.durationMillis() / 1_000;
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }

    private static String party(CallView call, int leg, String number) {
        return call.legs().stream()
                .filter(l -> l.index() == leg)
                .findFirst()
                .map(l -> number + " at " + l.trunk())
                .orElse(number);
    }
}

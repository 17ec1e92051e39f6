package org.dragoman.gateway.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.dragoman.gateway.rest.CallView;
import org.dragoman.gateway.rest.RestClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// {@code dragoman stats}.
@Command(
        name = "stats",
        description = "Count the calls of the running gateway: now and since its start.",
        mixinStandardHelpOptions = true)
final class StatsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private GatewayOption gateway;
    @Mixin private JsonOption json;

    StatsCommand() {}

    @Override
    public Integer call() throws RestClient.Unreachable {
        var out = spec.commandLine().getOut();
        try (var rest = gateway.open()) {
            var running = rest.gateway();
            if (json.isAsked()) {
                JsonOption.print(out, running);
                return 0;
            }
            var up = Duration.between(Instant.parse(running.started()), now());
            var totals = running.totals();
            out.println("version        " + running.version());
            out.printf(
                    "running since  %s (%d d %02d:%02d)%n",
                    running.started(), up.toDays(), up.toHoursPart(), up.toMinutesPart());
            if (running.drain().draining()) {
                out.println("draining       " + running.drain().words());
            }
            out.printf("calls now      %d%n", running.calls());
            var states = new TreeMap<String, Integer>();
            rest.calls().stream()
                    .map(CallView::state)
                    .forEach(s -> states.merge(s, 1, Integer::sum));
            states.forEach((state, calls) -> out.printf("  %-12s %d%n", state, calls));
            out.printf("offered        %d%n", totals.offered());
            out.printf(
                    "answered       %d%s%n",
                    totals.answered(), share(totals.answered(), totals.offered()));
            out.printf("without room   %d%n", totals.refused());
            out.printf("overload       %d%n", totals.overload());
            out.printf("records        %d written%n", running.records().written());
            if (running.records().areWaiting() || running.records().areMissing()) {
                out.println("  " + running.records().words());
            }
        }
        return 0;
    }

    private static Instant now() {
        return InstantSource.system().instant();
    }

    private static String share(long some, long all) {
        return all == 0 ? "" : " (%d %%)".formatted(some * 100 / all);
    }
}

package org.dragoman.gateway.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dragoman.gateway.rest.DrainView;
import org.dragoman.gateway.rest.RestClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// {@code dragoman drain}.
@Command(
        name = "drain",
        description = {
            "Take no new calls, but for emergencies, and let those in progress go on: before an"
                    + " update or a restart. New calls are refused with Q.850 cause 42, by SIP with"
                    + " 503 and Retry-After, so that peers take their other way. It holds until"
                    + " --end, or until the gateway ends."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is being drained; with --wait: no call is left; with --end: it takes calls",
            "1:with --wait: calls are left after that time, or somebody ended it meanwhile",
            "2:no gateway runs"
        })
final class DrainCommand implements Callable<Integer> {
    private static final int ASK = 5; // seconds that one question lasts at most
    private static final int CALLS_LEFT = 1;
    private static final String AS_LONG_AS_IT_TAKES = "525600"; // a year

    @Spec private CommandSpec spec;
    @Mixin private GatewayOption gateway;
    @Mixin private JsonOption json;

    @Option(
            names = "--wait",
            arity = "0..1",
            paramLabel = "MINUTES",
            fallbackValue = AS_LONG_AS_IT_TAKES,
            description =
                    "Wait until no call is left, so many minutes at most; Ctrl-C ends the waiting,"
                            + " not the draining.")
    private Optional<Integer> minutes = Optional.empty();

    @Option(names = "--end", description = "Take new calls again.")
    private boolean end;

    DrainCommand() {}

    @Override
    public Integer call() throws RestClient.Unreachable {
        if (end && minutes.isPresent() || minutes.orElse(1) < 1) {
            throw new ParameterException(
                    spec.commandLine(), "Give --wait with 1 minute or more, or --end.");
        }
        try (var rest = gateway.open()) {
            var begun = rest.drain(!end);
            tell(begun);
            var last = minutes.isPresent() ? await(rest, begun) : begun;
            if (json.isAsked()) {
                JsonOption.print(spec.commandLine().getOut(), last);
            }
            return minutes.isEmpty() || last.endsNoCall() ? 0 : CALLS_LEFT;
        }
    }

    private DrainView await(RestClient rest, DrainView begun) throws RestClient.Unreachable {
        long until = System.nanoTime() + Duration.ofMinutes(minutes.orElseThrow()).toNanos();
        var now = begun;
        while (now.draining() && !now.endsNoCall() && System.nanoTime() < until) {
            long left = Duration.ofNanos(until - System.nanoTime()).toSeconds();
            var next = rest.draining(Math.clamp(left, 1, ASK));
            if (next.callsLeft() != now.callsLeft() || !next.draining()) {
                tell(next);
            }
            now = next;
        }
        return now;
    }

    private void tell(DrainView now) {
        if (!json.isAsked()) {
            var out = spec.commandLine().getOut();
            out.println(words(now));
            out.flush();
        }
    }

    private static String words(DrainView now) {
        if (!now.draining()) {
            return "New calls are taken.";
        }
        return "New calls are refused (%d until now); "
                .formatted(now.refused())
                .concat(
                        switch (now.callsLeft()) {
                            case 0 -> "no call is left.";
                            case 1 -> "1 call is left.";
                            default -> now.callsLeft() + " calls are left.";
                        });
    }
}

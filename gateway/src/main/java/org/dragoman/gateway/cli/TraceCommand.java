package org.dragoman.gateway.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.dragoman.gateway.ladder.Screen;
import org.dragoman.gateway.ladder.Wrapping;
import org.dragoman.gateway.rest.CallView;
import org.dragoman.gateway.rest.EventView;
import org.dragoman.gateway.rest.RestClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// {@code dragoman trace --follow}.
@Command(
        name = "trace",
        description = {
            "Print the calls in progress and, with --follow, what happens to calls as it happens;"
                    + " Ctrl-C ends it."
        },
        mixinStandardHelpOptions = true)
final class TraceCommand implements Callable<Integer> {
    private static final int INDENT = 8; // of what goes on below

    @Spec private CommandSpec spec;
    @Mixin private GatewayOption gateway;
    @Mixin private JsonOption json;

    @Option(names = "--follow", description = "Go on until interrupted.")
    private boolean follow;

    @Option(
            names = "--number",
            paramLabel = "N",
            description = "Only calls from or to a number with these digits in it.")
    private Optional<String> number = Optional.empty();

    @Option(
            names = "--trunk",
            paramLabel = "PEER",
            description = "Only calls with a leg on this peer.")
    private Optional<String> trunk = Optional.empty();

    @Option(names = "--ladder", description = "Draw each call when it has ended.")
    private boolean ladder;

    TraceCommand() {}

    @Override
    public Integer call() throws RestClient.Unreachable {
        try (var rest = gateway.open()) {
            for (var call : rest.calls()) {
                if (isWanted(call.from(), call.to())
                        && trunk.filter(t -> !has(call, t)).isEmpty()) {
                    show(
                            new EventView(
                                    call.state(),
                                    call.id(),
                                    call.started(),
                                    call.from(),
                                    call.to(),
                                    call.cause(),
                                    call.endedBy()));
                }
            }
            if (follow) {
                rest.follow(event -> take(rest, event));
            }
        }
        return 0;
    }

    private void take(RestClient rest, EventView event) throws RestClient.Unreachable {
        if (!isWanted(event.from(), event.to())) {
            return;
        }
        boolean asks = trunk.isPresent() || ladder && event.event().equals("ended");
        var call = asks ? rest.call(event.call()) : Optional.<CallView>empty();
        if (trunk.isPresent() && call.filter(c -> has(c, trunk.get())).isEmpty()) {
            return;
        }
        show(event);
        if (ladder && event.event().equals("ended") && !json.isAsked()) {
            call.ifPresent(c -> new CallReport(spec.commandLine().getOut()).ladder(c));
        }
    }

    private boolean isWanted(String from, String to) {
        return number.isEmpty() || from.contains(number.get()) || to.contains(number.get());
    }

    private static boolean has(CallView call, String trunk) {
        return call.legs().stream().anyMatch(l -> l.trunk().equals(trunk));
    }

    private void show(EventView event) {
        var out = spec.commandLine().getOut();
        if (json.isAsked()) {
            JsonOption.print(out, event);
        } else {
            var end =
                    event.cause() == 0
                            ? ""
                            : "  cause %d, by the %s".formatted(event.cause(), event.endedBy());
            var line =
                    "%s  %s  %-12s %s -> %s%s"
                            .formatted(
                                    event.at(),
                                    event.call(),
                                    event.event(),
                                    event.from(),
                                    event.to(),
                                    end);
            Wrapping.of(line, Screen.ofThisProcess().columns(), INDENT).forEach(out::println);
        }
        out.flush();
    }
}

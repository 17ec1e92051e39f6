package org.dragoman.gateway.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dragoman.gateway.ladder.Screen;
import org.dragoman.gateway.rest.CallView;
import org.dragoman.gateway.rest.RestClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// {@code dragoman peers}.
@Command(
        name = "peers",
        description = "List the peers of the running gateway and the calls each has now.",
        mixinStandardHelpOptions = true)
final class PeersCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private GatewayOption gateway;
    @Mixin private JsonOption json;

    PeersCommand() {}

    /// - {@code calling}, {@code called}: its calls now, by who began them.
    record Peer(String name, int calling, int called) {
        static Peer of(String name, List<CallView> calls) {
            int calling = 0;
            int called = 0;
            for (var call : calls) {
                for (var leg : call.legs()) {
                    boolean its = leg.trunk().equals(name);
                    calling += its && leg.index() == 0 ? 1 : 0;
                    called += its && leg.index() != 0 ? 1 : 0;
                }
            }
            return new Peer(name, calling, called);
        }
    }

    @Override
    public Integer call() throws RestClient.Unreachable {
        var out = spec.commandLine().getOut();
        try (var rest = gateway.open()) {
            var calls = rest.calls();
            var peers = rest.gateway().peers().stream().map(n -> Peer.of(n, calls)).toList();
            if (json.isAsked()) {
                JsonOption.print(out, peers);
                return 0;
            }
            var rows = new ArrayList<List<String>>();
            rows.add(List.of("PEER", "CALLING", "CALLED"));
            for (var peer : peers) {
                rows.add(List.of(peer.name(), "" + peer.calling(), "" + peer.called()));
            }
            new Columns(out, Screen.ofThisProcess()).print(rows);
        }
        return 0;
    }
}

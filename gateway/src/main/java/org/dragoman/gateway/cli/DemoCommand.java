package org.dragoman.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.dragoman.gateway.Gateway;
import org.dragoman.gateway.config.ConfigurationReader;
import org.dragoman.gateway.demo.DemoStage;
import org.dragoman.gateway.demo.Demonstration;
import org.dragoman.gateway.rest.CallView;
import org.dragoman.gateway.rest.RestClient;
import org.dragoman.gateway.rest.StateFolder;
import org.dragoman.rules.Mappings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// {@code dragoman demo}.
@Command(
        name = "demo",
        description = {
            "Call from a built-in H.323 endpoint to a built-in SIP phone through the gateway, listen"
                    + " at both ends, and show the call.",
            "Uses the gateway that runs here, if it has the peers demo-gateway and demo-phone (it has"
                    + " when started without a configuration); else starts one for the call.",
            "With --through, uses the gateway on another machine, whose configuration has this"
                    + " machine as the peers demo-gateway (h323, port 1721) and demo-phone (sip, port"
                    + " 5062), and sends the calls of the one to the other."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all was as expected", "1:something was not, or could not start"})
final class DemoCommand implements Callable<Integer> {
    private static final int NOT_AS_EXPECTED = 1;

    @Spec private CommandSpec spec;
    @Mixin private JsonOption json;
    @Mixin private GatewayOption gateway;

    @Option(
            names = "--through",
            paramLabel = "ADDRESS",
            description = "The gateway on another machine.")
    private Optional<InetAddress> through = Optional.empty();

    DemoCommand() {}

    /// What is printed for programs.
    private record Played(
            boolean asExpected, List<Demonstration.Finding> findings, List<CallView> calls) {}

    @Override
    public Integer call() throws Exception {
        var mappings = Mappings.load();
        try {
            if (through.isPresent()) {
                return play(elsewhere(through.get(), mappings));
            }
            var running = running();
            if (running.isPresent()) {
                try (var rest = running.get()) {
                    var stage = DemoStage.of(rest.gateway());
                    if (stage.isPresent()) {
                        say("Through the gateway that runs here.");
                        return play(stage.get(), new OverRest(rest), mappings);
                    }
                    say(
                            "The gateway that runs here does not have the demonstration's peers;"
                                    + " starting one that has.");
                }
            } else {
                say("No gateway runs here; starting one for this call.");
            }
            return playOnOwnGateway(mappings);
        } catch (IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return NOT_AS_EXPECTED;
        }
    }

    private void say(String sentence) {
        var line = spec.commandLine();
        (json.isAsked() ? line.getErr() : line.getOut()).println(sentence);
    }

    private Optional<RestClient> running() {
        try {
            var rest = gateway.open();
            rest.gateway();
            return Optional.of(rest);
        } catch (RestClient.Unreachable e) {
            return Optional.empty(); // none runs: that is no fault here
        }
    }

    private int playOnOwnGateway(Mappings mappings) throws IOException, InterruptedException {
        var address = DemoStage.ownLoopback(ThreadLocalRandom.current());
        var folder = Files.createTempDirectory("dragoman-demo");
        var configuration =
                new ConfigurationReader(mappings)
                        .embeddedOn(address.getHostAddress())
                        .withoutWeb()
                        .withoutRecords();
        try (var own =
                Gateway.start(
                        configuration, mappings, InstantSource.system(), new StateFolder(folder))) {
            var control = own.control();
            var stage = DemoStage.of(control.gateway()).orElseThrow();
            return play(
                    stage,
                    new Demonstration.Gateway() {
                        @Override
                        public List<CallView> calls() {
                            return control.calls();
                        }

                        @Override
                        public Optional<CallView> call(String id) {
                            return control.call(id);
                        }
                    },
                    mappings);
        } finally {
            Files.deleteIfExists(folder);
        }
    }

    private int play(Demonstration.Stage stage, Demonstration.Gateway asked, Mappings mappings)
            throws IOException, InterruptedException {
        return play(new Demonstration(stage, asked, mappings, InstantSource.system()));
    }

    private Demonstration elsewhere(InetAddress there, Mappings mappings) throws IOException {
        var stage = DemoStage.elsewhere(there, addressTowards(there));
        say(
                "Through the gateway at %s, from %s."
                        .formatted(
                                there.getHostAddress(),
                                stage.phoneSip().getAddress().getHostAddress()));
        return Demonstration.elsewhere(stage, mappings, InstantSource.system());
    }

    /// Which of this machine's addresses the other machine sees; nothing is sent.
    private static InetAddress addressTowards(InetAddress there) throws IOException {
        try (var socket = new DatagramSocket()) {
            socket.connect(there, 9); // any port
            return socket.getLocalAddress();
        }
    }

    private int play(Demonstration demonstration) throws IOException, InterruptedException {
        var result = demonstration.run();
        var out = spec.commandLine().getOut();
        if (json.isAsked()) {
            JsonOption.print(
                    out,
                    new Played(
                            result.isAsExpected(),
                            result.findings(),
                            result.call().stream().toList()));
            return result.isAsExpected() ? 0 : NOT_AS_EXPECTED;
        }
        result.call()
                .ifPresent(
                        call -> {
                            out.println();
                            new CallReport(out).print(call);
                        });
        out.println();
        print(out, result);
        return result.isAsExpected() ? 0 : NOT_AS_EXPECTED;
    }

    private static void print(PrintWriter out, Demonstration.Result result) {
        for (var finding : result.findings()) {
            out.printf(
                    "%-6s %-32s %s%n",
                    finding.asExpected() ? "ok" : "WRONG", finding.what(), finding.found());
        }
        out.println();
        out.println(
                result.isAsExpected()
                        ? "All was as expected."
                        : "Not all was as expected; the lines marked WRONG say what.");
    }

    /// The running gateway, asked by REST.
    private record OverRest(RestClient rest) implements Demonstration.Gateway {
        @Override
        public List<CallView> calls() {
            try {
                return rest.calls();
            } catch (RestClient.Unreachable e) {
                return List.of(); // then the ladder is missing, and the findings say so
            }
        }

        @Override
        public Optional<CallView> call(String id) {
            try {
                return rest.call(id);
            } catch (RestClient.Unreachable e) {
                return Optional.empty();
            }
        }
    }
}

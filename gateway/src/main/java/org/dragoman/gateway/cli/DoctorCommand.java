package org.dragoman.gateway.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dragoman.gateway.config.ConfigurationReader;
import org.dragoman.gateway.host.Certificates;
import org.dragoman.gateway.host.HostAdvice;
import org.dragoman.gateway.ladder.Screen;
import org.dragoman.gateway.ladder.Wrapping;
import org.dragoman.gateway.records.RecordsCheck;
import org.dragoman.gateway.rest.GatewayView;
import org.dragoman.gateway.rest.RestClient;
import org.dragoman.media.codec.Codecs;
import org.dragoman.rules.Mappings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// {@code dragoman doctor}.
@Command(
        name = "doctor",
        description = {
            "Look at this machine and a configuration: files that may be open, buffers, ports, the"
                    + " clock, the database of call records, codecs and their licences,"
                    + " certificates, and whether a gateway runs."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing to mend", "1:something to mend", "2:there is no such file"})
final class DoctorCommand implements Callable<Integer> {
    private static final int INDENT = 20; // of what goes on below

    @Spec private CommandSpec spec;
    @Mixin private GatewayOption gateway;
    @Mixin private JsonOption json;

    @Mixin private ConfigOption config;

    DoctorCommand() {}

    /// - {@code state}: ok, mend, or know: nothing is wrong, and it is good to know.
    record Finding(String about, String state, String what) {}

    @Override
    public Integer call() throws CommandFailed, IOException {
        var findings = findings();
        var out = spec.commandLine().getOut();
        if (json.isAsked()) {
            JsonOption.print(out, findings);
        } else {
            for (var f : findings) {
                var line = "%-5s %-13s %s".formatted(f.state(), f.about(), f.what());
                Wrapping.of(line, Screen.ofThisProcess().columns(), INDENT).forEach(out::println);
            }
        }
        return findings.stream().anyMatch(f -> f.state().equals("mend")) ? 1 : 0;
    }

    private List<Finding> findings() throws CommandFailed, IOException {
        var all = new ArrayList<Finding>();
        var reader = new ConfigurationReader(Mappings.load());
        var chosen = config.chosen();
        var outcome =
                chosen.isPresent()
                        ? ConfigFile.read(reader, chosen.get())
                        : new ConfigurationReader.Outcome(reader.embedded(), List.of());
        outcome.problems()
                .forEach(p -> all.add(new Finding("configuration", "mend", p.toString())));
        if (outcome.problems().isEmpty()) {
            all.add(
                    new Finding(
                            "configuration",
                            "ok",
                            chosen.map(Path::toString).orElse("none: the built-in one")));
            var advice = HostAdvice.words(outcome.configuration());
            advice.forEach(words -> all.add(new Finding("machine", "mend", words)));
            if (advice.isEmpty()) {
                all.add(
                        new Finding(
                                "machine", "ok", "open files, receive buffer, ports and clock"));
            }
            var records = RecordsCheck.of(outcome.configuration().records());
            all.add(new Finding("records", records.mend() ? "mend" : "ok", records.words()));
            for (var c : Certificates.of(outcome.configuration())) {
                all.add(new Finding("certificate", c.mend() ? "mend" : "ok", c.words()));
            }
        }
        Codecs.ofThisMachine().explain().forEach(l -> all.add(new Finding("codec", "know", l)));
        all.addAll(running());
        return all;
    }

    /// What the running gateway says of itself.
    private List<Finding> running() {
        try (var rest = gateway.open()) {
            var running = rest.gateway();
            var all = new ArrayList<>(List.of(calls(running)));
            var records = running.records();
            if (records.areWaiting() || records.areMissing()) {
                var verdict = records.areWaiting() ? "mend" : "know";
                all.add(new Finding("records", verdict, records.words()));
            }
            return all;
        } catch (RestClient.Unreachable none) {
            return List.of(new Finding("gateway", "know", none.getMessage()));
        }
    }

    private static Finding calls(GatewayView running) {
        if (running.drain().draining()) {
            return new Finding(
                    "gateway",
                    "know",
                    "it takes no new calls, it is being drained "
                            + running.drain().words()
                            + "; dragoman drain --end takes calls again");
        }
        return new Finding(
                "gateway",
                "ok",
                "version "
                        + running.version()
                        + " runs here, with "
                        + running.calls()
                        + " calls; its media loops: "
                        + running.media());
    }
}

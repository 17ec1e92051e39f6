package org.dragoman.gateway.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.dragoman.gateway.Gateway;
import org.dragoman.gateway.Text;
import org.dragoman.gateway.config.Configuration;
import org.dragoman.gateway.config.ConfigurationReader;
import org.dragoman.gateway.config.QuickStart;
import org.dragoman.gateway.log.Logging;
import org.dragoman.gateway.service.ServiceManager;
import org.dragoman.gateway.service.ServiceReport;
import org.dragoman.rules.Mappings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// {@code dragoman run}.
@Command(
        name = "run",
        description = "Start the gateway, and stay until told to end (SIGTERM, Ctrl-C).",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:it ended as it was told",
            "1:it could not start: a port is in use, an address is not of this machine",
            "2:the command or the configuration has mistakes, each printed"
        })
final class RunCommand implements Callable<Integer> {
    private static final int CANNOT_START = 1;

    @Spec private CommandSpec spec;
    @Mixin private StateOption state;

    @Mixin private ConfigOption config;

    @Option(
            names = "--h323-peer",
            paramLabel = "HOST[:PORT]",
            description =
                    "Without a file: an H.323 gateway whose calls all go to the SIP peer, and the"
                            + " other way round.")
    private Optional<String> h323Peer = Optional.empty();

    @Option(
            names = "--sip-peer",
            paramLabel = "HOST[:PORT]",
            description = "Without a file: the SIP phone or trunk.")
    private Optional<String> sipPeer = Optional.empty();

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description =
                    "Without a file: the address of this machine to listen on (default: the one"
                            + " from which the H.323 peer is reached).")
    private Optional<String> listen = Optional.empty();

    RunCommand() {}

    @Override
    public Integer call() throws Exception {
        var mappings = Mappings.load();
        var reader = new ConfigurationReader(mappings);
        var outcome = configuration(reader);
        outcome.problems().forEach(spec.commandLine().getErr()::println);
        outcome.advice().forEach(a -> spec.commandLine().getErr().println("advice: " + a));
        if (!outcome.problems().isEmpty()) {
            return DragomanCommand.MISTAKE;
        }
        var configuration = asFarAsThereIsRoom(outcome.configuration());
        Logging.level(configuration.log().level());
        Learnt.tell();
        try {
            var started =
                    Gateway.start(
                            configuration,
                            mappings,
                            InstantSource.system(),
                            state.folder(),
                            () -> again(reader));
            if (!isOnTerminal()) {
                HangupSignal.runs(started.control()::reload);
            }
            var manager = ServiceManager.of(System.getenv(), ProcessHandle.current().pid());
            endsWithTheProcess(started, manager.map(started::reportTo));
            new Greeting(spec.commandLine().getOut()).print(started);
        } catch (IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return CANNOT_START;
        }
        new CountDownLatch(1).await(); // the shutdown hook ends the process
        return 0;
    }

    /// To whoever sits at a terminal a hang-up is its end: the gateway ends with its window.
    private static boolean isOnTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    private ConfigurationReader.Outcome again(ConfigurationReader reader) throws IOException {
        try {
            return configuration(reader);
        } catch (CommandFailed e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// Without a file nobody has asked for the softphone: where its port is taken, there are calls
    /// without it.
    private Configuration asFarAsThereIsRoom(Configuration configuration) {
        if (hasFile()) {
            return configuration;
        }
        for (var listener : configuration.web().listeners()) {
            var address = listener.address();
            if (!isFree(address)) {
                spec.commandLine()
                        .getErr()
                        .println(
                                "No softphone page: %s is in use or not of this machine."
                                        .formatted(Text.of(address)));
                return configuration.withoutWeb();
            }
        }
        return configuration;
    }

    private static boolean isFree(InetSocketAddress address) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(address);
            return true;
        } catch (IOException e) {
            return false; // whatever the reason, the page cannot be there
        }
    }

    private boolean hasFile() {
        return config.isNamed() || (!isQuick() && config.chosen().isPresent());
    }

    private boolean isQuick() {
        return h323Peer.isPresent() || sipPeer.isPresent() || listen.isPresent();
    }

    private ConfigurationReader.Outcome configuration(ConfigurationReader reader)
            throws CommandFailed {
        if (isQuick()) {
            if (config.isNamed() || h323Peer.isEmpty() || sipPeer.isEmpty()) {
                throw new CommandFailed(
                        "Give --h323-peer and --sip-peer together, or --config alone.");
            }
            return QuickStart.read(reader, h323Peer.get(), sipPeer.get(), listen);
        }
        var chosen = config.chosen();
        return chosen.isPresent()
                ? ConfigFile.read(reader, chosen.get())
                : new ConfigurationReader.Outcome(reader.embedded(), List.of());
    }

    /// A process that is told to end ends its calls first, and has then done what it was told.
    private static void endsWithTheProcess(Gateway started, Optional<ServiceReport> report) {
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("shutdown")
                                .unstarted(
                                        () -> {
                                            report.ifPresent(ServiceReport::close);
                                            started.close();
                                            Runtime.getRuntime().halt(0);
                                        }));
    }
}

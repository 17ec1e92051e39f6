package org.dragoman.gateway.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.dragoman.gateway.capture.CaptureWriter;
import org.dragoman.gateway.rest.RestClient;
import org.dragoman.gateway.rest.WireView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// {@code dragoman capture --call ID -o FILE}.
@Command(
        name = "capture",
        description = {
            "Write the signalling of a call, without encryption, into a file that Wireshark and"
                    + " `dragoman explain` open.",
            "Gateways keep that of their last calls (`limits: wire-calls`). Via headers are not"
                    + " kept."
        },
        mixinStandardHelpOptions = true)
final class CaptureCommand implements Callable<Integer> {
    private static final int TPKT = 4; // octets, RFC 1006 §6

    @Spec private CommandSpec spec;
    @Mixin private GatewayOption gateway;
    @Mixin private JsonOption json;

    @Option(
            names = "--call",
            required = true,
            paramLabel = "ID",
            description = "The call, as `dragoman calls` names it.")
    private String id = "";

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "The file, pcapng; it must not exist yet.")
    private Path file = Path.of("");

    CaptureCommand() {}

    private record Written(String call, int messages, String file) {}

    @Override
    public Integer call() throws RestClient.Unreachable, CommandFailed {
        CallIds.check(spec, id);
        List<WireView> messages;
        try (var rest = gateway.open()) {
            messages =
                    rest.wire(id)
                            .orElseThrow(
                                    () ->
                                            new CommandFailed(
                                                    "The messages of call "
                                                            + id
                                                            + " are not kept."));
        }
        if (Files.exists(file)) {
            throw new CommandFailed(file + " exists already.");
        }
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(messages, new CaptureWriter(out));
        } catch (IOException e) {
            throw new CommandFailed(file + " cannot be written: " + e.getMessage());
        }
        json.say(
                spec.commandLine().getOut(),
                "%d messages in %s.".formatted(messages.size(), file),
                new Written(id, messages.size(), file.toString()));
        return 0;
    }

    static void write(List<WireView> messages, CaptureWriter writer) throws IOException {
        for (var message : messages) {
            var local = address(message.local());
            var remote = address(message.remote());
            var from = message.received() ? remote : local;
            var to = message.received() ? local : remote;
            var octets = HexFormat.of().parseHex(message.octets());
            var at = Instant.parse(message.at());
            if (message.transport().equals("udp")) {
                writer.datagram(at, from, to, octets);
            } else {
                writer.stream(at, from, to, framed(message, octets));
            }
        }
    }

    private static byte[] framed(WireView message, byte[] octets) {
        if (message.protocol().equals("sip")) {
            return octets;
        }
        int length = octets.length + TPKT;
        return ByteBuffer.allocate(length)
                .put((byte) 3)
                .put((byte) 0)
                .putShort((short) length)
                .put(octets)
                .array();
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        var host = text.substring(0, colon).replaceAll("[\\[\\]]", "");
        return new InetSocketAddress(
                InetAddress.ofLiteral(host), Integer.parseInt(text.substring(colon + 1)));
    }
}

package org.dragoman.tests.bench.media;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Our relay, as {@link RelayProcess} runs it, or the least that a relay could be, as {@link
/// BareProcess} does.
record DragomanRelayer(Process process, BufferedReader output, List<InetSocketAddress> targets)
        implements Relayer {

    /// - {@code main}: what the process runs.
    /// - {@code at}: the relay's own address.
    /// - {@code load}: where all legs of the load are.
    /// - {@code gatherMicros}: see {@code RelayConfig}.
    static DragomanRelayer start(
            Class<?> main,
            int calls,
            String at,
            InetSocketAddress load,
            int loops,
            int gatherMicros)
            throws IOException {
        var process =
                new ProcessBuilder(
                                "setsid", // the scheduler shares the processors out by session
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName(),
                                Integer.toString(calls),
                                at,
                                load.getAddress().getHostAddress(),
                                Integer.toString(load.getPort()),
                                Integer.toString(loops),
                                Integer.toString(gatherMicros))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var output = process.inputReader(StandardCharsets.US_ASCII);
        var address = InetAddress.ofLiteral(at);
        var targets = new ArrayList<InetSocketAddress>();
        for (int leg = 0; leg < 2 * calls; leg++) {
            targets.add(new InetSocketAddress(address, (int) number(output)));
        }
        return new DragomanRelayer(process, output, targets);
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public OptionalLong allocated() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        return OptionalLong.of(number(output));
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }

    private static long number(BufferedReader output) throws IOException {
        var line = output.readLine();
        if (line == null) {
            throw new IOException("the relay has ended");
        }
        return Long.parseLong(line);
    }
}

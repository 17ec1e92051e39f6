package org.dragoman.tests.bench.media;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Our relay, as {@link RelayProcess} runs it.
record DragomanRelayer(Process process, List<InetSocketAddress> targets) implements Relayer {

    /// - {@code gatherMicros}: see {@code RelayConfig}.
    static DragomanRelayer start(int calls, int firstPort, int loops, int gatherMicros)
            throws IOException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                RelayProcess.class.getName(),
                                Integer.toString(calls),
                                Integer.toString(firstPort),
                                Integer.toString(loops),
                                Integer.toString(gatherMicros))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var targets = read(process.inputReader(StandardCharsets.US_ASCII));
        if (targets.size() != 2 * calls) {
            throw new IOException("the relay opened " + targets.size() + " legs");
        }
        return new DragomanRelayer(process, targets);
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }

    private static List<InetSocketAddress> read(BufferedReader output) throws IOException {
        var targets = new ArrayList<InetSocketAddress>();
        for (var line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IOException("the relay ended before it was ready");
            }
            targets.add(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), Integer.parseInt(line)));
        }
        return targets;
    }
}

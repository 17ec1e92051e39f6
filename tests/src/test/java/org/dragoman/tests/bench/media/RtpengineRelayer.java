package org.dragoman.tests.bench.media;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/// Sipwise rtpengine in user space, told of its calls by its ng protocol (bencode over UDP).
///
/// - Needs: the program, with its libraries on the library path (Debian package rtpengine-daemon).
record RtpengineRelayer(Process process, List<InetSocketAddress> targets) implements Relayer {
    private static final int CONTROL_PORT = 22_222;
    private static final int TRIES = 200; // a busy machine starts it slowly
    private static final int ANSWER_MILLIS = 200;

    /// - {@code at}: its own address.
    /// - {@code load}: where all legs of the load are.
    static RtpengineRelayer start(
            Path program, int calls, String at, InetSocketAddress load, int threads)
            throws IOException {
        var process =
                new ProcessBuilder(
                                "setsid",
                                program.toString(),
                                "--foreground",
                                "--log-stderr",
                                "--log-level=3",
                                "--table=-1",
                                "--interface=" + at,
                                "--listen-ng=" + at + ":" + CONTROL_PORT,
                                "--num-threads=" + threads,
                                "--port-min=10000",
                                "--port-max=32000")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var control = new DatagramSocket()) {
            control.connect(new InetSocketAddress(InetAddress.ofLiteral(at), CONTROL_PORT));
            control.setSoTimeout(ANSWER_MILLIS);
            var targets = new ArrayList<InetSocketAddress>();
            for (int call = 0; call < calls; call++) {
                var towardsRight = command(control, call, "offer", load);
                targets.add(command(control, call, "answer", load));
                targets.add(towardsRight);
            }
            return new RtpengineRelayer(process, targets);
        } catch (IOException e) {
            process.destroy();
            throw e;
        }
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public OptionalLong allocated() {
        return OptionalLong.empty();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
    }

    private static InetSocketAddress command(
            DatagramSocket control, int call, String command, InetSocketAddress load)
            throws IOException {
        String sdp = Sdp.of(load);
        String tags = text("from-tag") + text("a");
        if (command.equals("answer")) {
            tags += text("to-tag") + text("b");
        }
        String cookie = call + command;
        String message =
                cookie
                        + " d"
                        + (text("call-id") + text("bench" + call))
                        + (text("command") + text(command))
                        + (tags + text("sdp") + text(sdp) + "e");
        byte[] bytes = message.getBytes(StandardCharsets.US_ASCII);
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                control.send(new DatagramPacket(bytes, bytes.length));
                var answer = new DatagramPacket(new byte[8_192], 8_192);
                String said = "";
                while (!said.startsWith(cookie + " ")) { // not one to a command said twice
                    control.receive(answer);
                    said = new String(answer.getData(), 0, answer.getLength(), "US-ASCII");
                }
                return Sdp.media(said, control.getInetAddress());
            } catch (SocketTimeoutException | PortUnreachableException e) {
                LockSupport.parkNanos(100_000_000); // it is still starting
            }
        }
        throw new IOException("rtpengine does not answer");
    }

    private static String text(String value) {
        return value.length() + ":" + value;
    }
}

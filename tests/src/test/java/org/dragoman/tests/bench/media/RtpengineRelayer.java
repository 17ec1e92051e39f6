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
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/// Sipwise rtpengine in user space, told of its calls by its ng protocol (bencode over UDP).
///
/// - Needs: the program, with its libraries on the library path (Debian package rtpengine-daemon).
record RtpengineRelayer(Process process, List<InetSocketAddress> targets) implements Relayer {
    private static final int CONTROL_PORT = 22_222;
    private static final int TRIES = 50;
    private static final int ANSWER_MILLIS = 200;
    private static final Pattern PORT = Pattern.compile("m=audio (\\d+) ");

    static RtpengineRelayer start(Path program, int calls, int firstPort, int threads)
            throws IOException {
        var process =
                new ProcessBuilder(
                                program.toString(),
                                "--foreground",
                                "--log-stderr",
                                "--log-level=3",
                                "--table=-1",
                                "--interface=127.0.0.1",
                                "--listen-ng=127.0.0.1:" + CONTROL_PORT,
                                "--num-threads=" + threads,
                                "--port-min=50000",
                                "--port-max=60000")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var control = new DatagramSocket()) {
            control.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), CONTROL_PORT));
            control.setSoTimeout(ANSWER_MILLIS);
            var targets = new ArrayList<InetSocketAddress>();
            for (int call = 0; call < calls; call++) {
                int left = MediaLoad.address(firstPort, 2 * call).getPort();
                int right = MediaLoad.address(firstPort, 2 * call + 1).getPort();
                var towardsRight = command(control, call, "offer", left);
                targets.add(command(control, call, "answer", right));
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
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
    }

    private static InetSocketAddress command(
            DatagramSocket control, int call, String command, int port) throws IOException {
        String sdp =
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                        + ("m=audio " + port + " RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n");
        String tags = text("from-tag") + text("a");
        if (command.equals("answer")) {
            tags += text("to-tag") + text("b");
        }
        String message =
                (call + command + " d")
                        + (text("call-id") + text("bench" + call))
                        + (text("command") + text(command))
                        + (tags + text("sdp") + text(sdp) + "e");
        byte[] bytes = message.getBytes(StandardCharsets.US_ASCII);
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                control.send(new DatagramPacket(bytes, bytes.length));
                var answer = new DatagramPacket(new byte[8_192], 8_192);
                control.receive(answer);
                return port(new String(answer.getData(), 0, answer.getLength(), "US-ASCII"));
            } catch (SocketTimeoutException | PortUnreachableException e) {
                LockSupport.parkNanos(100_000_000); // it is still starting
            }
        }
        throw new IOException("rtpengine does not answer");
    }

    private static InetSocketAddress port(String answer) throws IOException {
        var port = PORT.matcher(answer);
        if (!port.find()) {
            throw new IOException("rtpengine refused: " + answer);
        }
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), Integer.parseInt(port.group(1)));
    }

    private static String text(String value) {
        return value.length() + ":" + value;
    }
}

package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.MediaPort;
import org.dragoman.core.media.MediaStatistics;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.core.media.PeerListening;
import org.dragoman.media.codec.G711;
import org.dragoman.media.record.RecordingFormat;
import org.dragoman.media.record.RecordingPlan;
import org.dragoman.media.relay.Relay;
import org.dragoman.media.relay.RelayConfig;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.Capture;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.Peers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the relay measures, says in RTCP and records, as Wireshark and sox see the same.
class RtpQualityTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final PayloadFormat PCMU = new PayloadFormat(Codec.PCMU, 0, 10);
    private static final int PACKETS = 400; // 4 s: the first report comes within 2.8 s
    private static final int PACKET = 80; // samples of 10 ms
    private static final long PACKET_NANOS = 10_000_000;
    private static final int SSRC = 0x0D2A_60AE;

    @TempDir private Path folder;

    /// When the caller tells how it hears: before the first report is due.
    private static final int TELLING = 30;

    /// What it says then, without the two SSRCs: an empty receiver report, a name, VoIP metrics.
    private static final String TOLD =
            "80c90001%1$08x"
                    + "81ca0002%1$08x01017800"
                    + "80cf000a%1$08x07000008%2$08x"
                    + "0a05c00300c8138800500028"
                    + "7f7f7f10527f2826b0000028003c0078";

    /// Which packets are sent, and when: one in 20 is lost, a few change places, and all are
    /// late by up to 4 ms.
    private static final class Network {
        private final Random random = new Random(3_550);
        private final long begin = System.nanoTime();

        boolean loses(int number) {
            return number % 20 == 7;
        }

        int placed(int number) {
            return number % 50 == 30 ? number + 1 : number % 50 == 31 ? number - 1 : number;
        }

        void waitFor(int number) {
            long due = begin + number * PACKET_NANOS + random.nextInt(4_000_000);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    @Test
    void wireshark_counts_what_we_count_and_sox_plays_what_we_record() throws Exception {
        Peers.require(Peers.TSHARK, Peers.SOX);
        String gateway = Loopback.next();
        var config =
                RelayConfig.on(InetAddress.ofLiteral(gateway))
                        .withRecordings(
                                new RecordingPlan(folder, RecordingFormat.WAV, Set.of("caller")));
        try (var capture = Capture.ofMedia("RtpQualityTest");
                var relay = new Relay(config);
                var caller = new DatagramSocket(new InetSocketAddress(Loopback.next(), 40_000));
                var callee = new DatagramSocket(new InetSocketAddress(Loopback.next(), 40_000))) {
            var one = open(relay, "caller", caller);
            var other = open(relay, "callee", callee);
            one.join(other);
            talk(caller, callee, one.port(), other.port());
            Await.until(
                    SOON,
                    "all packets",
                    () -> one.port().statistics().packetsReceived() == PACKETS - PACKETS / 20);
            var ours = one.port().statistics();
            var heard = ours.quality().listening().orElseThrow();
            one.close();
            other.close();
            Await.until(SOON, "the ports to close", () -> relay.portsInUse() == 0);
            agrees(capture, ours);
            isWellFormed(capture, gateway);
            saysHowItSounds(capture, gateway);
            saysWhatItWasTold(capture, caller, callee, heard);
        }
        isPlayable();
    }

    private static void agrees(Capture capture, MediaStatistics ours) {
        var stream =
                capture.rtpStreams().stream()
                        .filter(line -> line.contains(String.format("0x%08X", SSRC)))
                        .findFirst()
                        .orElseThrow();
        String[] words = stream.strip().split("\\s+");
        int ssrc = Arrays.asList(words).indexOf(String.format("0x%08X", SSRC));
        int packets = Integer.parseInt(words[ssrc + 2]);
        int lost = Integer.parseInt(words[ssrc + 3]);
        int jitter = words[words.length - 1].equals("X") ? words.length - 4 : words.length - 3;
        double least = Double.parseDouble(words[jitter]);
        double most = Double.parseDouble(words[jitter + 2]);
        assertThat(ours.packetsReceived()).as(stream).isEqualTo(packets);
        assertThat(ours.packetsLost()).as(stream).isEqualTo(lost);
        assertThat(ours.quality().outOfOrder()).isEqualTo(PACKETS / 50);
        // Wireshark tells the range its jitter had, ours is what it was at the end
        assertThat(ours.jitterMicros() / 1e3).as(stream).isBetween(least - 1, most + 1);
        assertThat(ours.quality().received().orElseThrow().rFactor()).isBetween(40.0, 93.0);
    }

    private static void isWellFormed(Capture capture, String gateway) {
        assertThat(capture.judgeMedia(gateway)).isEmpty();
        var types = capture.media("rtcp && ip.src==" + gateway, "rtcp.pt");
        assertThat(types).as("reports and farewells of both legs").hasSizeGreaterThanOrEqualTo(4);
        assertThat(types).anyMatch(t -> t.contains("200")).anyMatch(t -> t.contains("203"));
    }

    /// VoIP metrics (RFC 3611 §4.7), as Wireshark reads them; both sides have asked for them.
    private static void saysHowItSounds(Capture capture, String gateway) {
        String metrics = "rtcp.xr.bt==7 && ip.src==" + gateway;
        assertThat(metric(capture, metrics, "rfactor")).allSatisfy(r -> between(r, 40, 93));
        assertThat(metric(capture, metrics, "moscq")).allSatisfy(mos -> between(mos, 1, 4.5));
        assertThat(metric(capture, metrics, "gmin")).containsOnly(16.0); // §4.7.2
    }

    /// What the caller said of its listening is what Wireshark reads in it, and the callee is told
    /// the same.
    private static void saysWhatItWasTold(
            Capture capture, DatagramSocket caller, DatagramSocket callee, PeerListening heard) {
        String said = "rtcp.xr.bt==7 && ip.src==" + caller.getLocalAddress().getHostAddress();
        String passed = "rtcp.xr.bt==7 && ip.dst==" + callee.getLocalAddress().getHostAddress();
        assertThat(metric(capture, said, "rfactor")).containsExactly(heard.rFactor().orElseThrow());
        assertThat(metric(capture, said, "moslq")).containsExactly(heard.listening().orElseThrow());
        assertThat(metric(capture, said, "moscq"))
                .containsExactly(heard.conversation().orElseThrow());
        assertThat(metric(capture, said, "jbnominal"))
                .containsExactly((double) heard.bufferMillis());
        for (String name : List.of("rfactor", "moslq", "moscq", "jbnominal")) {
            assertThat(metric(capture, passed, name))
                    .containsOnly(metric(capture, said, name).getFirst());
        }
    }

    private static void between(double value, double least, double most) {
        assertThat(value).isBetween(least, most);
    }

    private static List<Double> metric(Capture capture, String filter, String name) {
        var lines = capture.media(filter, "rtcp.xr.voipmetrics." + name);
        assertThat(lines).as(name).isNotEmpty();
        return lines.stream().map(line -> Double.parseDouble(line.split("\t")[1])).toList();
    }

    private void isPlayable() throws Exception {
        Path file;
        try (var files = Files.list(folder)) {
            file = files.filter(f -> f.toString().endsWith(".wav")).findFirst().orElseThrow();
        }
        var info = sox("--info", file.toString());
        assertThat(info).contains("Channels       : 2").contains("Sample Rate    : 8000");
        var left = sox(file.toString(), "-n", "remix", "1", "stat");
        var right = sox(file.toString(), "-n", "remix", "2", "stat");
        assertThat(frequency(left)).isCloseTo(1_000, within(60));
        assertThat(frequency(right)).isCloseTo(500, within(60));
    }

    /// sox guesses a frequency from how the sound changes; good enough for a sine.
    private static int frequency(String stat) {
        return stat.lines()
                .filter(line -> line.startsWith("Rough   frequency"))
                .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static String sox(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(Peers.SOX.path().toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static void talk(
            DatagramSocket caller,
            DatagramSocket callee,
            MediaPort callersPort,
            MediaPort calleesPort)
            throws IOException {
        var network = new Network();
        var toCaller = callersPort.localRtp();
        var toCallee = calleesPort.localRtp();
        for (int i = 0; i < PACKETS; i++) {
            network.waitFor(i);
            if (i == TELLING) {
                tell(caller, callersPort.localRtcp());
            }
            int number = network.placed(i);
            if (!network.loses(number)) {
                send(caller, toCaller, SSRC, number, 1_000);
            }
            send(callee, toCallee, SSRC + 1, i, 500);
        }
    }

    /// The caller says how it hears what the gateway sends.
    private static void tell(DatagramSocket caller, InetSocketAddress to) throws IOException {
        var heard = new DatagramPacket(new byte[2_048], 2_048);
        caller.setSoTimeout((int) SOON.toMillis());
        caller.receive(heard);
        int ssrc = ByteBuffer.wrap(heard.getData()).getInt(8);
        byte[] report = HexFormat.of().parseHex(TOLD.formatted(SSRC, ssrc));
        try (var socket =
                new DatagramSocket(new InetSocketAddress(caller.getLocalAddress(), 40_001))) {
            socket.send(new DatagramPacket(report, report.length, to));
        }
    }

    private static void send(
            DatagramSocket from, InetSocketAddress to, int ssrc, int number, int hertz)
            throws IOException {
        var packet = ByteBuffer.allocate(12 + PACKET);
        packet.putShort((short) 0x8000).putShort((short) number);
        packet.putInt(number * PACKET).putInt(ssrc);
        for (int i = 0; i < PACKET; i++) {
            double at = (number * PACKET + i) * hertz / 8_000.0;
            packet.put(G711.compressMu((int) Math.round(8_000 * Math.sin(2 * Math.PI * at))));
        }
        from.send(new DatagramPacket(packet.array(), packet.capacity(), to));
    }

    private static MediaPlane.Opened open(Relay relay, String trunk, DatagramSocket peer)
            throws MediaPlane.OutOfPorts {
        var opened = relay.open(trunk, new Deaf());
        opened.port()
                .agree(
                        new MediaFlow(
                                        Optional.of(
                                                (InetSocketAddress) peer.getLocalSocketAddress()),
                                        Optional.empty(),
                                        Optional.of(PCMU),
                                        List.of(PCMU),
                                        OptionalInt.empty(),
                                        OptionalInt.empty(),
                                        Direction.SEND_RECEIVE)
                                .withVoipMetrics());
        return opened;
    }

    private static final class Deaf implements MediaPlane.Ear {
        @Override
        public void digit(char digit, Duration held) {
            throw new AssertionError("nobody dialled " + digit);
        }

        @Override
        public void firstPacket() {
            // it is the numbers that are looked at
        }

        @Override
        public void conversionFailed(String why) {
            throw new AssertionError(why);
        }
    }
}

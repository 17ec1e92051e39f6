package org.dragoman.tests.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// Signalling of a test run as it went over the loopback, and Wireshark's judgement of it.
///
/// Only what one address sent is judged: other programs have faults of their own.
public final class Capture implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// What TCP's analysis remarks on (a connection opens, a segment comes twice) is the
    /// kernel's doing.
    private static final Set<String> KERNELS = Set.of("Sequence");

    /// A segment that comes again, as on a busy machine, is not read a second time.
    private static final String AGAIN =
            "(tcp.analysis.retransmission || tcp.analysis.fast_retransmission"
                    + " || tcp.analysis.spurious_retransmission || tcp.analysis.out_of_order)";

    private final ChildProcess dumpcap;
    private final Path file;
    private final Tshark tshark;

    private Capture(ChildProcess dumpcap, Path file) {
        this.dumpcap = dumpcap;
        this.file = file;
        this.tshark = new Tshark(file);
    }

    /// What the judge found.
    ///
    /// - {@code complaints}: one line each: frame, protocol, message, what is wrong.
    /// - {@code messages}: how many there were by protocol, so that an empty capture does not pass.
    public record Judgement(List<String> complaints, TreeMap<String, Integer> messages) {
        /// Fails with the complaints themselves where there are any.
        public Judgement mustBeGood() {
            if (!complaints.isEmpty()) {
                throw new AssertionError("Wireshark: " + String.join("; ", complaints));
            }
            return this;
        }
    }

    /// Captures signalling of all addresses of this run from now on.
    public static Capture start(String name) {
        return start(name, "(tcp or udp port 5060) and not tcp port 5038");
    }

    /// Captures all UDP of this run from now on, media included.
    public static Capture ofMedia(String name) {
        return start(name, "udp");
    }

    private static Capture start(String name, String what) {
        Path folder = Path.of("target", "peers", "captures").toAbsolutePath();
        Path file = folder.resolve(name + ".pcapng");
        ChildProcess dumpcap =
                ChildProcess.start(
                        name + "-dumpcap",
                        folder,
                        List.of(
                                Peers.TSHARK.path().resolveSibling("dumpcap").toString(),
                                "-i",
                                "lo",
                                "-B",
                                "16",
                                "-f",
                                Loopback.network() + " and " + what,
                                "-w",
                                file.toString()));
        dumpcap.awaitOutput("File:", PATIENCE);
        return new Capture(dumpcap, file);
    }

    public Path file() {
        return file;
    }

    /// Ends the capture once it has all that was sent before: the kernel hands packets over in
    /// blocks, so one of our own goes last and is waited for.
    @Override
    public void close() {
        if (!dumpcap.isAlive()) {
            return;
        }
        byte[] mark = ("end of capture " + System.nanoTime()).getBytes(StandardCharsets.US_ASCII);
        String text = new String(mark, StandardCharsets.ISO_8859_1);
        InetAddress us = InetAddress.ofLiteral(Loopback.next());
        try (var socket = new DatagramSocket(new InetSocketAddress(us, 0))) {
            socket.send(new DatagramPacket(mark, mark.length, new InetSocketAddress(us, 5_060)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Await.until(PATIENCE, "the end of the capture", () -> content().contains(text));
        dumpcap.close();
    }

    private String content() {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How many frames of the capture fit a display filter of Wireshark.
    public int count(String filter) {
        close();
        return tshark.signalling(filter, "frame.number").size();
    }

    /// RTP streams as Wireshark's own analysis counts them, one line each
    /// ({@code tshark -z rtp,streams}).
    public List<String> rtpStreams() {
        close();
        return tshark.media("-q", "-z", "rtp,streams").stream()
                .filter(line -> line.contains("0x"))
                .toList();
    }

    /// What Wireshark finds wrong with RTP and RTCP of an address, one line each.
    public List<String> judgeMedia(String address) {
        return media(
                "ip.src==" + address + " && (_ws.malformed || _ws.expert.severity >= 0x600000)",
                "_ws.expert.message");
    }

    /// A field of each packet of media that fits a display filter.
    public List<String> media(String filter, String field) {
        close();
        return tshark.media("-Y", filter, "-T", "fields", "-e", "frame.number", "-e", field);
    }

    /// Judges every message that this address sent.
    public Judgement judge(String address) {
        close();
        List<String> complaints = new ArrayList<>();
        for (String line :
                tshark.signalling(
                        "ip.src=="
                                + address
                                + " && (_ws.malformed || _ws.expert.severity >= 0x400000 || _ws.short)",
                        "frame.number",
                        "_ws.col.Protocol",
                        "_ws.col.Info",
                        "_ws.expert.group",
                        "_ws.expert.message",
                        "_ws.malformed")) {
            complain(line.split("\t", -1), complaints);
        }
        complaints.addAll(strangers(address));
        for (String line :
                tshark.signalling(
                        "ip.src=="
                                + address
                                + " && sip.Method && !(sip.Via.branch[0:7] == \"z9hG4bK\")",
                        "frame.number",
                        "_ws.col.Info")) {
            complaints.add("a branch without the cookie of RFC 3261 §8.1.1.7: " + line);
        }
        TreeMap<String, Integer> messages = new TreeMap<>();
        tshark.signalling("ip.src==" + address + " && (q931 || h245 || sip)", "_ws.col.Protocol")
                .forEach(protocol -> messages.merge(protocol, 1, Integer::sum));
        return new Judgement(complaints, messages);
    }

    /// What this address sent on connections, and is no signalling. Which connection is H.245 is
    /// told on another one, so what began before the capture cannot be known.
    private List<String> strangers(String address) {
        var begun = Set.copyOf(tshark.signalling("tcp.flags.syn==1", "tcp.stream"));
        String unknown =
                "ip.src=="
                        + address
                        + " && tcp.len > 0 && !q931 && !h245 && !sip && !tcp.segment_data"
                        + " && !tcp.segment && !"
                        + AGAIN;
        return tshark
                .signalling(
                        unknown, "tcp.stream", "frame.number", "_ws.col.Protocol", "_ws.col.Info")
                .stream()
                .map(line -> line.split("\t", 2))
                .filter(fields -> begun.contains(fields[0]))
                .map(fields -> "not signalling that Wireshark knows: frame " + fields[1])
                .toList();
    }

    private static void complain(String[] fields, List<String> complaints) {
        Set<String> groups = Set.copyOf(Arrays.asList(groups(fields[3])));
        boolean kernels = fields[5].isEmpty() && KERNELS.containsAll(groups);
        if (!kernels) {
            complaints.add(
                    "frame " + fields[0] + " " + fields[1] + " " + fields[2] + ": " + fields[4]
                            + fields[5]);
        }
    }

    /// tshark 4 writes groups as numbers or names, depending on its version.
    private static String[] groups(String field) {
        return Arrays.stream(field.split(","))
                .map(g -> g.equals("33554432") || g.equals("0x02000000") ? "Sequence" : g)
                .toArray(String[]::new);
    }
}

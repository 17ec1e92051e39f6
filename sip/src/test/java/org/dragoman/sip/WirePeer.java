package org.dragoman.sip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.dragoman.core.call.CallEntrance;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.testing.FakeTime;
import org.dragoman.core.testing.LegHarness;

/// A peer that speaks SIP by hand over UDP, message by message as the test writes them, and the
/// gateway's endpoint it speaks to. Nothing here shares code with what is tested.
final class WirePeer implements AutoCloseable {
    private static final int PATIENCE = 10_000; // milliseconds
    static final String SDP =
            """
            v=0
            o=user1 53655765 2353687637 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 6000 RTP/AVP 0 8 101
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=ptime:20
            """;

    final FakeTime time = new FakeTime();
    final SipEndpoint gateway;
    final String host = Pair.host();
    final String gatewayHost = Pair.host();
    private final DatagramSocket socket;
    private final LinkedBlockingQueue<Pair.Side> calls = new LinkedBlockingQueue<>();
    final ReentrantLock gate = new ReentrantLock();
    private int branches;
    private String last = "";

    WirePeer(UnaryOperator<SipPeerChange> about) {
        this(about, SipConfig.standard());
    }

    WirePeer(UnaryOperator<SipPeerChange> about, SipConfig config) {
        this(about, config, _ -> Optional.empty());
    }

    WirePeer(
            UnaryOperator<SipPeerChange> about,
            SipConfig config,
            Function<String, Optional<InetAddress>> names) {
        try {
            socket = new DatagramSocket(new InetSocketAddress(host, 5060));
            socket.setSoTimeout(PATIENCE);
            gateway =
                    new SipEndpoint(
                            config.withListeners(SipListener.udp(gatewayHost, 5060))
                                    .withPeers(
                                            about.apply(SipPeer.of("wire", host, 5060).with())
                                                    .build()),
                            new Takes(),
                            Pair.MAPPINGS,
                            time,
                            SipAccounts.none(time),
                            names);
            gateway.start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    WirePeer() {
        this(p -> p);
    }

    /// Whether the gateway is being drained.
    volatile boolean draining;

    private final class Takes implements CallEntrance {
        @Override
        public boolean isDraining() {
            return draining;
        }

        @Override
        public <L extends CallLeg> Optional<L> open(String trunk, Function<LegContext, L> makeLeg) {
            gate.lock(); // a test that holds it makes the gateway fall behind
            gate.unlock();
            var harness = LegHarness.caller(trunk, time);
            var leg = makeLeg.apply(harness);
            calls.add(new Pair.Side(harness, leg));
            return Optional.of(leg);
        }
    }

    /// The call that came in at the gateway.
    Pair.Side call() {
        try {
            var side = calls.poll(PATIENCE, TimeUnit.MILLISECONDS);
            if (side == null) {
                throw new AssertionError("no call came in");
            }
            return side;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    boolean noCall() {
        return calls.isEmpty();
    }

    /// A leg of the gateway's towards this peer.
    Pair.Side leg() {
        var harness = LegHarness.callee("wire", time);
        return new Pair.Side(harness, gateway.makeLeg(harness));
    }

    /// Sends lines as they are; line ends and Content-Length are seen to.
    void send(String headers, String body) {
        sendFrom(socket, headers, body);
    }

    void sendFrom(DatagramSocket from, String headers, String body) {
        var content = body.replace("\n", "\r\n");
        var text =
                headers.strip().replace("\n", "\r\n")
                        + "\r\nContent-Length: "
                        + content.getBytes(StandardCharsets.UTF_8).length
                        + "\r\n\r\n"
                        + content;
        raw(from, text.getBytes(StandardCharsets.UTF_8));
    }

    void raw(DatagramSocket from, byte[] bytes) {
        try {
            from.send(
                    new DatagramPacket(
                            bytes, bytes.length, InetAddress.getByName(gatewayHost), 5060));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void raw(byte[] bytes) {
        raw(socket, bytes);
    }

    /// A request of this peer with a new branch.
    ///
    /// - {@code to}: tag of the gateway, or empty.
    /// - {@code more}: further header lines.
    String request(String method, String callId, String to, int sequence, String more) {
        return requestBy("z9hG4bK-wire-" + callId + "-" + ++branches, method, callId, to, sequence)
                + (more.isEmpty() ? "" : "\n" + more);
    }

    String requestBy(String branch, String method, String callId, String to, int sequence) {
        return """
        %1$s sip:200@%2$s:5060 SIP/2.0
        Via: SIP/2.0/UDP %3$s:5060;branch=%4$s
        Max-Forwards: 70
        From: "Wire" <sip:100@%3$s>;tag=wire
        To: <sip:200@%2$s>%5$s
        Call-ID: %6$s
        CSeq: %7$d %8$s
        Contact: <sip:100@%3$s:5060>"""
                .formatted(
                        method,
                        gatewayHost,
                        host,
                        branch,
                        to.isEmpty() ? "" : ";tag=" + to,
                        callId,
                        sequence,
                        method);
    }

    void invite(String callId, String more) {
        send(
                request(
                        "INVITE",
                        callId,
                        "",
                        1,
                        "Content-Type: application/sdp" + (more.isEmpty() ? "" : "\n" + more)),
                SDP);
    }

    /// The next message that begins so; others that come before it are passed over.
    String expect(String beginning) {
        for (int i = 0; i < 50; i++) {
            var message = receive(socket);
            if (message.startsWith(beginning)) {
                last = message;
                return message;
            }
        }
        throw new AssertionError("never came: " + beginning);
    }

    /// The next refusal of an INVITE that begins so, acknowledged (RFC 3261 §17.1.1.3).
    String refused(String beginning) {
        var refusal = expect(beginning);
        send(
                """
                ACK sip:200@%s:5060 SIP/2.0
                Via: %s
                Max-Forwards: 70
                From: %s
                To: %s
                Call-ID: %s
                CSeq: %s"""
                        .formatted(
                                gatewayHost,
                                header(refusal, "Via"),
                                header(refusal, "From"),
                                header(refusal, "To"),
                                header(refusal, "Call-ID"),
                                header(refusal, "CSeq").replace("INVITE", "ACK")),
                "");
        return refusal;
    }

    /// The message received last.
    String last() {
        return last;
    }

    /// The next message, whatever it is.
    String next() {
        last = receive(socket);
        return last;
    }

    static String receive(DatagramSocket at) {
        try {
            var packet = new DatagramPacket(new byte[65_536], 65_536);
            at.receive(packet);
            return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no message came", e);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Answers the request received last.
    void respond(String status, String tag, String more, String body) {
        respondTo(last, status, tag, more, body);
    }

    void respondTo(String request, String status, String tag, String more, String body) {
        var to = header(request, "To");
        if (!tag.isEmpty() && !to.contains(";tag=")) {
            to += ";tag=" + tag;
        }
        var type = body.isEmpty() ? "" : "\nContent-Type: application/sdp";
        send(
                """
                SIP/2.0 %s
                Via: %s
                From: %s
                To: %s
                Call-ID: %s
                CSeq: %s
                %s%s%s"""
                        .formatted(
                                status,
                                header(request, "Via"),
                                header(request, "From"),
                                to,
                                header(request, "Call-ID"),
                                header(request, "CSeq"),
                                more.startsWith("Contact:")
                                        ? more
                                        : "Contact: <sip:200@" + host + ":5060>",
                                more.isEmpty() || more.startsWith("Contact:") ? "" : "\n" + more,
                                type),
                body);
    }

    /// The ACK to a 2xx received.
    void acknowledge(String ok, String body) {
        var callId = header(ok, "Call-ID");
        int sequence = Integer.parseInt(header(ok, "CSeq").split(" ")[0]);
        send(
                request("ACK", callId, toTag(ok), sequence, "")
                        + (body.isEmpty() ? "" : "\nContent-Type: application/sdp"),
                body);
    }

    static String header(String message, String name) {
        return message.lines()
                .filter(l -> l.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(l -> l.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    static String toTag(String message) {
        var to = header(message, "To");
        int at = to.indexOf("tag=");
        return at < 0 ? "" : to.substring(at + 4).split(";")[0];
    }

    static String body(String message) {
        int blank = message.indexOf("\r\n\r\n");
        return message.substring(blank + 4);
    }

    @Override
    public void close() {
        socket.close();
        Thread.ofVirtual().start(gateway::close);
    }
}

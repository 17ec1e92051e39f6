package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.sip.WirePeer.header;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dragoman.core.testing.FakeTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What cannot be read is answered in a way that can: 400, and nothing of the request in it but the
/// lines that its sender needs (RFC 3261 §8.2.6.2).
class SipBadRequestTest {
    // SIPp 3.7.3 of Debian 13 writes the first where a scenario has no address to send to
    private static final List<String> SPOILT =
            List.of(
                    "INVITE  SIP/2.0",
                    "INFO sip:200@host nonsense",
                    "INFO <sip:200@host> SIP/2.0",
                    "INFO",
                    "INFO sip:200@host SIP/2.0\nTo: <<",
                    "INFO sip:200@host SIP/2.0\nFrom: \"",
                    "INFO sip:200@host SIP/2.0\nCSeq: x");

    /// - {@code spoilt}: the first line, and a header that is spoilt instead of the good one.
    private static String request(String spoilt, String transport, String from) {
        var lines = spoilt.split("\n", 2);
        var good =
                """
                Via: SIP/2.0/%1$s %2$s:5060;branch=z9hG4bKbad
                From: "Wire" <sip:100@%2$s>;tag=wire
                To: <sip:200@host>;tag=gone
                Call-ID: bad
                CSeq: 2 INFO
                Max-Forwards: 70
                """
                        .formatted(transport, from);
        if (lines.length > 1) {
            var name = lines[1].split(":")[0];
            good = good.replaceAll("(?m)^" + name + ":.*$", lines[1].replace("\\", "\\\\"));
        }
        return (lines[0] + "\n" + good + "Content-Length: 0\n\n").replace("\n", "\r\n");
    }

    private static void isWell(String answer, String spoilt) {
        assertThat(answer.lines().findFirst()).as(spoilt).contains("SIP/2.0 400 Bad Request");
        assertThat(answer).endsWith("\r\n\r\n");
        assertThat(header(answer, "Call-ID")).isEqualTo("bad");
        assertThat(header(answer, "Via")).contains("branch=z9hG4bKbad");
        assertThat(header(answer, "Content-Length")).isEqualTo("0");
        for (var name : List.of("From", "To", "CSeq")) {
            assertThat(answer.lines().filter(l -> l.startsWith(name + ": "))).hasSize(1);
        }
        assertThat(answer.lines().skip(1).filter(l -> !l.isEmpty()))
                .allMatch(l -> l.matches("(Via|From|To|Call-ID|CSeq|Content-Length): .+"));
    }

    @ParameterizedTest
    @FieldSource("SPOILT")
    void byDatagram(String spoilt) {
        try (var wire = new WirePeer()) {
            wire.raw(request(spoilt, "UDP", wire.host).getBytes(StandardCharsets.UTF_8));
            isWell(wire.next(), spoilt);
        }
    }

    @Test
    void whatHasNoLinesToAnswerByIsNotAnswered() {
        try (var wire = new WirePeer()) {
            for (var nothing :
                    List.of(
                            "INFO\r\n\r\n",
                            request("INFO", "UDP", wire.host).replace("Call-ID: bad\r\n", ""),
                            request("INFO", "UDP", wire.host).replace("CSeq:", "To:"),
                            request("ACK  SIP/2.0", "UDP", wire.host))) {
                wire.raw(nothing.getBytes(StandardCharsets.UTF_8));
            }
            wire.send(wire.request("OPTIONS", "after", "", 1, ""), "");
            assertThat(header(wire.next(), "Call-ID")).isEqualTo("after");
        }
    }

    @Test
    void byConnectionWhichGoesOn() throws IOException {
        var host = Pair.host();
        var from = Pair.host();
        try (var gateway = gateway(host, from);
                var socket = new Socket()) {
            gateway.start();
            socket.setSoTimeout(10_000);
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress(InetAddress.getByName(host), 5060));
            var in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            var good =
                    request("OPTIONS sip:200@host SIP/2.0", "TCP", from)
                            .replace("INFO", "OPTIONS")
                            .replace(";tag=gone", "");
            write(socket, good);
            assertThat(message(in)).startsWith("SIP/2.0 200");
            for (var spoilt : SPOILT) {
                write(socket, request(spoilt, "TCP", from));
                isWell(message(in), spoilt);
            }
            write(socket, good.replace("2 OPTIONS", "3 OPTIONS").replace("Kbad", "Kgood"));
            assertThat(message(in)).startsWith("SIP/2.0 200");
            write(socket, "this is not SIP\r\n\r\n");
            assertThat(in.read()).as("hung up on").isNegative();
        }
    }

    private static SipEndpoint gateway(String host, String peer) {
        return new SipEndpoint(
                SipConfig.standard()
                        .withListeners(SipListener.tcp(host, 5060))
                        .withPeers(
                                SipPeer.of("wire", peer, 5060)
                                        .with()
                                        .transport(Transport.TCP)
                                        .build()),
                new SipTlsTest.NoEntrance(),
                Pair.MAPPINGS,
                new FakeTime());
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String message(BufferedReader in) throws IOException {
        var text = new StringBuilder();
        while (!text.toString().endsWith("\r\n\r\n")) {
            int c = in.read();
            if (c < 0) {
                throw new AssertionError("the connection was closed after: " + text);
            }
            text.append((char) c);
        }
        return text.toString();
    }
}

package org.dragoman.sip;

import static org.dragoman.sip.WirePeer.header;
import static org.dragoman.sip.WirePeer.toTag;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/// A device of an account that writes its messages by hand. What it calls itself is a name that
/// leads nowhere, as browsers do it (RFC 7118 §5.2): it can be reached by its flow alone.
final class HandPhone implements AutoCloseable {
    final String number;
    private final String transport;
    private final String gateway;
    private Wire wire;
    private int sequence;
    private int branches;
    String callId;

    /// What carries its messages.
    interface Wire {
        void write(String text);

        String read();

        /// - {@code status}: of a WebSocket's close.
        void leave(int status);
    }

    HandPhone(String number, String transport, String gateway, Wire wire) {
        this.number = number;
        this.transport = transport;
        this.gateway = gateway;
        this.wire = wire;
        this.callId = number + "-" + transport + "-" + System.nanoTime();
    }

    Wire wire() {
        return wire;
    }

    /// The same device with another connection.
    void on(Wire other) {
        wire = other;
    }

    String domain() {
        return "sip:" + gateway;
    }

    String contact() {
        var by = transport.equals("UDP") ? "" : ";transport=ws";
        return "<sip:dev" + number + "@device.invalid" + by + ">";
    }

    /// A request, without its body.
    ///
    /// - {@code more}: further header lines.
    String request(String method, String uri, String from, String to, String more) {
        return """
        %s %s SIP/2.0
        Via: SIP/2.0/%s device.invalid;branch=z9hG4bK%s%d;rport
        Max-Forwards: 70
        From: %s;tag=dev
        To: %s
        Call-ID: %s
        CSeq: %d %s"""
                        .formatted(
                                method,
                                uri,
                                transport,
                                callId,
                                ++branches,
                                from,
                                to,
                                callId,
                                ++sequence,
                                method)
                + (more.isEmpty() ? "" : "\n" + more);
    }

    void send(String headers, String body) {
        var content = body.replace("\n", "\r\n");
        wire.write(
                headers.strip().replace("\n", "\r\n")
                        + "\r\nContent-Length: "
                        + content.getBytes(StandardCharsets.UTF_8).length
                        + "\r\n\r\n"
                        + content);
    }

    private String self() {
        return "<sip:" + number + "@" + gateway + ">";
    }

    /// Sends a REGISTER, and another with the answer to its challenge.
    ///
    /// - {@code contacts}: the lines of it, and what else is to be said.
    /// - Returns: the last response.
    String register(String contacts) {
        return register(contacts, AccountBench.password(number), "MD5");
    }

    String register(String contacts, String password, String algorithm) {
        send(request("REGISTER", domain(), self(), self(), contacts), "");
        var challenge = expect("SIP/2.0 401");
        var proof = proof(challenge, "REGISTER", domain(), password, algorithm);
        send(request("REGISTER", domain(), self(), self(), contacts + "\n" + proof), "");
        return next();
    }

    String register() {
        return register("Contact: " + contact() + "\nExpires: 300");
    }

    /// Calls a number and proves who it is.
    ///
    /// - {@code from}: who it says it is.
    void call(String to, String from, String sdp) {
        callId = "call-" + callId;
        var uri = "sip:" + to + "@" + gateway;
        var more = "Contact: " + contact() + "\nContent-Type: application/sdp";
        send(request("INVITE", uri, from, "<" + uri + ">", more), sdp);
        var challenge = expect("SIP/2.0 401");
        acknowledge(challenge, uri, from);
        var proof = proof(challenge, "INVITE", uri, AccountBench.password(number), "MD5");
        send(request("INVITE", uri, from, "<" + uri + ">", more + "\n" + proof), sdp);
    }

    /// The ACK to a refusal.
    void acknowledge(String refusal, String uri, String from) {
        send(
                """
                ACK %s SIP/2.0
                Via: %s
                Max-Forwards: 70
                From: %s;tag=dev
                To: %s
                Call-ID: %s
                CSeq: %s"""
                        .formatted(
                                uri,
                                header(refusal, "Via")
                                        .replaceAll(";received=[^;]*|;rport=[^;]*", ""),
                                from,
                                header(refusal, "To"),
                                callId,
                                header(refusal, "CSeq").replace("INVITE", "ACK")),
                "");
    }

    /// A request in the dialog of a call it made.
    String inDialog(String method, String ok, String more) {
        return request(
                method,
                header(ok, "Contact").replaceAll("[<>]", ""),
                header(ok, "From").replace(";tag=dev", ""),
                header(ok, "To"),
                more);
    }

    /// The ACK to a 200.
    void confirm(String ok) {
        int answered = Integer.parseInt(header(ok, "CSeq").split(" ")[0]);
        int now = sequence;
        sequence = answered - 1;
        send(inDialog("ACK", ok, ""), "");
        sequence = now;
    }

    String proof(String challenge, String method, String uri, String password, String algorithm) {
        var chosen =
                headers(challenge, "WWW-Authenticate").stream()
                        .filter(c -> c.contains("algorithm=" + algorithm + ","))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no challenge: " + challenge));
        var realm = part(chosen, "realm");
        var nonce = part(chosen, "nonce");
        var one = hash(algorithm, number + ":" + realm + ":" + password);
        var two = hash(algorithm, method + ":" + uri);
        var response = hash(algorithm, one + ":" + nonce + ":00000001:c1:auth:" + two);
        return ("Authorization: Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\","
                        + " algorithm=%s, qop=auth, nc=00000001, cnonce=\"c1\", response=\"%s\"")
                .formatted(number, realm, nonce, uri, algorithm, response);
    }

    static List<String> headers(String message, String name) {
        return message.lines()
                .filter(l -> l.startsWith(name + ":"))
                .map(l -> l.substring(name.length() + 1).strip())
                .toList();
    }

    private static String part(String challenge, String name) {
        var found = Pattern.compile(name + "=\"([^\"]*)\"").matcher(challenge);
        if (!found.find()) {
            throw new AssertionError("no " + name + " in " + challenge);
        }
        return found.group(1);
    }

    private static String hash(String algorithm, String text) {
        try {
            var digest = MessageDigest.getInstance(algorithm);
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    String next() {
        return wire.read();
    }

    /// The next message that begins so; others that come before it are passed over.
    String expect(String beginning) {
        for (int i = 0; i < 50; i++) {
            var message = wire.read();
            if (message.startsWith(beginning)) {
                return message;
            }
        }
        throw new AssertionError("never came: " + beginning);
    }

    /// Answers a request.
    void respond(String request, String status, String more, String body) {
        var to = header(request, "To");
        send(
                """
                SIP/2.0 %s
                Via: %s
                From: %s
                To: %s%s
                Call-ID: %s
                CSeq: %s
                Contact: %s%s%s"""
                        .formatted(
                                status,
                                header(request, "Via"),
                                header(request, "From"),
                                to,
                                toTag(request).isEmpty() ? ";tag=dev" : "",
                                header(request, "Call-ID"),
                                header(request, "CSeq"),
                                contact(),
                                more.isEmpty() ? "" : "\n" + more,
                                body.isEmpty() ? "" : "\nContent-Type: application/sdp"),
                body);
    }

    @Override
    public void close() {
        wire.leave(1000);
    }
}

package org.dragoman.tests.bench.media;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.core.account.Secret;
import org.dragoman.tests.peer.Dragoman;
import org.dragoman.tests.peer.DragomanSettings;
import org.dragoman.tests.peer.DragomanSettings.Route;
import org.dragoman.tests.peer.DragomanSettings.SipTrunk;
import org.dragoman.webrtc.signal.LoginProof;

/// Our own gateway; pages call by its call API.
final class DragomanForBrowsers implements BrowserGateway {
    private static final int FIRST_ACCOUNT = 10_000;
    private static final String PASSWORD = "secret";
    private static final String REALM = "dragoman";
    private static final String CNONCE = "b1946ac92492d234";

    private final Dragoman gateway;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<JsonSocket> pages = new ArrayList<>();

    /// - {@code phones}: the address of the telephones, on SIP's usual port.
    DragomanForBrowsers(String address, String phones, int calls) {
        gateway = Dragoman.start(settings(address, phones, calls));
    }

    private static DragomanSettings settings(String address, String phones, int calls) {
        var accounts = new StringBuilder("accounts:\n  list:\n");
        for (int i = 0; i < calls; i++) {
            String number = Integer.toString(FIRST_ACCOUNT + i);
            var secret = Secret.of(number, REALM, PASSWORD);
            accounts.append(
                    ("    - {number: \"%s\", md5: \"%s\", sha256: \"%s\", may-call: [\"*\"],"
                                    + " protocols: [webrtc]}\n")
                            .formatted(number, secret.md5(), secret.sha256()));
        }
        return new DragomanSettings(
                "bench-browsers",
                address,
                List.of(),
                List.of(new SipTrunk("phones", phones, SipPhones.PORT, "early")),
                List.of(new Route("6", 0, "phones")),
                List.of(
                        ("web: {listen: [\"http %s:8080\"], sockets-per-address: 10000,"
                                        + " requests-per-second: 10000}\n"
                                        + "webrtc: {port: 3480, listen: [\"%s\"]}\n")
                                .formatted(address, address),
                        accounts.toString()));
    }

    @Override
    public String name() {
        return "Dragoman";
    }

    @Override
    public long pid() {
        return gateway.pid();
    }

    @Override
    public String call(int number, String offer) throws IOException {
        var uri = URI.create("ws://" + gateway.address() + ":8080/api/v1/ws");
        var page = new JsonSocket(client, uri, "dragoman.calls.v1");
        pages.add(page);
        String account = Integer.toString(FIRST_ACCOUNT + number);
        var nonce = page.await("hello", m -> is(m, "hello")).path("nonce").asText();
        var ha1 = Secret.of(account, REALM, PASSWORD).sha256();
        page.send(
                JsonSocket.object()
                        .put("type", "login")
                        .put("account", account)
                        .put("cnonce", CNONCE)
                        .put("response", LoginProof.response(ha1, nonce, CNONCE)));
        page.await("welcome", m -> is(m, "welcome"));
        page.send(
                JsonSocket.object()
                        .put("type", "call")
                        .put("call", "c1")
                        .put("to", "6" + number)
                        .put("sdp", offer));
        var answer = page.await("answer", m -> m.has("sdp") || is(m, "ended") || is(m, "error"));
        if (!answer.has("sdp")) {
            throw new IOException("no call: " + answer);
        }
        if (!is(answer, "answered")) {
            page.await("answered", m -> is(m, "answered"));
        }
        return answer.path("sdp").asText();
    }

    private static boolean is(JsonNode message, String type) {
        return message.path("type").asText().equals(type);
    }

    @Override
    public void close() {
        pages.forEach(JsonSocket::close);
        gateway.close();
    }
}

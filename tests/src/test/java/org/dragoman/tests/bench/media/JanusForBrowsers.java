package org.dragoman.tests.bench.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.ChildProcess;

/// Janus with its SIP plugin, which carries media between a browser and a telephone as it
/// is; pages call by its JSON API over WebSocket. As ICE-lite, as we are.
///
/// - Source: Janus 1.1 documentation, "JSON API over WebSocket" and "SIP plugin".
final class JanusForBrowsers implements BrowserGateway {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final int PORT = 8_188;

    private final ChildProcess process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<JsonSocket> pages = new ArrayList<>();
    private final String address;
    private final String phones;

    /// - {@code program}: starts it, with its libraries.
    /// - {@code address}: none of loopback, which its ICE passes over.
    /// - {@code phones}: the address of the telephones, on SIP's usual port.
    JanusForBrowsers(Path program, String address, String phones) throws IOException {
        this.address = address;
        this.phones = phones;
        var folder = Files.createTempDirectory("janus");
        var unpacked = program.getParent();
        write(folder, "janus.jcfg", general(folder));
        write(
                folder,
                "janus.transport.websockets.jcfg",
                """
                general: { json = "compact" ws = true ws_port = %d ws_ip = "%s" wss = false }
                admin: { admin_ws = false }
                """
                        .formatted(PORT, address));
        write(
                folder,
                "janus.plugin.sip.jcfg",
                """
                general: { local_ip = "%s" sdp_ip = "%s" rtp_port_range = "40000-59999" }
                """
                        .formatted(address, address));
        only(unpacked, folder, "plugins", "libjanus_sip.so");
        only(unpacked, folder, "transports", "libjanus_websockets.so");
        process =
                ChildProcess.start(
                        "janus",
                        folder,
                        List.of("setsid", program.toString(), "-F", folder.toString()));
        Await.until(STARTS_WITHIN, () -> "Janus: " + process.output(), this::listens);
    }

    private String general(Path folder) {
        return """
        general: {
          configs_folder = "%1$s"
          plugins_folder = "%1$s/plugins"
          transports_folder = "%1$s/transports"
          debug_level = 3
          session_timeout = 0
          server_name = "bench"
        }
        media: { rtp_port_range = "20000-39999" }
        nat: { ice_lite = true ice_tcp = false ice_enforce_list = "%2$s" }
        """
                .formatted(folder, address);
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /// Of all that the package has, it loads this.
    private static void only(Path unpacked, Path folder, String kind, String library)
            throws IOException {
        var place = Files.createDirectories(folder.resolve(kind));
        try (var all = Files.walk(unpacked)) {
            var found = all.filter(f -> f.endsWith(library)).findFirst();
            Files.createSymbolicLink(
                    place.resolve(library),
                    found.orElseThrow(() -> new IOException("Janus has no " + library)));
        }
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, PORT), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String name() {
        return "Janus";
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public String call(int number, String offer) throws IOException {
        var uri = URI.create("ws://" + address + ":" + PORT);
        var page = new JsonSocket(client, uri, "janus-protocol");
        pages.add(page);
        page.send(order("create"));
        long session = id(page.await("session", m -> is(m, "success")));
        page.send(order("attach").put("session_id", session).put("plugin", "janus.plugin.sip"));
        long handle = id(page.await("handle", m -> is(m, "success")));
        var register = message(session, handle);
        register.putObject("body")
                .put("request", "register")
                .put("type", "guest")
                .put("username", "sip:page" + number + "@" + address);
        page.send(register);
        page.await("registration", m -> event(m).equals("registered"));
        var call = message(session, handle);
        call.putObject("body").put("request", "call").put("uri", "sip:6" + number + "@" + phones);
        call.putObject("jsep").put("type", "offer").put("sdp", offer);
        page.send(call);
        var answer =
                page.await(
                        "answer",
                        m -> m.has("jsep") || event(m).equals("hangup") || is(m, "error"));
        if (!answer.has("jsep")) {
            throw new IOException("no call: " + answer);
        }
        return answer.path("jsep").path("sdp").asText();
    }

    private static ObjectNode order(String what) {
        return JsonSocket.object().put("janus", what).put("transaction", what);
    }

    private static ObjectNode message(long session, long handle) {
        return order("message").put("session_id", session).put("handle_id", handle);
    }

    private static long id(JsonNode message) {
        return message.path("data").path("id").asLong();
    }

    private static boolean is(JsonNode message, String what) {
        return message.path("janus").asText().equals(what);
    }

    private static String event(JsonNode message) {
        return message.path("plugindata").path("data").path("result").path("event").asText();
    }

    @Override
    public void close() {
        pages.forEach(JsonSocket::close);
        process.close();
    }
}

package org.dragoman.gateway.agi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.core.route.CallScript;
import org.dragoman.core.route.RouteQuery;
import org.dragoman.core.route.ServiceReply;
import org.dragoman.core.testing.FakeAskedCall;
import org.dragoman.rules.Mappings;

/// A script that a service asks over a real connection, and the call that it is asked about.
final class AgiScript implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(30); // a busy machine's

    final FakeAskedCall call = new FakeAskedCall(true, "carrier", "spare");
    private final ServerSocket server;
    private Socket socket;
    private BufferedReader in;

    AgiScript() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        server.setSoTimeout(Math.toIntExact(LONG.toMillis()));
    }

    @Override
    public void close() throws IOException {
        stopListening();
        if (socket != null) {
            socket.close();
        }
    }

    int port() {
        return server.getLocalPort();
    }

    void stopListening() throws IOException {
        server.close();
    }

    /// The script ends.
    void leave() throws IOException {
        socket.close();
    }

    /// What it is told next.
    String hears() throws IOException {
        return in.readLine();
    }

    static RouteQuery query() {
        var request =
                CallRequest.of(
                        Party.ofNumber("100").withDisplayName("Anna"),
                        Party.of(TelephoneNumber.international("74951234567")),
                        Optional.empty());
        return RouteQuery.of(request, "shop", Instant.EPOCH).withProtocol("sip");
    }

    AgiConfig config(Duration patience, Optional<String> dialVariable) {
        var url = URI.create("agi://127.0.0.1:" + server.getLocalPort() + "/route?x=1");
        return new AgiConfig(
                "billing",
                url,
                patience,
                List.of("first", "second"),
                dialVariable,
                Map.of(
                        "hello",
                        "/sounds/hello.wav",
                        "digits/4",
                        "/sounds/four.wav",
                        "digits/hundred",
                        "/sounds/hundred.wav",
                        "letters/x",
                        "/sounds/x.wav",
                        "moh/default",
                        "/sounds/music.wav"));
    }

    static AgiService service(AgiConfig config) {
        return new AgiService(
                config, new AgiDatabase(), Mappings.load().dialStatuses(), InstantSource.system());
    }

    /// The environment that the script finds.
    List<String> begin(AgiConfig config) throws IOException {
        service(config).ask(call, query());
        socket = server.accept();
        socket.setSoTimeout(Math.toIntExact(LONG.toMillis()));
        in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        var environment = new ArrayList<String>();
        for (var line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            environment.add(line);
        }
        return environment;
    }

    List<String> begin() throws IOException {
        return begin(config(LONG, Optional.empty()));
    }

    void say(String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    String ask(String line) throws IOException {
        say(line);
        return hears();
    }

    ServiceReply.Advised advised() throws InterruptedException {
        return (ServiceReply.Advised) reply();
    }

    ServiceReply reply() throws InterruptedException {
        return Objects.requireNonNull(call.replies().poll(LONG.toSeconds(), TimeUnit.SECONDS));
    }

    String order() throws InterruptedException {
        return Objects.requireNonNull(call.orders().poll(LONG.toSeconds(), TimeUnit.SECONDS));
    }

    CallScript leader() {
        return call.leader().resultNow(); // it leads before it is told anything
    }
}

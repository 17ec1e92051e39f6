package org.dragoman.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dragoman.core.call.LegCommand;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.red5.client.net.rtmp.BaseRTMPClientHandler;
import org.red5.client.net.rtmp.RTMPClient;
import org.red5.client.net.rtmpt.RTMPTClient;

/// Red5's own client, with its own handshake, chunks and AMF, speaks each dialect: it logs in,
/// calls and is called. Its client of RTMPT does the same through HTTP.
class Red5ClientTest {
    /// Makes a command longer than a chunk: each side cuts as it said itself, and Red5 says
    /// nothing before it publishes.
    private static final String LONG_NAME = "Bob, ".repeat(60);

    private Edge edge;
    private BaseRTMPClientHandler client = new RTMPClient();
    private int port;
    private final Told told = new Told();

    @BeforeEach
    void start() {
        edge = Edge.start();
        port = edge.port();
    }

    @AfterEach
    void stop() {
        client.disconnect();
        edge.close();
    }

    /// What a client is called back with: the names of all three dialects. Red5 looks for them
    /// here.
    public static final class Told {
        private final LinkedBlockingQueue<List<Object>> said = new LinkedBlockingQueue<>();

        private void note(Object... words) {
            said.add(Arrays.asList(words));
        }

        /// The next one of this name.
        List<Object> await(String name) {
            try {
                while (true) {
                    var next = said.poll(Edge.SOON.toMillis(), TimeUnit.MILLISECONDS);
                    if (next == null) {
                        throw new AssertionError("not told: " + name);
                    }
                    if (next.getFirst().equals(name)) {
                        return next;
                    }
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        public void ringing(String reason) {
            note("ringing", reason);
        }

        public void accepted(String codec) {
            note("accepted", codec);
        }

        public void rejected(String reason) {
            note("rejected", reason);
        }

        public void byed() {
            note("byed");
        }

        public void invited(String from, String to) {
            note("invited", from, to);
        }

        public void connected(String session) {
            note("connected", session);
        }

        public void onLogin(String result, String user, String domain) {
            note("onLogin", result, user, domain);
        }

        public void onMakeCall(String call, String number, String account) {
            note("onMakeCall", call, number, account);
        }

        public void onAttach(String call) {
            note("onAttach", call);
        }

        public void callState(String call, String state) {
            note(state, call);
        }

        public void incomingCall(String call, String name, String number, String to, Object more) {
            note("incomingCall", call, name, number, to);
        }

        public void onHangup(String call, String cause) {
            note("onHangup", call, cause);
        }

        public void getVersion(String version) {
            note("getVersion", version);
        }

        public void getUserData(Map<String, Object> data) {
            note("getUserData", data);
        }

        public void registered(Map<String, Object> message) {
            note("registered");
        }

        public void ring(Map<String, Object> call, Map<String, Object> message) {
            note(call.get("state"), call.get("id"));
        }

        public void talk(Map<String, Object> call, Map<String, Object> message) {
            note(call.get("state"), call.get("id"));
        }

        public void finish(Map<String, Object> call, Map<String, Object> message) {
            note(call.get("state"), call.get("id"));
        }
    }

    @Test
    void as_a_client_of_siprtmp() {
        siprtmp();
    }

    @Test
    void as_a_client_of_siprtmp_through_http() {
        client = new RTMPTClient();
        port = edge.tunnelPort();
        siprtmp();
        // its HTTP connection may just be between two requests
        Eventually.isTrue(Edge.SOON, () -> edge.endpoint.connections() == 1);
        client.disconnect();
        Eventually.isTrue(Edge.SOON, () -> edge.endpoint.connections() == 0);
    }

    private void siprtmp() {
        connect("sip/100@example.com", "100", "secret-100", "Alice");
        invoke("invite", "\"" + LONG_NAME + "\" <sip:2001@example.com>");
        assertThat(told.await("ringing").get(1)).isEqualTo("180 Ringing");
        told.await("accepted");
        edge.far.hangUp();
        told.await("byed");
        edge.far.call("100");
        told.await("invited");
        invoke("accept");
        told.await("accepted");
        invoke("sendDTMF", "7");
        assertThat(edge.far.await(LegCommand.SendDigit.class).digit()).isEqualTo('7');
        invoke("bye");
        Eventually.isTrue(Edge.SOON, () -> edge.calls.active() == 0);
    }

    @Test
    void as_a_client_of_freeswitch() throws Exception {
        connect("phone");
        String proof = told.await("connected").get(1) + ":100@example.com:secret-100";
        byte[] md5 = MessageDigest.getInstance("MD5").digest(proof.getBytes());
        invoke("login", "100@example.com", HexFormat.of().formatHex(md5));
        assertThat(told.await("onLogin").get(1)).isEqualTo("success");
        invoke("register", "100@example.com", "nick");
        invoke("makeCall", "2001", "", Map.of());
        Object call = told.await("onMakeCall").get(1);
        told.await("RINGING");
        assertThat(told.await("ACTIVE").get(1)).isEqualTo(call);
        invoke("hangup", call, "NORMAL_CLEARING");
        assertThat(told.await("onHangup").get(2)).isEqualTo("NORMAL_CLEARING");
        edge.far.call("100");
        var incoming = told.await("incomingCall");
        assertThat(incoming.get(3)).isEqualTo("2001");
        invoke("answer", incoming.get(1));
        told.await("ACTIVE");
        edge.far.hangUp();
        assertThat(told.await("onHangup").get(1)).isEqualTo(incoming.get(1));
    }

    @Test
    void as_a_client_of_flashphoner() {
        connect("phone_app", Map.of("login", "200", "password", "secret-200"));
        told.await("registered");
        invoke("call", "sip:2001@example.com", "Me", false);
        Object call = told.await("TALK").get(1);
        invoke("hangup", call);
        told.await("FINISH");
        edge.far.call("200");
        Object other = told.await("RING").get(1);
        invoke("answer", other, false);
        told.await("TALK");
        edge.far.hangUp();
        told.await("FINISH");
    }

    private void connect(String app, Object... arguments) {
        var done = new CompletableFuture<Object>();
        client.setServiceProvider(told);
        var parameters = client.makeDefaultConnectionParams("127.0.0.1", port, app);
        client.connect(
                "127.0.0.1", port, parameters, call -> done.complete(call.getResult()), arguments);
        assertThat(done.orTimeout(Edge.SOON.toSeconds(), TimeUnit.SECONDS).join().toString())
                .contains("NetConnection.Connect.Success");
    }

    private void invoke(String name, Object... arguments) {
        client.invoke(name, arguments, call -> {});
    }
}

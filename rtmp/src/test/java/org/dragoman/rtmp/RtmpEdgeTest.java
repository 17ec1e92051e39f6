package org.dragoman.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import org.dragoman.core.account.Account;
import org.dragoman.core.call.LegCommand;
import org.dragoman.media.testing.Eventually;
import org.dragoman.rtmp.amf.Amf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A client of each dialect logs in, calls and is called, with sound both ways.
class RtmpEdgeTest {
    private static final int ALL = 0xfff;
    private static final int SPEEX_ALONE = 0x800;

    private Edge edge;

    @BeforeEach
    void start() {
        edge = Edge.start();
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void siprtmp_calls_and_both_hear() throws Exception {
        var client = siprtmp(SPEEX_ALONE);
        long stream = client.publish("local");
        client.play("remote");
        client.call("invite", Amf.of("\"Bob\" <sip:2001@example.com>"));
        assertThat(client.await("ringing").text(0)).isEqualTo("180 Ringing");
        assertThat(client.await("accepted").text(0)).isEqualTo("wideband");
        try (var _ = new Speaker(client, stream, 1_000)) {
            edge.far.hears(1_000);
            Eventually.isTrue(Edge.SOON, () -> client.soundsHeard.get() > 20);
            assertThat(client.sounds().getFirst().tag()[0]).isEqualTo((byte) 0xb6); // Speex
            edge.far.hangUp();
            client.await("byed");
        }
        nothingIsLeft();
    }

    @Test
    void siprtmp_is_called_and_hangs_up() throws Exception {
        var client = siprtmp(ALL);
        long stream = client.publish("local");
        client.play("remote");
        edge.far.call("100");
        assertThat(client.await("invited").text(0)).isEqualTo("<sip:2001>");
        client.call("accept");
        assertThat(client.await("accepted").text(0)).isEqualTo("pcmu");
        try (var _ = new Speaker(client, stream, 800)) {
            edge.far.hears(800);
            client.call("sendDTMF", Amf.of("5"));
            assertThat(edge.far.await(LegCommand.SendDigit.class).digit()).isEqualTo('5');
            client.call("hold", Amf.of(true));
            edge.far.await(LegCommand.Hold.class);
            client.call("hold", Amf.of(false));
            edge.far.await(LegCommand.Resume.class);
            client.call("bye");
            assertThat(edge.far.await(LegCommand.Release.class).cause().q850()).isEqualTo(16);
        }
        nothingIsLeft();
    }

    @Test
    void siprtmp_is_rejected_when_busy_and_cancels() throws Exception {
        var client = siprtmp(ALL);
        client.call("invite", Amf.of("sip:2003@example.com"));
        assertThat(client.await("rejected").text(0)).startsWith("486");
        client.call("invite", Amf.of("2002"));
        client.await("ringing");
        client.call("bye");
        edge.far.await(LegCommand.Release.class);
        edge.far.call("100");
        client.await("invited");
        edge.far.hangUp();
        client.await("cancelled");
        edge.far.call("100");
        client.await("invited");
        client.call("reject", Amf.of("Decline"));
        assertThat(edge.far.await(LegCommand.Release.class).cause().q850()).isEqualTo(21);
        nothingIsLeft();
    }

    @Test
    void siprtmp_with_a_wrong_password_is_rejected_before_any_call() {
        var client = edge.client();
        var answer = client.connect("sip/100@example.com", ALL, Amf.of("100"), Amf.of("guess"));
        assertThat(answer.name()).isEqualTo("_error");
        assertThat(answer.argument(0).orElseThrow().named())
                .containsEntry("code", Amf.of("NetConnection.Connect.Rejected"));
        Eventually.isTrue(Edge.SOON, client::isEnded);
        assertThat(edge.registrations.all()).isEmpty();
    }

    @Test
    void freeswitch_logs_in_by_hash_registers_calls_and_is_called() throws Exception {
        var client = edge.client();
        client.connect("phone", ALL);
        String session = client.await("connected").text(0);
        client.call("makeCall", Amf.of("2001"), Amf.of(""), Amf.Absent.NULL);
        client.call("login", Amf.of("100@example.com"), Amf.of("wrong"));
        assertThat(client.await("onLogin").text(0)).isEqualTo("failure");
        assertThat(edge.calls.totals().offered()).as("calls before the login").isZero();
        String proof = md5(session + ":100@example.com:secret-100");
        client.call("login", Amf.of("100@example.com"), Amf.of(proof));
        assertThat(client.await("onLogin").text(0)).isEqualTo("success");
        assertThat(edge.registrations.of("100")).isEmpty();
        client.call("register", Amf.of("100@example.com"), Amf.of("nick"));

        client.play("play");
        long stream = client.publish("publish");
        client.call("makeCall", Amf.of("2001"), Amf.of(""), Amf.Absent.NULL);
        String call = client.await("onMakeCall").text(0);
        assertThat(client.await("callState").text(1)).isEqualTo("RINGING");
        assertThat(client.await("callState").arguments())
                .isEqualTo(java.util.List.of(Amf.of(call), Amf.of("ACTIVE")));
        try (var _ = new Speaker(client, stream, 1_200)) {
            edge.far.hears(1_200);
            client.call("sendDTMF", Amf.of("12"), Amf.of(2_000));
            assertThat(edge.far.await(LegCommand.SendDigit.class).held().toMillis()).isEqualTo(250);
            client.call("hangup", Amf.of(call), Amf.of("CALL_REJECTED"));
            assertThat(client.await("onHangup").text(1)).isEqualTo("CALL_REJECTED");
        }
        edge.far.call("100");
        var incoming = client.await("incomingCall");
        assertThat(incoming.text(2)).isEqualTo("2001");
        client.call("answer", Amf.of(incoming.text(0)));
        client.await(c -> c.name().equals("callState") && c.text(1).equals("ACTIVE"));
        client.call("attach", Amf.of(""));
        edge.far.await(LegCommand.Hold.class);
        edge.far.hangUp();
        assertThat(client.await("onHangup").text(1)).isEqualTo("NORMAL_CLEARING");
        nothingIsLeft();
    }

    @Test
    void flashphoner_calls_and_is_called() throws Exception {
        var client = edge.client();
        var login =
                Amf.fields(
                        "login",
                        "200",
                        "password",
                        "secret-200",
                        "domain",
                        "example.com",
                        "registerRequired",
                        true);
        assertThat(client.connect("phone_app", ALL, login).name()).isEqualTo("_result");
        client.await("registered");
        assertThat(edge.registrations.of("200"))
                .singleElement()
                .matches(d -> d.protocol() == Account.Protocol.RTMP);
        client.call("call", Amf.of("sip:2001@example.com"), Amf.of("Me"), Amf.of(false));
        String id = state(client, "talk", "TALK");
        long stream = client.publish("1_" + id);
        client.play("0_" + id);
        try (var _ = new Speaker(client, stream, 700)) {
            edge.far.hears(700);
            Eventually.isTrue(Edge.SOON, () -> client.soundsHeard.get() > 10);
            client.call("sendDtmf", Amf.of("9"), Amf.of(id));
            assertThat(edge.far.await(LegCommand.SendDigit.class).digit()).isEqualTo('9');
            client.call("hold", Amf.of(id), Amf.of(true));
            state(client, "hold", "HOLD");
            client.call("hangup", Amf.of(id));
            state(client, "finish", "FINISH");
        }
        client.call("call", Amf.of("2003"), Amf.of("Me"), Amf.of(false));
        state(client, "busy", "BUSY");
        edge.far.call("200");
        String other = state(client, "ring", "RING");
        client.call("answer", Amf.of(other), Amf.of(false));
        state(client, "talk", "TALK");
        edge.far.hangUp();
        state(client, "finish", "FINISH");
        nothingIsLeft();
    }

    private static String state(TestClient client, String name, String state) {
        var told =
                client.await(
                        c ->
                                c.name().equals(name)
                                        && Amf.of(state)
                                                .equals(
                                                        c.argument(0)
                                                                .orElseThrow()
                                                                .named()
                                                                .get("state")));
        return told.argument(0).orElseThrow().named().get("id").text().orElseThrow();
    }

    @Test
    void programs_publish_and_play_a_call_by_its_token() throws Exception {
        var publisher = edge.client();
        publisher.connect("call", ALL);
        long stream = publisher.publish("studio?token=t0ken");
        var player = edge.client();
        player.connect("call", ALL);
        player.play("studio?token=t0ken");
        try (var _ = new Speaker(publisher, stream, 900)) {
            edge.far.hears(900);
            Eventually.isTrue(Edge.SOON, () -> player.soundsHeard.get() > 20);
        }
        assertThat(player.sounds().getFirst().tag()[0] >> 4 & 0xf)
                .isEqualTo(8); // G.711 µ-law, as it came
        publisher.close();
        edge.far.hangUp();
        player.status("NetStream.Play.UnpublishNotify");
        var stranger = edge.client();
        stranger.connect("call", ALL);
        long none = stranger.createStream();
        stranger.send(
                org.dragoman.rtmp.message.RtmpMessage.Command.of(
                                "play", 0, Amf.Absent.NULL, Amf.of("studio?token=guess"))
                        .on(none));
        stranger.status("NetStream.Play.StreamNotFound");
        nothingIsLeft();
    }

    private TestClient siprtmp(int codecs) {
        var client = edge.client();
        var answer =
                client.connect(
                        "sip/100@example.com",
                        codecs,
                        Amf.of("100"),
                        Amf.of("secret-100"),
                        Amf.of("Alice"));
        assertThat(answer.name()).isEqualTo("_result");
        return client;
    }

    private void nothingIsLeft() {
        Eventually.isTrue(Edge.SOON, () -> edge.calls.active() == 0);
        Eventually.isTrue(Edge.SOON, () -> edge.relay.portsInUse() == 0);
    }

    private static String md5(String text) throws Exception {
        return java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("MD5").digest(text.getBytes()));
    }
}

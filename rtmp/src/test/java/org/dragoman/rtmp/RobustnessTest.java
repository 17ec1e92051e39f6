package org.dragoman.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import org.dragoman.core.call.LegCommand;
import org.dragoman.media.testing.Eventually;
import org.dragoman.rtmp.amf.Amf;
import org.dragoman.rtmp.message.RtmpMessage;
import org.dragoman.rtmp.net.RtmpListener;
import org.junit.jupiter.api.Test;

/// Clients that break off, stop reading, say nothing, come too often, or log in twice.
class RobustnessTest {
    private static final int ALL = 0xfff;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SILENCE = Duration.ofSeconds(3);

    /// R8: a session that stayed after its client was killed.
    @Test
    void r8_a_connection_that_breaks_ends_its_calls() throws Exception {
        try (var edge = Edge.start()) {
            var client = siprtmp(edge);
            client.call("invite", Amf.of("2001"));
            client.await("accepted");
            client.breakOff();
            assertThat(edge.far.await(LegCommand.Release.class).cause().q850()).isEqualTo(16);
            Eventually.isTrue(Edge.SOON, () -> edge.calls.active() == 0);
            Eventually.isTrue(Edge.SOON, () -> edge.registrations.all().isEmpty());
        }
    }

    /// R8 and R1: a client that stops reading loses sound; nothing grows, and the call goes on.
    @Test
    void r8_a_client_that_stops_reading_loses_sound() throws Exception {
        try (var edge = Edge.start()) {
            var client = siprtmp(edge);
            client.play("remote");
            client.call("invite", Amf.of("2001"));
            client.await("accepted");
            Eventually.isTrue(Edge.SOON, () -> client.soundsHeard.get() > 5);
            client.stopReading();
            Eventually.isTrue(Duration.ofSeconds(60), () -> edge.soundsDropped() > 50);
            assertThat(edge.calls.active()).isEqualTo(1);
            client.goOnReading();
            long before = client.soundsHeard.get();
            Eventually.isTrue(Edge.SOON, () -> client.soundsHeard.get() > before + 50);
        }
    }

    /// A client that is gone without a word, its connection half open: it answers no ping.
    @Test
    void r8_a_client_that_is_silent_is_closed_and_its_call_ends() {
        var limits = new RtmpListener.Limits(100, 100, PATIENCE, SILENCE);
        try (var edge = Edge.start(RtmpConfig.SeveralClients.ALL, limits)) {
            var client = siprtmp(edge);
            client.call("invite", Amf.of("2001"));
            client.await("accepted");
            assertThat(edge.far.await(LegCommand.Release.class).cause().q850()).isEqualTo(16);
            Eventually.isTrue(Edge.SOON, () -> edge.calls.active() == 0);
            Eventually.isTrue(Edge.SOON, () -> edge.relay.portsInUse() == 0);
        }
    }

    /// Its connection lives, but nothing is ever published: the call ends as that of any peer
    /// that sends nothing.
    @Test
    void r8_a_client_that_publishes_nothing_loses_its_call() {
        try (var edge =
                Edge.start(RtmpConfig.SeveralClients.ALL, RtmpListener.Limits.DEFAULT, SILENCE)) {
            var client = siprtmp(edge);
            client.publish("local");
            client.call("invite", Amf.of("2001"));
            client.await("accepted");
            assertThat(edge.far.await(LegCommand.Release.class).cause().q850()).isEqualTo(102);
            client.await("byed");
            Eventually.isTrue(Edge.SOON, () -> edge.calls.active() == 0);
        }
    }

    /// R7: a second login kicked the first client out.
    @Test
    void r7_all_clients_of_an_account_ring_and_one_takes_the_call() {
        try (var edge = Edge.start()) {
            var one = siprtmp(edge);
            var other = siprtmp(edge);
            edge.far.call("100");
            one.await("invited");
            other.await("invited");
            other.call("accept");
            other.await("accepted");
            one.await("cancelled");
            assertThat(edge.calls.active()).isEqualTo(1);
        }
    }

    @Test
    void r7_or_the_newest_alone_rings_and_the_others_stay() {
        try (var edge = Edge.start(RtmpConfig.SeveralClients.NEWEST)) {
            var one = siprtmp(edge);
            var other = siprtmp(edge);
            assertThat(edge.registrations.of("100")).hasSize(1);
            edge.far.call("100");
            other.await("invited");
            other.call("reject");
            Eventually.isTrue(Edge.SOON, () -> edge.calls.active() == 0);
            assertThat(one.said()).noneMatch(c -> c.name().equals("invited"));
            one.call("invite", Amf.of("2001"));
            one.await("accepted");
        }
    }

    /// R5: the call that was answered and fell, the call that rang again.
    @Test
    void r5_a_call_answered_stays_and_two_at_once_do_not_disturb_each_other() {
        try (var edge = Edge.start()) {
            var one = siprtmp(edge);
            var other = edge.client();
            other.connect("sip/200@x", ALL, Amf.of("200"), Amf.of("secret-200"), Amf.of(""));
            one.call("invite", Amf.of("2001"));
            other.call("invite", Amf.of("2001"));
            one.await("accepted");
            other.await("accepted");
            one.call("invite", Amf.of("2001"));
            assertThat(one.await("rejected").text(0)).startsWith("Already");
            assertThat(edge.calls.active()).isEqualTo(2);
            one.call("bye");
            Eventually.isTrue(Edge.SOON, () -> edge.calls.active() == 1);
            assertThat(other.said()).isEmpty();
        }
    }

    /// R4: the digits of a client are those of telephones on the other side.
    @Test
    void r4_digits_of_a_client_reach_the_other_side_once_each() {
        try (var edge = Edge.start()) {
            var client = siprtmp(edge);
            client.call("invite", Amf.of("2001"));
            client.await("accepted");
            client.call("sendDTMF", Amf.of("1"));
            client.call("sendDTMF", Amf.of(2));
            client.call("sendDTMF", Amf.of("#"));
            for (char digit : "12#".toCharArray()) {
                var sent = edge.far.await(LegCommand.SendDigit.class);
                assertThat(sent.digit()).isEqualTo(digit);
                assertThat(sent.held()).isGreaterThanOrEqualTo(Duration.ofMillis(100));
            }
        }
    }

    /// R6: nobody hears himself, unless he calls himself.
    @Test
    void r6_what_a_client_publishes_does_not_come_back() {
        try (var edge = Edge.start()) {
            var client = siprtmp(edge);
            client.play("local");
            long stream = client.publish("local");
            try (var _ = new Speaker(client, stream, 1_000)) {
                client.call("invite", Amf.of("2002"));
                client.await("ringing");
            }
            assertThat(client.soundsHeard.get()).isZero();
        }
    }

    /// R11: the gateway's media address is nothing a client must reach; all goes by its
    /// connection.
    @Test
    void r11_media_of_a_client_needs_no_address_of_the_gateway() {
        try (var edge = Edge.start()) {
            var client = siprtmp(edge);
            client.call("invite", Amf.of("2001"));
            client.await("accepted");
            var own = edge.calls.list().getFirst().legs().getFirst();
            assertThat(own.media().orElseThrow().localRtp()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void who_says_nothing_is_closed_and_who_comes_too_often_is_refused() throws IOException {
        var limits = new RtmpListener.Limits(100, 3, Duration.ofMillis(300), SILENCE);
        try (var edge = Edge.start(RtmpConfig.SeveralClients.ALL, limits)) {
            var sockets = new ArrayList<Socket>();
            for (int i = 0; i < 4; i++) {
                sockets.add(new Socket(InetAddress.ofLiteral("127.0.0.1"), edge.port()));
            }
            for (Socket each : sockets) {
                each.setSoTimeout(20_000);
                assertThat(each.getInputStream().read()).isEqualTo(-1);
            }
            Eventually.isTrue(Edge.SOON, () -> edge.endpoint.connections() == 0);
        }
    }

    @Test
    void rtmpe_and_what_is_no_rtmp_is_closed() throws IOException {
        try (var edge = Edge.start()) {
            for (int first : new int[] {6, 8, 'G', 0x16}) {
                try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), edge.port())) {
                    socket.getOutputStream().write(first);
                    socket.setSoTimeout(20_000);
                    assertThat(socket.getInputStream().read()).isEqualTo(-1);
                }
            }
        }
    }

    @Test
    void r10_a_client_that_breaks_the_protocol_is_closed_and_its_call_ends() {
        try (var edge = Edge.start()) {
            var client = siprtmp(edge);
            client.call("invite", Amf.of("2001"));
            client.await("accepted");
            client.send(new RtmpMessage.Audio(77, 0, new byte[] {1})); // no such stream: ignored
            client.send(RtmpMessage.Command.of("publish", 0, Amf.Absent.NULL, Amf.of("x")).on(99));
            Eventually.isTrue(Edge.SOON, client::isEnded);
            Eventually.isTrue(Edge.SOON, () -> edge.calls.active() == 0);
        }
    }

    private static TestClient siprtmp(Edge edge) {
        var client = edge.client();
        client.connect("sip/100@x", ALL, Amf.of("100"), Amf.of("secret-100"), Amf.of(""));
        return client;
    }
}

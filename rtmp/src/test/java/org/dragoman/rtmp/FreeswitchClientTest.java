package org.dragoman.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.Party;
import org.dragoman.media.testing.Eventually;
import org.dragoman.rtmp.amf.Amf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a client of FreeSWITCH's mod_rtmp does with several calls, and is told besides.
class FreeswitchClientTest {
    private Edge edge;
    private TestClient client;

    @BeforeEach
    void logIn() throws Exception {
        edge = Edge.start();
        client = edge.client();
        client.connect("phone", 0xfff);
        String proof = client.await("connected").text(0) + ":100@example.com:secret-100";
        byte[] md5 = MessageDigest.getInstance("MD5").digest(proof.getBytes());
        client.call("login", Amf.of("100@example.com"), Amf.of(HexFormat.of().formatHex(md5)));
        assertThat(client.await("onLogin").text(0)).isEqualTo("success");
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    private String calls(String number) {
        client.call("makeCall", Amf.of(number), Amf.of(""), Amf.Absent.NULL);
        String call = client.await("onMakeCall").text(0);
        client.await(
                c ->
                        c.name().equals("callState")
                                && c.arguments().equals(List.of(Amf.of(call), Amf.of("ACTIVE"))));
        return call;
    }

    /// ```
    /// far ══ client ══ far;  join ──▶  far ══ far
    /// ```
    /// Each of the two calls goes on as half of the new one.
    @Test
    void join_leaves_the_two_others_talking() {
        String one = calls("2001");
        String other = calls("2001");
        assertThat(edge.calls.active()).isEqualTo(2);
        client.call("join", Amf.of(one), Amf.of(other));
        var ended = List.of(client.await("onHangup").text(0), client.await("onHangup").text(0));
        assertThat(ended).containsExactlyInAnyOrder(one, other);
        assertThat(edge.calls.active()).isEqualTo(2);
        edge.far.hangUp();
        assertThat(edge.far.await(LegCommand.Release.class).cause().q850()).isEqualTo(16);
        Eventually.isTrue(Edge.SOON, () -> edge.calls.active() == 0);
    }

    @Test
    void join_with_a_call_that_is_not_there_changes_nothing() {
        String one = calls("2001");
        client.call("join", Amf.of(one), Amf.of("no-such-call"));
        client.call("hangup", Amf.of(one), Amf.of("NORMAL_CLEARING"));
        assertThat(client.await("onHangup").text(0)).isEqualTo(one);
        assertThat(edge.far.await(LegCommand.Release.class).cause().q850()).isEqualTo(16);
    }

    @Test
    void display_update_tells_who_the_other_side_is_now() {
        String call = calls("2001");
        edge.far.becomes(Party.ofNumber("2005").withDisplayName("Berta"));
        assertThat(client.await("displayUpdate").arguments())
                .isEqualTo(List.of(Amf.of(call), Amf.of("Berta"), Amf.of("2005")));
    }

    /// ```
    /// far ══ client ══ far;  three_way ──▶  far ══ client ══ far ══ (far)
    /// ```
    /// Who hears what is measured by {@code FlashThreeWayTest} with other programs.
    @Test
    void three_way_takes_up_the_call_on_hold_and_ends_with_either() {
        String one = calls("2001");
        String other = calls("2001");
        client.call("three_way", Amf.of(other), Amf.of(one));
        edge.far.await(LegCommand.Resume.class);
        client.call("attach", Amf.of(one));
        client.call("hangup", Amf.of(other), Amf.of("NORMAL_CLEARING"));
        client.await(c -> c.name().equals("onAttach") && c.text(0).equals(one));
        assertThat(client.await("onHangup").text(0)).isEqualTo(other);
        client.call("hangup", Amf.of(one), Amf.of("NORMAL_CLEARING"));
        assertThat(client.await("onHangup").text(0)).isEqualTo(one);
    }

    @Test
    void join_in_a_three_way_call_leaves_the_two_others_talking() {
        String one = calls("2001");
        String other = calls("2001");
        client.call("three_way", Amf.of(other), Amf.of(one));
        edge.far.await(LegCommand.Resume.class);
        client.call("join", Amf.of(one), Amf.of(other));
        var ended = List.of(client.await("onHangup").text(0), client.await("onHangup").text(0));
        assertThat(ended).containsExactlyInAnyOrder(one, other);
        assertThat(edge.calls.active()).isEqualTo(2);
        edge.far.hangUp();
        Eventually.isTrue(Edge.SOON, () -> edge.calls.active() == 0);
    }

    @Test
    void three_way_with_a_call_that_is_not_there_is_refused_by_an_error() {
        String one = calls("2001");
        double asked = client.call("three_way", Amf.of(one), Amf.of("no-such-call"));
        refused(asked);
        String rings = rings("2002");
        refused(client.call("three_way", Amf.of(one), Amf.of(rings)));
        assertThat(edge.calls.active()).isEqualTo(2);
    }

    private String rings(String number) {
        client.call("makeCall", Amf.of(number), Amf.of(""), Amf.Absent.NULL);
        String call = client.await("onMakeCall").text(0);
        client.await(c -> c.name().equals("callState") && c.text(1).equals("RINGING"));
        return call;
    }

    private void refused(double asked) {
        var error = client.await("_error");
        assertThat(error.transaction()).isEqualTo(asked);
        assertThat(error.argument(0).orElseThrow().named())
                .containsEntry("code", Amf.of("NetConnection.Call.Failed"));
    }
}

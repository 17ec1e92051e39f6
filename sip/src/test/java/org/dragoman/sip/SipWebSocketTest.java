package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.sip.WirePeer.header;

import java.util.Optional;
import java.util.Random;
import org.dragoman.core.account.Account;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.Party;
import org.dragoman.core.link.WebSocketLink;
import org.junit.jupiter.api.Test;

/// SIP by WebSocket: RFC 7118.
class SipWebSocketTest {
    private static final String INSTANCE =
            ";+sip.instance=\"<urn:uuid:00000000-0000-0000-0000-00000000cafe>\";reg-id=1";

    private static String registration(HandPhone page) {
        return "Contact: "
                + page.contact()
                + INSTANCE
                + "\nExpires: 300\nSupported: outbound, path";
    }

    private static final LegCommand.Dial DIAL =
            new LegCommand.Dial(
                    CallRequest.of(
                            Party.ofNumber("4930"), Party.ofNumber("1001"), Optional.empty()));

    @Test
    void a_page_registers_with_the_digest_its_libraries_know() {
        try (var bench = new AccountBench();
                var page = bench.page("1001")) {
            var self = "<sip:1001@x>";
            page.send(page.request("REGISTER", page.domain(), self, self, ""), "");
            var challenges = HandPhone.headers(page.expect("SIP/2.0 401"), "WWW-Authenticate");
            assertThat(challenges.getLast()).contains("algorithm=MD5");
            var ok = page.register(registration(page));
            assertThat(ok).startsWith("SIP/2.0 200");
            assertThat(header(ok, "Via")).contains("WSS device.invalid");
            assertThat(header(ok, "Contact")).contains(INSTANCE, ";expires=300");
            assertThat(header(ok, "Require")).isEqualTo("outbound");
            var device = bench.registrations.of("1001").getFirst();
            assertThat(device.protocol()).isEqualTo(Account.Protocol.WEBRTC);
        }
    }

    @Test
    void a_page_is_called_over_its_link() {
        try (var bench = new AccountBench();
                var page = bench.page("1001")) {
            page.register(registration(page));
            var leg = bench.legTo("1001").does(DIAL);
            var invite = page.expect("INVITE sip:dev1001@device.invalid;transport=ws SIP/2.0");
            assertThat(header(invite, "Via")).startsWith("SIP/2.0/WSS " + bench.host + ":8443");
            assertThat(header(invite, "Contact"))
                    .isEqualTo("<sip:dragoman@" + bench.host + ":8443;transport=ws>");
            page.respond(invite, "180 Ringing", "", "");
            leg.hears(LegEvent.Ringing.class);
            leg.does(new LegCommand.Release(Cause.NORMAL_CLEARING));
            var cancel = page.expect("CANCEL ");
            page.respond(cancel, "200 OK", "", "");
            page.respond(invite, "487 Request Terminated", "", "");
            page.expect("ACK ");
            leg.hears(LegEvent.Released.class);
        }
    }

    @Test
    void a_page_that_is_left_ends_its_calls_at_once_and_is_registered_no_more() {
        try (var bench = new AccountBench();
                var page = bench.page("1001")) {
            page.register(registration(page));
            var leg = bench.legTo("1001").does(DIAL);
            page.respond(page.expect("INVITE "), "180 Ringing", "", "");
            leg.hears(LegEvent.Ringing.class);
            page.wire().leave(WebSocketLink.GOING_AWAY);
            assertThat(leg.hears(LegEvent.Released.class).cause().q850()).isEqualTo(16);
            assertThat(bench.registrations.all()).isEmpty();
            assertThat(bench.gateway.load()).isZero();
        }
    }

    @Test
    void a_page_whose_network_fails_may_come_back_to_its_call() {
        try (var bench = new AccountBench();
                var page = bench.page("1001")) {
            page.register(registration(page));
            var leg = bench.legTo("1001").does(DIAL);
            var invite = page.expect("INVITE ");
            page.respond(invite, "180 Ringing", "", "");
            leg.hears(LegEvent.Ringing.class);
            page.wire().leave(WebSocketLink.LOST);
            bench.time.advance(Whereabouts.GRACE.minusMillis(1));
            page.on(bench.link());
            page.register(registration(page));
            bench.time.advance(Whereabouts.GRACE);
            assertThat(leg.harness().isReleased()).isFalse();
            page.respond(invite, "486 Busy Here", "", "");
            assertThat(leg.hears(LegEvent.Released.class).cause().q850()).isEqualTo(17);
        }
    }

    @Test
    void a_page_whose_network_fails_for_good_is_given_up() {
        try (var bench = new AccountBench();
                var page = bench.page("1001")) {
            page.register(registration(page));
            var leg = bench.legTo("1001").does(DIAL);
            page.respond(page.expect("INVITE "), "180 Ringing", "", "");
            leg.hears(LegEvent.Ringing.class);
            page.wire().leave(WebSocketLink.LOST);
            bench.time.advance(Whereabouts.GRACE);
            assertThat(leg.hears(LegEvent.Released.class).cause().q850()).isEqualTo(27);
        }
    }

    @Test
    void keep_alives_are_answered() {
        try (var bench = new AccountBench();
                var page = bench.page("1001")) {
            page.wire().write("\r\n\r\n");
            assertThat(page.next()).isEqualTo("\r\n");
        }
    }

    @Test
    void a_flood_closes_the_link_and_disturbs_nobody() {
        try (var bench = new AccountBench();
                var other = bench.page("1002")) {
            var link = bench.link();
            for (int i = 0; i < 1_000 && link.closedWith == 0; i++) {
                link.write("\r\n\r\n");
            }
            assertThat(link.closedWith).isEqualTo(WebSocketLink.POLICY);
            assertThat(other.register(registration(other))).startsWith("SIP/2.0 200");
        }
    }

    @Test
    void what_is_no_sip_closes_the_link_in_the_end() {
        try (var bench = new AccountBench()) {
            var link = bench.link();
            for (int i = 0; i < 50 && link.closedWith == 0; i++) {
                link.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            }
            assertThat(link.closedWith).isEqualTo(WebSocketLink.NOT_UNDERSTOOD);
        }
    }

    @Test
    void nothing_that_a_page_sends_breaks_the_gateway() {
        try (var bench = new AccountBench();
                var other = bench.page("1002")) {
            var random = new Random(7);
            var page = bench.page("1001");
            var whole =
                    page.request(
                                            "REGISTER",
                                            page.domain(),
                                            "<sip:1001@x>",
                                            "<sip:1001@x>",
                                            registration(page)
                                                    + "\nAuthorization: Digest username=\"1001\","
                                                    + " realm=\"dragoman.test\", nonce=\"x\", uri=\"sip:x\","
                                                    + " response=\"00000000000000000000000000000000\"")
                                    .replace("\n", "\r\n")
                            + "\r\nContent-Length: 0\r\n\r\n";
            for (int round = 0; round < 3_000; round++) {
                var broken = new StringBuilder(whole);
                for (int i = random.nextInt(6); i >= 0; i--) {
                    int at = random.nextInt(broken.length());
                    switch (random.nextInt(4)) {
                        case 0 -> broken.setCharAt(at, (char) random.nextInt(0x100));
                        case 1 -> broken.deleteCharAt(at);
                        case 2 -> broken.setLength(Math.max(10, at));
                        default -> broken.insert(at, "\r\n\",;<>=:@".charAt(random.nextInt(10)));
                    }
                }
                if (((AccountBench.HandLink) page.wire()).closedWith != 0) {
                    page = bench.page("1001");
                }
                page.wire().write(broken.toString());
            }
            assertThat(bench.registrations.of("1001")).isEmpty();
            assertThat(other.register(registration(other))).startsWith("SIP/2.0 200");
        }
    }
}

package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.sip.WirePeer.header;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.sip.registrar.KeptContact;
import org.junit.jupiter.api.Test;

/// Devices stay reachable: behind a NAT that forgets, and over a restart of the gateway.
class SipKeepAliveTest {
    private static final Duration LONGEST = Duration.ofSeconds(29); // RFC 5626 §4.4.2

    @Test
    void a_device_behind_a_nat_is_sent_something_before_the_nat_forgets_it() {
        try (var bench = new AccountBench();
                var phone = bench.phone("1001")) {
            phone.register("Contact: " + phone.contact() + "\nExpires: 300");
            Pair.until("an alarm", () -> bench.time.waiting() == 1);
            for (int i = 0; i < 3; i++) {
                bench.time.advance(LONGEST);
                var options = phone.expect("OPTIONS");
                assertThat(header(options, "Max-Forwards")).isEqualTo("1");
                phone.respond(options, "200 OK", "", ""); // nobody waits for it
            }
            assertThat(bench.time.waiting()).as("alarms of one device").isEqualTo(1);
        }
    }

    @Test
    void one_that_has_left_is_left_alone() {
        try (var bench = new AccountBench();
                var phone = bench.phone("1001")) {
            phone.register("Contact: " + phone.contact() + "\nExpires: 300");
            Pair.until("an alarm", () -> bench.time.waiting() == 1);
            bench.registrations.all().forEach(bench.registrations::leave);
            bench.time.advance(LONGEST);
            assertThat(bench.time.waiting()).isZero();
        }
    }

    @Test
    void a_device_is_called_after_a_restart_where_it_was_before() {
        try (var bench = new AccountBench();
                var phone = bench.phone("1001")) {
            phone.register("Contact: " + phone.contact() + "\nExpires: 300");
            var kept = bench.gateway.registrations();
            assertThat(kept).hasSize(1);
            bench.registrations.all().forEach(bench.registrations::leave);
            assertThat(bench.gateway.takeUp(kept)).isEqualTo(1);
            assertThat(bench.gateway.takeUp(kept)).as("it is there").isZero();
            bench.legTo("1001")
                    .does(
                            new LegCommand.Dial(
                                    CallRequest.of(
                                            Party.ofNumber("1002"),
                                            Party.ofNumber("1001"),
                                            Optional.of(MediaDescription.of(Codec.PCMU)))));
            assertThat(phone.expect("INVITE")).isNotEmpty();
        }
    }

    @Test
    void what_has_expired_or_has_no_account_is_not_taken_up() {
        try (var bench = new AccountBench();
                var phone = bench.phone("1001")) {
            phone.register("Contact: " + phone.contact() + "\nExpires: 300");
            var kept = bench.gateway.registrations();
            bench.registrations.all().forEach(bench.registrations::leave);
            assertThat(bench.gateway.takeUp(kept.stream().map(c -> of(c, "1099")).toList()))
                    .isZero();
            bench.time.advance(Duration.ofSeconds(301));
            assertThat(bench.gateway.takeUp(kept)).isZero();
        }
    }

    @Test
    void a_page_is_not_kept() {
        try (var bench = new AccountBench();
                var page = bench.page("1002")) {
            page.register("Contact: " + page.contact() + "\nExpires: 300");
            assertThat(bench.registrations.of("1002")).hasSize(1);
            assertThat(bench.gateway.registrations()).isEmpty();
        }
    }

    private static KeptContact of(KeptContact c, String account) {
        return new KeptContact(
                account,
                c.key(),
                c.uri(),
                c.transport(),
                new InetSocketAddress(c.at().getAddress(), c.at().getPort()),
                c.priority(),
                c.since(),
                c.expires(),
                c.parameters(),
                c.callId(),
                c.sequence(),
                c.product());
    }
}

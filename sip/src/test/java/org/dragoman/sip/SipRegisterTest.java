package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.sip.WirePeer.header;
import static org.dragoman.sip.WirePeer.toTag;

import java.time.Duration;
import java.util.Optional;
import org.dragoman.core.account.Account;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Accounts log in by SIP, call and are called.
class SipRegisterTest {
    private static final MediaDescription ULAW = MediaDescription.of(Codec.PCMU);

    private static LegCommand.Dial dial(String from, String to) {
        return new LegCommand.Dial(
                CallRequest.of(Party.ofNumber(from), Party.ofNumber(to), Optional.of(ULAW)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "SHA-256"})
    void a_phone_proves_who_it_is_and_is_registered(String algorithm) {
        try (var bench = new AccountBench();
                var phone = bench.phone("1001")) {
            var ok =
                    phone.register(
                            "Contact: " + phone.contact() + ";q=0.7\nExpires: 300",
                            AccountBench.password("1001"),
                            algorithm);
            assertThat(ok).startsWith("SIP/2.0 200");
            assertThat(header(ok, "Contact")).isEqualTo(phone.contact() + ";expires=300");
            assertThat(header(ok, "Via")).contains(";received=127.", ";rport=");
            var device = bench.registrations.of("1001").getFirst();
            assertThat(device.priority()).isEqualTo(700);
            assertThat(device.expires()).isEqualTo(bench.time.instant().plusSeconds(300));
        }
    }

    @Test
    void both_digests_are_offered_the_stronger_first() {
        try (var bench = new AccountBench();
                var phone = bench.phone("1001")) {
            phone.send(
                    phone.request(
                            "REGISTER",
                            phone.domain(),
                            "<sip:1001@x>",
                            "<sip:1001@x>",
                            "Contact: " + phone.contact()),
                    "");
            var challenges = HandPhone.headers(phone.expect("SIP/2.0 401"), "WWW-Authenticate");
            assertThat(challenges).hasSize(2);
            assertThat(challenges.get(0)).contains("algorithm=SHA-256", "qop=\"auth\"");
            assertThat(challenges.get(1)).contains("algorithm=MD5", "realm=\"dragoman.test\"");
        }
    }

    // baresip 1.0.0 gives up when it is offered a digest that it does not know
    @Test
    void who_does_not_understand_the_question_is_asked_in_the_oldest_way() {
        try (var bench = new AccountBench();
                var phone = bench.phone("1001")) {
            var self = "<sip:1001@x>";
            var contact = "Contact: " + phone.contact();
            for (int digests = 2; digests > 0; digests--) {
                phone.send(phone.request("REGISTER", phone.domain(), self, self, contact), "");
                assertThat(HandPhone.headers(phone.expect("SIP/2.0 401"), "WWW-Authenticate"))
                        .hasSize(digests);
            }
            assertThat(phone.register(contact)).as("by MD5").startsWith("SIP/2.0 200");
        }
    }

    @Test
    void a_wrong_password_is_asked_for_again_and_at_last_not_listened_to() {
        try (var bench = new AccountBench();
                var phone = bench.phone("1001")) {
            var contact = "Contact: " + phone.contact();
            for (int i = 0; i < 10; i++) {
                assertThat(phone.register(contact, "guess", "MD5")).startsWith("SIP/2.0 401");
            }
            assertThat(phone.register(contact)).startsWith("SIP/2.0 403");
            bench.time.advance(Duration.ofMinutes(11));
            assertThat(phone.register(contact)).startsWith("SIP/2.0 200");
        }
    }

    @Test
    void nobody_registers_another() {
        try (var bench = new AccountBench();
                var phone = bench.phone("1001")) {
            var from = "<sip:1001@x>";
            var other = "<sip:1002@x>";
            var contact = "Contact: " + phone.contact();
            phone.send(phone.request("REGISTER", phone.domain(), from, other, contact), "");
            var proof =
                    phone.proof(
                            phone.expect("SIP/2.0 401"),
                            "REGISTER",
                            phone.domain(),
                            AccountBench.password("1001"),
                            "MD5");
            phone.send(
                    phone.request("REGISTER", phone.domain(), from, other, contact + "\n" + proof),
                    "");
            assertThat(phone.next()).startsWith("SIP/2.0 403");
            assertThat(bench.registrations.all()).isEmpty();
        }
    }

    @Test
    void what_was_sent_once_is_good_for_nothing_else() {
        try (var bench = new AccountBench();
                var phone = bench.phone("1001")) {
            var self = "<sip:1001@x>";
            var contact = "Contact: " + phone.contact();
            phone.send(phone.request("REGISTER", phone.domain(), self, self, contact), "");
            var proof =
                    phone.proof(
                            phone.expect("SIP/2.0 401"),
                            "REGISTER",
                            phone.domain(),
                            AccountBench.password("1001"),
                            "MD5");
            var more = contact + "\n" + proof;
            phone.send(phone.request("REGISTER", phone.domain(), self, self, more), "");
            assertThat(phone.next()).startsWith("SIP/2.0 200");
            phone.send(phone.request("REGISTER", phone.domain(), self, self, more), "");
            var again = phone.next();
            assertThat(again).startsWith("SIP/2.0 401");
            assertThat(header(again, "WWW-Authenticate")).contains("stale=true");
        }
    }

    @Test
    void a_device_that_takes_itself_back_is_registered_no_more() {
        try (var bench = new AccountBench();
                var phone = bench.phone("1001")) {
            phone.register();
            assertThat(phone.register("Contact: *\nExpires: 0")).startsWith("SIP/2.0 200");
            assertThat(bench.registrations.all()).isEmpty();
        }
    }

    @Test
    void a_call_to_an_account_goes_where_it_registered_from() {
        try (var bench = new AccountBench();
                var phone = bench.phone("1001")) {
            phone.register();
            var leg = bench.legTo("1001").does(dial("4930", "1001"));
            var invite = phone.expect("INVITE sip:dev1001@device.invalid SIP/2.0");
            assertThat(header(invite, "To")).isEqualTo("<sip:1001@" + bench.host + ">");
            assertThat(header(invite, "From")).contains("sip:4930@" + bench.host);
            phone.respond(invite, "180 Ringing", "", "");
            leg.hears(LegEvent.Ringing.class);
            phone.respond(invite, "200 OK", "", WirePeer.SDP);
            leg.hears(LegEvent.Answered.class);
            var ack = phone.expect("ACK sip:dev1001@device.invalid SIP/2.0");
            assertThat(toTag(ack)).isEqualTo("dev");
            leg.does(new LegCommand.Release(org.dragoman.core.call.Cause.NORMAL_CLEARING));
            var bye = phone.expect("BYE sip:dev1001@device.invalid SIP/2.0");
            phone.respond(bye, "200 OK", "", "");
            leg.hears(LegEvent.Released.class);
        }
    }

    @Test
    void an_account_calls_as_who_it_is_whatever_it_says() {
        try (var bench = new AccountBench();
                var phone = bench.phone("1001")) {
            phone.call("1002", "\"The Bank\" <sip:4930555@bank.example>", WirePeer.SDP);
            var side = bench.call();
            assertThat(side.harness().trunk()).isEqualTo(Account.TRUNK);
            var offered = side.hears(LegEvent.Offered.class).request();
            assertThat(offered.from().digits()).isEqualTo("1001");
            assertThat(offered.from().displayName()).hasValue("Anna");
            assertThat(offered.from().screening()).isEqualTo(Party.Screening.NETWORK_PROVIDED);
            assertThat(offered.to().digits()).isEqualTo("1002");
            side.does(new LegCommand.Answer(Optional.of(ULAW), Optional.empty()));
            var ok = phone.expect("SIP/2.0 200");
            phone.confirm(ok);
            phone.send(phone.inDialog("BYE", ok, ""), "");
            side.hears(LegEvent.Released.class);
            assertThat(phone.expect("SIP/2.0 200")).contains("BYE");
        }
    }

    @Test
    void a_call_that_nobody_vouches_for_is_none() {
        try (var bench = new AccountBench();
                var phone = bench.phone("1001")) {
            var uri = "sip:1002@" + bench.host;
            var contact = "Contact: " + phone.contact();
            var from = "<sip:1001@x>";
            phone.send(phone.request("INVITE", uri, from, "<" + uri + ">", contact), "");
            var challenge = phone.expect("SIP/2.0 401");
            phone.acknowledge(challenge, uri, from);
            var proof = contact + "\n" + phone.proof(challenge, "INVITE", uri, "guess", "MD5");
            phone.send(phone.request("INVITE", uri, from, "<" + uri + ">", proof), "");
            assertThat(phone.next()).startsWith("SIP/2.0 401");
            assertThat(bench.noCall()).isTrue();
        }
    }

    @Test
    void a_nat_that_forgets_is_followed() {
        try (var bench = new AccountBench();
                var phone = bench.phone("1001");
                var later = bench.phone("1001")) {
            phone.call("1002", "<sip:1001@x>", WirePeer.SDP);
            var side = bench.call();
            side.hears(LegEvent.Offered.class);
            side.does(new LegCommand.Answer(Optional.of(ULAW), Optional.empty()));
            var ok = phone.expect("SIP/2.0 200");
            phone.confirm(ok);
            phone.on(later.wire());
            phone.send(phone.inDialog("INFO", ok, ""), "");
            assertThat(phone.expect("SIP/2.0 200")).contains("INFO");
            side.does(new LegCommand.Release(org.dragoman.core.call.Cause.NORMAL_CLEARING));
            phone.respond(phone.expect("BYE "), "200 OK", "", "");
            side.hears(LegEvent.Released.class);
        }
    }

    @Test
    void strangers_that_only_look_around_get_nothing() {
        try (var bench = new AccountBench();
                var phone = bench.phone("1001")) {
            var uri = "sip:" + bench.host;
            phone.send(phone.request("OPTIONS", uri, "<sip:100@x>", "<sip:100@x>", ""), "");
            assertThat(phone.next()).startsWith("SIP/2.0 403");
            phone.register();
            phone.send(phone.request("OPTIONS", uri, "<sip:100@x>", "<sip:100@x>", ""), "");
            assertThat(phone.next()).startsWith("SIP/2.0 200");
        }
    }
}
